using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>The network as a table: layer, output shape, parameters, FLOPs and bytes.</summary>
internal static class SummaryTable
{
    public static string Of(Network network, ModelPlan plan)
    {
        int size = network.NumberSize;
        List<string[]> rows = [["Layer", "Output", "Parameters", "FLOPs", "Bytes"], [$"input", Shape(network.Input), "", "", ""]];
        long flops = 0;
        foreach (ShapedLayer layer in network.Layers)
        {
            (int parameters, long work) = Cost(layer);
            flops += work;
            rows.Add([$"{layer.Layer.Name}: {layer.Layer.Describe()}", Shape(layer.Output), Number(parameters), Number(work), Number((long)parameters * size)]);
        }

        int count = plan.Buffers.ParameterCount;
        rows.Add(["total", "", Number(count), Number(flops), Number((long)count * size)]);
        int[] widths = [.. Enumerable.Range(0, 5).Select(c => rows.Max(r => r[c].Length))];
        string[] lines = [.. rows.Select(r => string.Join("  ", r.Select((cell, c) => c < 2 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd())];
        string rule = new('─', lines.Max(l => l.Length));
        IEnumerable<string> table = [lines[0], rule, .. lines.Skip(1).Take(lines.Length - 2), rule, lines[lines.Length - 1]];
        string training = plan.Forward is null ? "" : $"\nTraining: {Number((long)plan.ArenaLength * size)} bytes for {(network.MaxBatch == 1 ? "one example" : $"up to {network.MaxBatch} examples")} a step.";
        string loss = network.Loss is null ? "" : $"\nLoss: {network.Loss.Name}.{(network.Optimizer is null ? "" : $" Optimizer: {network.Optimizer.Name}.")}";
        return $"{string.Join("\n", table)}{loss}{training}";
    }

    /// <summary>Parameters, and additions, multiplications and functions for one example.</summary>
    private static (int Parameters, long Flops) Cost(ShapedLayer layer)
    {
        GraphBuilder graph = new();
        layer.Layer.Lower(graph, graph.Value("input", layer.Input.Batched, ValueRole.Input));
        long flops = graph.Steps.Sum(s => s.Op switch
        {
            ContractOp contract => 2 * contract.Axes.Where(a => a.Extent != Shapes.Shape.Batch).Aggregate(1L, (product, a) => product * a.Extent),
            MapOp map => (long)map.Output.Shape.Length * map.Bodies.Sum(b => b.Descendants().Count(e => e.Children.Count > 0)),
            MaxPoolOp pool => pool.Axes.Concat(pool.Window).Where(a => a.Extent != Shapes.Shape.Batch).Aggregate(1L, (product, a) => product * a.Extent),
            ReduceOp reduce => reduce.Source.Shape.Length,
            _ => 0,
        });
        return (graph.Parameters.Sum(p => p.Value.Shape.Length), flops);
    }

    private static string Shape(Shape shape) => $"({string.Join(", ", shape.Extents)})";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
