using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission;

/// <summary>A sum of products, a pool or a gradient of these with indices, for the comment above its kernel.</summary>
/// <param name="Text">What an element of the result is.</param>
/// <param name="Index">The index of that element.</param>
/// <param name="Ranges">How far the axes go.</param>
internal sealed record LoopFormula(Formula Text, string Index, string Ranges)
{
    /// <summary>The axes that count along the last dimension of the result and along the one before it; null where it has no two, or more than an axis counts.</summary>
    public (string Position, string Row)? Place => Index.Trim('[', ']').Split([", "], System.StringSplitOptions.None) is { Length: > 1 } axes
        && axes.Skip(axes.Length - 2).All(a => a.All(char.IsLetter)) ? (axes[axes.Length - 1], axes[axes.Length - 2]) : null;

    public static LoopFormula Of(Op op) => op switch
    {
        ContractOp { B: { Role: ValueRole.Constant, Shape.Rank: 0 } } c => new(Formula.Sum($"{Number(c.B)}{Sum(c.Axes, c.OutputMap)}{Name(c.A)}{c.AMap}"), $"{c.OutputMap}", SumText.Ranges(c.Axes)),
        ContractOp c => new(Formula.Sum($"{Sum(c.Axes, c.OutputMap)}{Name(c.A)}{c.AMap} · {Name(c.B)}{c.BMap}"), $"{c.OutputMap}", $"{SumText.Ranges(c.Axes)}{(c.Band is null ? "" : $", {c.Band}")}"),
        MaxPoolOp p => new(Formula.Sentence($"the largest {Name(p.Source)}{p.SourceMap} over {SumText.Ranges(p.Window)}"), $"{p.OutputMap}", SumText.Ranges(p.Axes)),
        RouteOp r => new(Formula.Sentence($"{Sum([.. r.Axes, .. r.Window], r.ResultMap)}{Name(r.Source)}{r.SourceMap}{Where(r.Position, r.SourceMap, r.Window)}"), $"{r.ResultMap}", SumText.Ranges(r.Axes.Concat(r.Window))),
        _ => new(Formula.Sum($"Σ {Name(op.Inputs[0])}[…, o]"), "[o]", $"all of {op.Inputs[0].Shape}"),
    };

    /// <summary>With examples in the lanes, and perhaps with the pool after it or the routing before it.</summary>
    /// <param name="contraction">What is summed.</param>
    /// <param name="position">Of a routed operand, where its numbers came from; else null.</param>
    public static LoopFormula Of(LaneContraction contraction, Value? position)
    {
        IEnumerable<Axis> own = contraction.Axes.Where(a => !contraction.Window.Contains(a));
        string product = $"{Name(contraction.A)}{contraction.AMap}{(contraction.B is { } b ? $" · {Name(b)}{contraction.BMap}" : "")}";
        string text = Sum(own, contraction.ResultMap) + product;
        return new LoopFormula(
            position is null ? text.StartsWith("Σ", System.StringComparison.Ordinal) ? Formula.Sum(text) : Formula.Product(text) : Formula.Sentence(text + Where(position, contraction.AMap, contraction.Cells)),
            $"{contraction.ResultMap}",
            SumText.Ranges(own));
    }

    /// <summary>A sum over positions, whatever their dimensions.</summary>
    public static LoopFormula OverPositions(LaneContraction sum)
    {
        string factor = sum.B is { } b ? $" · {Name(b)}{(b.Shape.Length == 1 ? $"{sum.BMap}" : "[b, p, c]")}" : "";
        return new LoopFormula(Formula.Sum($"Σ(b, p) {Name(sum.A)}[b, p, c]{factor}"), "[c]", $"b < batch, p < {KernelSize.Positions}, c < {KernelSize.Channels}");
    }

    /// <summary>The number of the first that is the largest, row by row through its window.</summary>
    public const string Position = "the number of the first that is largest";

    private static string Where(Value position, AffineMap map, IEnumerable<Axis> cells) => $" where {Name(position)}{map} is the number of ({string.Join(", ", cells.Select(a => a.Name))})";

    private static string Sum(IEnumerable<Axis> axes, AffineMap result) => SumText.Over(SumText.Summed(axes, result));

    private static string Number(Value factor) => factor.Numbers[0] == 1 ? "" : $"{Literal.Of(factor.Numbers[0], Declarations.Precision.Double)} · ";

    private static string Name(Value value) => ValueFormulas.NameOf(value);
}
