using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// A part of a contraction, a pool or its gradient in the form in which code computes it: every element of <see cref="Result"/> at
/// Start + Σ step · axis over <see cref="Outputs"/> gathers its terms over <see cref="Reductions"/>. No axis has extent 1, and neighbours that can be
/// one axis are one. Strides and starts are in elements, in the layouts' order.
/// </summary>
/// <param name="Kind">What is done with the terms.</param>
/// <param name="Outputs">Outermost in the result first.</param>
/// <param name="Reductions">Outermost in the left operand first.</param>
/// <param name="Clips">The conditions under which a term lies inside its operands.</param>
/// <param name="Left">The operand that every term has.</param>
/// <param name="Right">The other factor of a product with two; of a routed number, its position; else null.</param>
/// <param name="Factor">What every sum is multiplied with in the end.</param>
/// <param name="IsEmpty">Whether no term lies inside: the sums are what they start with.</param>
/// <param name="Place">Which elements of the result these are, where they are not all: y % 2 == 1.</param>
internal sealed record LoopNest(
    NestKind Kind,
    EquatableArray<LoopAxis> Outputs,
    EquatableArray<LoopAxis> Reductions,
    EquatableArray<Clip> Clips,
    Value Left,
    Value? Right,
    Value Result,
    NestPoint Start,
    double Factor,
    bool IsEmpty,
    string Place)
{
    public IEnumerable<LoopAxis> Axes => Outputs.Concat(Reductions);

    /// <summary>The clips that an axis takes part in.</summary>
    public IEnumerable<Clip> ClipsOf(LoopAxis axis) => Clips.Where(c => c.Coefficient(axis) != 0);

    public override string ToString() =>
        $"{Kind} {Result.Name}[{Offset(a => a.Step.Result, Start.Result, Outputs)}] {Left.Name}[{Offset(a => a.Step.Left, Start.Left, Axes)}]"
        + (Right is null ? "" : $" {Right.Name}[{Offset(a => a.Step.Right, Start.Right, Axes)}]")
        + $" for {string.Join(", ", Axes.Select(a => $"{a.Name} < {a.Length}"))}"
        + string.Concat(Clips.Select(c => $", {c}"))
        + (IsEmpty ? ", empty" : "") + (Factor == 1 ? "" : $", times {Factor}");

    private static string Offset(System.Func<LoopAxis, int> stride, int start, IEnumerable<LoopAxis> axes) =>
        string.Join(" + ", axes.Where(a => stride(a) != 0).Select(a => $"{stride(a)}{a.Name}").Concat(start == 0 ? [] : [$"{start}"]).DefaultIfEmpty("0"));
}

internal enum NestKind
{
    /// <summary>Σ left · right, or Σ left.</summary>
    Sum,

    /// <summary>The largest left number, and the first tap that has it.</summary>
    Largest,

    /// <summary>Σ left where right is the number of the tap.</summary>
    Routed,
}

/// <summary>Where a point is, or how far a step along an axis goes.</summary>
/// <param name="Channel">In the last dimension of the result's shape, along which a bias lies.</param>
/// <param name="Tap">In the numbers of a pooling window.</param>
internal readonly record struct NestPoint(int Left, int Right, int Result, int Channel, int Tap)
{
    public static NestPoint operator *(int times, NestPoint p) => new(times * p.Left, times * p.Right, times * p.Result, times * p.Channel, times * p.Tap);

    public static NestPoint operator +(NestPoint p, NestPoint q) =>
        new(p.Left + q.Left, p.Right + q.Right, p.Result + q.Result, p.Channel + q.Channel, p.Tap + q.Tap);
}

/// <param name="Name">Its variable in loops.</param>
/// <param name="Extent">How many values it has, for each example where <paramref name="PerExample"/>.</param>
/// <param name="Step">How far one goes.</param>
internal sealed record LoopAxis(string Name, int Extent, bool PerExample, NestPoint Step)
{
    /// <summary>The number of its values as code writes it.</summary>
    public string Length => !PerExample ? $"{Extent}" : Extent == 1 ? "batch" : $"batch * {Extent}";
}

/// <summary>0 ≤ Σ coefficient · axis + Offset &lt; Extent.</summary>
internal sealed record Clip(EquatableArray<(string Axis, int Coefficient)> Terms, int Offset, int Extent)
{
    public int Coefficient(LoopAxis axis) => Terms.Where(t => t.Axis == axis.Name).Sum(t => t.Coefficient);

    public override string ToString() => $"0 <= {string.Join(" + ", Terms.Select(t => $"{t.Coefficient}{t.Axis}"))} + {Offset} < {Extent}";
}
