using System;
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

    /// <summary>The same op on other tensors.</summary>
    public abstract Op On(Func<Value, Value> other);
}

internal enum OpKind
{
    /// <summary>Each output is a formula of the inputs at the same position.</summary>
    Map,

    /// <summary>A sum of products over affine index maps.</summary>
    Contract,

    /// <summary>The largest number of each window, and where it is.</summary>
    MaxPool,

    /// <summary>The gradient of a MaxPool: each number goes where its window's maximum was.</summary>
    Route,

    /// <summary>A sum, a maximum or a log-sum-exp over the dimensions along which the output would be broadcast.</summary>
    Reduce,

    /// <summary>The same numbers in the same order under another shape.</summary>
    Reshape,

    /// <summary>Boxes of tensors at other places, and zeros between them.</summary>
    Rearrange,

    /// <summary>The factors of dropout, drawn anew in each step.</summary>
    DropoutMask,

    /// <summary>Rows of a table, chosen by indices.</summary>
    Gather,

    /// <summary>The gradient of a Gather: rows added to those that they came from.</summary>
    ScatterAdd,

    /// <summary>Sequences with all examples of a time together, or back to those with all times of an example together.</summary>
    ByTime,

    /// <summary>The same ops for one time after another.</summary>
    Scan,

    /// <summary>A stream's inputs of earlier steps.</summary>
    Delay,
}

/// <summary>
/// Outputs[k][position] = Bodies[k](Inputs[0][position], Inputs[1][position], …). All outputs have one shape; each input has it too or broadcasts to it.
/// </summary>
internal sealed record MapOp(EquatableArray<Value> Inputs, EquatableArray<Value> Outputs, EquatableArray<Expr> Bodies) : Op(Inputs, Outputs)
{
    public override OpKind Kind => OpKind.Map;

    public override Op On(Func<Value, Value> other) => this with { Inputs = Inputs.Select(other).ToEquatableArray(), Outputs = Outputs.Select(other).ToEquatableArray() };

    /// <summary>For a Map of one input: its derivative as a formula of its output, input 0 here, and its argument, input 1; null to differentiate the body.</summary>
    public Expr? Slope { get; init; }
}

/// <summary>
/// Result[OutputMap(p)] = Σ A[AMap(p)] · B[BMap(p)] over all points p of the axes' product that lead to the same element. A point whose index lies outside
/// one of the three tensors contributes nothing: that is padding. An element that no point leads to is 0.
/// </summary>
/// <remarks>
/// So the gradient with respect to an operand is the Contract in which that operand and the result change places: no convolution needs another op.
/// An index of the result may then have several terms (dX[b, 2y + ky - 1, …]); kernel selection solves it for a plain axis, so that nothing is scattered.
/// An operand of rank 0 is a factor of every product. Axes of extent 1 may be left out.
/// </remarks>
internal sealed record ContractOp(Value A, AffineMap AMap, Value B, AffineMap BMap, Value Result, AffineMap OutputMap, EquatableArray<Axis> Axes)
    : Op([A, B], [Result])
{
    public override OpKind Kind => OpKind.Contract;

    public override Op On(Func<Value, Value> other) => new ContractOp(other(A), AMap, other(B), BMap, other(Result), OutputMap, Axes) { Band = Band };

    /// <summary>The points that matter, if not all of them do.</summary>
    public Band? Band { get; init; }
}

/// <summary>
/// Result[OutputMap(p)] = the largest Source[SourceMap(p, w)] over all points w of <paramref name="Window"/>, for each point p of <paramref name="Axes"/>.
/// A point outside the source takes no part; every window has a point inside. A number that is none wins, as in PyTorch.
/// </summary>
/// <param name="Position">
/// The number of the first point w that has the maximum, of several that are no numbers the last; the last axis of the window fastest, as a number of the model's precision.
/// </param>
/// <param name="OutputMap">Plain axes: p's own.</param>
/// <param name="Axes">b, y, x, c.</param>
/// <param name="Window">ky, kx, of those that have more than one value.</param>
internal sealed record MaxPoolOp(
    Value Source, AffineMap SourceMap, Value Result, Value Position, AffineMap OutputMap, EquatableArray<Axis> Axes, EquatableArray<Axis> Window)
    : Op([Source], [Result, Position])
{
    public override OpKind Kind => OpKind.MaxPool;

    public override Op On(Func<Value, Value> other) => new MaxPoolOp(other(Source), SourceMap, other(Result), other(Position), OutputMap, Axes, Window);
}

/// <summary>
/// Result[ResultMap(p, w)] = Σ Source[SourceMap(p)] over all points p of <paramref name="Axes"/> and w of <paramref name="Window"/> that lead to the same element
/// and where Position[SourceMap(p)] is w's number. What lies outside contributes nothing.
/// </summary>
/// <param name="Source">The gradient of a MaxPool's result.</param>
/// <param name="Position">The positions that the MaxPool found.</param>
/// <param name="Result">The gradient of what it pooled.</param>
internal sealed record RouteOp(
    Value Source, Value Position, AffineMap SourceMap, Value Result, AffineMap ResultMap, EquatableArray<Axis> Axes, EquatableArray<Axis> Window)
    : Op([Source, Position], [Result])
{
    public override OpKind Kind => OpKind.Route;

    public override Op On(Func<Value, Value> other) => new RouteOp(other(Source), other(Position), SourceMap, other(Result), ResultMap, Axes, Window);
}

internal enum ReduceKind
{
    Sum,
    Max,

    /// <summary>ln Σ exp(x − max x), and max x: their sum would have lost the digits of the logarithm where the maximum is large.</summary>
    LogSumExp,
}

/// <summary>Result = the reduction of Source over every dimension where Result has extent 1 or none (aligned at the last dimension) and Source has more.</summary>
/// <param name="Largest">The maximum of what a log-sum-exp sums up; it has no gradient, since no formula of both depends on it. Null for the others.</param>
internal sealed record ReduceOp(ReduceKind Reduction, Value Source, Value Result, Value? Largest = null) : Op([Source], Largest is null ? [Result] : [Result, Largest])
{
    public override OpKind Kind => OpKind.Reduce;

    public override Op On(Func<Value, Value> other) => new ReduceOp(Reduction, other(Source), other(Result), Largest is null ? null : other(Largest));
}

/// <summary>Result has Source's numbers in the same order: no work, another name. Of what lies by time it may be the first times only.</summary>
internal sealed record ReshapeOp(Value Source, Value Result) : Op([Source], [Result])
{
    public override OpKind Kind => OpKind.Reshape;

    public override Op On(Func<Value, Value> other) => new ReshapeOp(other(Source), other(Result));
}

/// <summary>
/// Result is made of boxes that do not overlap, and is 0 where there is none: concatenation, slices, padding, permuted dimensions and nearest upsampling.
/// <see cref="Op.Inputs"/> are the sources of the boxes, in order.
/// </summary>
internal sealed record RearrangeOp(EquatableArray<Box> Boxes, Value Result) : Op([.. Boxes.Select(b => b.Source)], [Result])
{
    public override OpKind Kind => OpKind.Rearrange;

    public override Op On(Func<Value, Value> other) => new RearrangeOp(Boxes.Select(b => b with { Source = other(b.Source) }).ToEquatableArray(), other(Result));

    /// <summary>Whether there is a place without a box.</summary>
    public bool HasZeros => Boxes.Sum(b => b.Length) < Result.Shape.Length;
}

/// <summary>Result is 0 with probability <paramref name="Rate"/>, else 1 / (1 − rate), as <c>ModelGen.Numerics.DropoutMask</c> defines it.</summary>
/// <param name="Layer">The number of the layer among those with dropout, from 0.</param>
internal sealed record DropoutMaskOp(double Rate, int Layer, Value Result) : Op([], [Result])
{
    public override OpKind Kind => OpKind.DropoutMask;

    public override Op On(Func<Value, Value> other) => new DropoutMaskOp(Rate, Layer, other(Result));
}

/// <summary>
/// Result[p, j] = Table[Indices[p], j] for every position p of the indices. They are whole numbers from 0 up to the number of rows; whoever calls the generated code
/// is held to that.
/// </summary>
/// <remarks>It has a gradient with respect to the table only: a step to another index is no small one.</remarks>
internal sealed record GatherOp(Value Table, Value Indices, Value Result) : Op([Table, Indices], [Result])
{
    public override OpKind Kind => OpKind.Gather;

    public override Op On(Func<Value, Value> other) => new GatherOp(other(Table), other(Indices), other(Result));
}

/// <summary>Result[r, j] = Σ Source[p, j] over the positions p with Indices[p] = r, in their order: 0 in a row that no index names.</summary>
internal sealed record ScatterAddOp(Value Source, Value Indices, Value Result) : Op([Source, Indices], [Result])
{
    public override OpKind Kind => OpKind.ScatterAdd;

    public override Op On(Func<Value, Value> other) => new ScatterAddOp(other(Source), other(Indices), other(Result));
}
