using System.Collections.Generic;
using System.Globalization;
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
        ContractOp c => $"{c.Result}{(c.OutputMap.Indices.All(i => i.SingleAxis is not null) ? "" : $" at {c.OutputMap}")} = Σ {c.A.Name}{c.AMap} · {c.B.Name}{c.BMap} for {Ranges(c.Axes)}{(c.Band is null ? "" : $", {c.Band}")}",
        MaxPoolOp pool => $"{pool.Result}, {pool.Position.Name} = max {pool.Source.Name}{pool.SourceMap} over {Ranges(pool.Window)} for {Ranges(pool.Axes)}",
        RouteOp route => $"{route.Result} = {route.Source.Name}{route.SourceMap} to {route.ResultMap} where {route.Position.Name} says {Ranges(route.Window)} for {Ranges(route.Axes)}",
        ReduceOp reduce => $"{reduce.Result}{(reduce.Largest is { } largest ? $", {largest.Name}" : "")} = {reduce.Reduction}({reduce.Source})",
        ReshapeOp reshape => $"{reshape.Result} = {reshape.Source}",
        RearrangeOp rearrange => $"{rearrange.Result} = {string.Join(", ", rearrange.Boxes.Select(b => $"{b.ResultMap}: {b.Source.Name}{b.SourceMap}"))}{(rearrange.HasZeros ? ", 0" : "")}",
        DropoutMaskOp mask => $"{mask.Result} = dropout {mask.Layer} of {mask.Rate.ToString("R", CultureInfo.InvariantCulture)}",
        GatherOp gather => $"{gather.Result} = rows of {gather.Table} at {gather.Indices.Name}",
        ScatterAddOp scatter => $"{scatter.Result} = Σ {scatter.Source} to rows {scatter.Indices.Name}",
        ByTimeOp by => $"{by.Result} = {by.Source} {(by.GoesByTime ? "by time" : "by example")}{(by.Offset == 0 ? "" : $", from {by.Offset}")}{(by.IsReversed ? ", backwards" : "")}",
        ScanOp scan => Print(scan),
        _ => op.ToString(),
    };

    private static string Print(ScanOp scan)
    {
        string At(TimeSlice slice) => $"{slice.All}[{(scan.IsBackwards ? "back " : "")}t{(slice.Shift == 0 ? "" : $" + {slice.Shift}")}]";
        string[] lines =
        [
            $"for t < {scan.Times}{string.Concat(scan.Starts.Select(s => $", {s.State.Name} from {s.Initial?.Name ?? "0"}"))}",
            .. scan.Reads.Select(r => $"    {r.One} = {At(r)}"),
            .. scan.Body.Select(op => $"    {Print(op)}"),
            .. scan.Writes.Select(w => $"    {At(w)} = {w.One.Name}"),
        ];
        return string.Join("\n         ", lines);
    }

    private static string Ranges(IEnumerable<Axis> axes) =>
        string.Join(", ", axes.Select(a => a.Extent == Shapes.Shape.Batch ? $"{a.Name} < batch" : $"{a.Name} < {a.Extent}"));
}
