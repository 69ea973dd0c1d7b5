using System.Linq;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Graph;

/// <summary>A graph as text, a line for each op: for tests, and for the report of a failure.</summary>
internal static class GraphPrinter
{
    public static string Print(OpGraph graph) =>
        string.Join("\n", graph.Steps.Select(s => $"{s.Pass.ToString().ToLowerInvariant(),-8} {Print(s.Op)}"));

    public static string Print(Op op) => op switch
    {
        MapOp map => string.Join(", ", map.Outputs.Zip(map.Bodies, (output, body) => $"{output} = {Formula.Of(body, k => map.Inputs[k].Name)}")),
        ContractOp c => $"{c.Result} = Σ {c.A.Name}{c.AMap} · {c.B.Name}{c.BMap} for {string.Join(", ", c.Axes.Select(a => a.Extent == Shapes.Shape.Batch ? $"{a.Name} < batch" : $"{a.Name} < {a.Extent}"))}",
        ReduceOp reduce => $"{reduce.Result} = {reduce.Reduction}({reduce.Source})",
        ReshapeOp reshape => $"{reshape.Result} = {reshape.Source}",
        RearrangeOp rearrange => $"{rearrange.Result} = {string.Join(", ", rearrange.Boxes.Select(b => $"{b.ResultMap}: {b.Source.Name}{b.SourceMap}"))}{(rearrange.HasZeros ? ", 0" : "")}",
        _ => op.ToString(),
    };
}
