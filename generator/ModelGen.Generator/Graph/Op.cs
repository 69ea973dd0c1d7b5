using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Graph;

/// <summary>One operation on tensors. The set is small on purpose: layers are sugar, ops carry the meaning.</summary>
/// <param name="Inputs">What it reads.</param>
/// <param name="Outputs">What it writes; nothing else writes them.</param>
internal abstract record Op(EquatableArray<Value> Inputs, EquatableArray<Value> Outputs)
{
    public Value Output => Outputs[0];

    public abstract OpKind Kind { get; }
}

internal enum OpKind
{
    /// <summary>Each output is a formula of the inputs at the same position.</summary>
    Map,

    /// <summary>A sum of products over affine index maps.</summary>
    Contract,

    /// <summary>A sum, a maximum or a log-sum-exp over the dimensions along which the output would be broadcast.</summary>
    Reduce,

    /// <summary>The same numbers in the same order under another shape.</summary>
    Reshape,

    /// <summary>Boxes of tensors at other places, and zeros between them.</summary>
    Rearrange,
}

/// <summary>
/// Outputs[k][position] = Bodies[k](Inputs[0][position], Inputs[1][position], …). All outputs have one shape; each input has it too or broadcasts to it.
/// </summary>
internal sealed record MapOp(EquatableArray<Value> Inputs, EquatableArray<Value> Outputs, EquatableArray<Expr> Bodies) : Op(Inputs, Outputs)
{
    public override OpKind Kind => OpKind.Map;

    /// <summary>For a Map of one input: its derivative as a formula of its output, input 0 here; null to differentiate the body.</summary>
    public Expr? SlopeFromOutput { get; init; }
}

/// <summary>
/// Output[OutputMap(point)] = Σ A[AMap(point)] · B[BMap(point)] over all points of the axes' product: what is not an axis of the output is summed.
/// </summary>
internal sealed record ContractOp(Value A, AffineMap AMap, Value B, AffineMap BMap, Value Result, AffineMap OutputMap, EquatableArray<Axis> Axes)
    : Op([A, B], [Result])
{
    public override OpKind Kind => OpKind.Contract;
}

internal enum ReduceKind
{
    Sum,
    Max,

    /// <summary>ln Σ exp(x), shifted by the maximum so that it never overflows.</summary>
    LogSumExp,
}

/// <summary>Result = the reduction of Source over every dimension where Result has extent 1 or none (aligned at the last dimension) and Source has more.</summary>
internal sealed record ReduceOp(ReduceKind Reduction, Value Source, Value Result) : Op([Source], [Result])
{
    public override OpKind Kind => OpKind.Reduce;
}

/// <summary>Result has Source's numbers in the same order: no work, another name.</summary>
internal sealed record ReshapeOp(Value Source, Value Result) : Op([Source], [Result])
{
    public override OpKind Kind => OpKind.Reshape;
}

/// <summary>
/// Result is made of boxes that do not overlap, and is 0 where there is none: concatenation, slices, padding, permuted dimensions and nearest upsampling.
/// <see cref="Op.Inputs"/> are the sources of the boxes, in order.
/// </summary>
internal sealed record RearrangeOp(EquatableArray<Box> Boxes, Value Result) : Op([.. Boxes.Select(b => b.Source)], [Result])
{
    public override OpKind Kind => OpKind.Rearrange;

    /// <summary>Whether there is a place without a box.</summary>
    public bool HasZeros => Boxes.Sum(b => b.Length) < Result.Shape.Length;
}
