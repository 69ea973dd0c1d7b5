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
    /// <summary>The points that matter, if not all of them do.</summary>
    public NestBand? Band { get; init; }

    public IEnumerable<LoopAxis> Axes => Outputs.Concat(Reductions);

    /// <summary>The clips that an axis takes part in.</summary>
    public IEnumerable<Clip> ClipsOf(LoopAxis axis) => Clips.Where(c => c.Coefficient(axis) != 0);

    public override string ToString() =>
        $"{Kind} {Result.Name}[{Sum(Outputs, a => a.Step.Result, Start.Result)}]"
        + (IsEmpty ? "" : $" {Left.Name}[{Sum(Axes, a => a.Step.Left, Start.Left)}]")
        + (IsEmpty || Right is null ? "" : $" {Right.Name}[{Sum(Axes, a => a.Step.Right, Start.Right)}]")
        + $" for {string.Join(", ", Axes.Select(a => $"{a.Name} < {a.Length}"))}"
        + string.Concat(Clips.Select(c => $", {c}")) + (Band is null ? "" : $", {Band}")
        + (IsEmpty ? ", empty" : "") + (Factor == 1 ? "" : $", times {Factor}");

    private static string Sum(IEnumerable<LoopAxis> axes, System.Func<LoopAxis, int> step, int start) => Text(axes.Select(a => (a.Name, step(a))), start);

    /// <summary>2y + ky - 1.</summary>
    public static string Text(IEnumerable<(string Axis, int Coefficient)> terms, int constant)
    {
        string text = string.Concat(terms.Where(t => t.Coefficient != 0).Select(t => $"{Sign(t.Coefficient)}{(System.Math.Abs(t.Coefficient) == 1 ? "" : $"{System.Math.Abs(t.Coefficient)}")}{t.Axis}"))
            + (constant == 0 ? "" : $"{Sign(constant)}{System.Math.Abs(constant)}");
        return text == "" ? "0" : text.StartsWith(" + ", System.StringComparison.Ordinal) ? text.Substring(3) : text.TrimStart();
    }

    private static string Sign(int number) => number < 0 ? " - " : " + ";
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

    public override string ToString() => $"0 <= {LoopNest.Text(Terms, Offset)} < {Extent}";
}
