using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>A convolution, a pool or a gradient of these as a formula with indices, for the comment above its kernel.</summary>
internal static class LoopFormula
{
    /// <summary>What an element of the result is; the element's index; and the ranges of all axes.</summary>
    public static (string Formula, string Index, string Ranges) Of(Op op) => op switch
    {
        ContractOp { B: { Role: ValueRole.Constant, Shape.Rank: 0 } } c => ($"{Number(c.B)}Σ{Over(c.Axes, c.OutputMap)} {Name(c.A)}{c.AMap}", $"{c.OutputMap}", Ranges(c.Axes)),
        ContractOp c => ($"Σ{Over(c.Axes, c.OutputMap)} {Name(c.A)}{c.AMap} · {Name(c.B)}{c.BMap}", $"{c.OutputMap}", Ranges(c.Axes)),
        MaxPoolOp p => ($"max({string.Join(", ", p.Window.Select(a => a.Name))}) {Name(p.Source)}{p.SourceMap}", $"{p.OutputMap}", Ranges(p.Axes.Concat(p.Window))),
        RouteOp r => ($"Σ {Name(r.Source)}{r.SourceMap} where {Name(r.Position)}{r.SourceMap} is the number of ({string.Join(", ", r.Window.Select(a => a.Name))})", $"{r.ResultMap}", Ranges(r.Axes.Concat(r.Window))),
        _ => ($"Σ {Name(op.Inputs[0])}[…, o]", "[…, o]", Range(op.Inputs[0].Shape)),
    };

    private static string Over(IEnumerable<Axis> axes, AffineMap output)
    {
        string[] summed = [.. axes.Where(a => output.Indices.All(i => i.SingleAxis is null || i.SingleAxis != a) && output.Indices.All(i => i.Terms.All(t => t.Axis != a))).Select(a => a.Name)];
        return summed.Length == 0 ? "" : $"({string.Join(", ", summed)})";
    }

    private static string Number(Value factor) => factor.Numbers[0] == 1 ? "" : $"{Literal.Of(factor.Numbers[0], Declarations.Precision.Double)} · ";

    private static string Ranges(IEnumerable<Axis> axes) =>
        string.Join(", ", axes.Where(a => a.Extent != 1).Select(a => a.Extent == Shape.Batch ? $"{a.Name} < batch" : $"{a.Name} < {a.Extent}"));

    private static string Range(Shape shape) => $"all of {shape}";

    private static string Name(Value value) => (value.Storage.Overwrites ?? value.Storage).Name;
}
