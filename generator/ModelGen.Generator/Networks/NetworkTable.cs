using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Networks;

/// <summary>The network as a table: layer, output shape, parameters, FLOPs and bytes.</summary>
internal static class NetworkTable
{
    /// <summary>The table, and what each layer costs.</summary>
    public static (string Table, IReadOnlyList<LayerCost> Costs) Of(Network network)
    {
        int size = network.NumberSize;
        List<string[]> rows =
        [
            ["Layer", "Output", "Parameters", "FLOPs", "Bytes"],
            .. network.Inputs.Select(i => new[] { i.Name, $"{Shape(i.Shape)}{(i.HasLengths ? " and length" : "")}", "", "", "" }),
        ];
        List<LayerCost> costs = [];
        foreach ((ShapedLayer layer, int above) in network.Layers.Select((l, i) => (l, network.Inputs.Count + i - 1)))
        {
            (int parameters, long work) = Cost(layer);
            costs.Add(new LayerCost(layer.Layer.Name, parameters, work, (long)parameters * size));
            string from = layer.Sources is [var source] && source == above ? "" : $" of {string.Join(", ", layer.Sources.Select(s => NameOf(network, s)))}";
            rows.Add([$"{layer.Layer.Name}: {layer.Layer.Describe()}{from}", Shape(layer.Output), Number(parameters), Number(work), Number(costs[costs.Count - 1].Bytes)]);
        }

        rows.Add(["total", "", Number(costs.Sum(c => c.Parameters)), Number(costs.Sum(c => c.Flops)), Number(costs.Sum(c => c.Bytes))]);
        int[] widths = [.. Enumerable.Range(0, 5).Select(c => rows.Max(r => r[c].Length))];
        string[] lines = [.. rows.Select(r => string.Join("  ", r.Select((cell, c) => c < 2 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd())];
        string rule = new('─', lines.Max(l => l.Length));
        IEnumerable<string> table = [lines[0], rule, .. lines.Skip(1).Take(lines.Length - 2), rule, lines[lines.Length - 1]];
        return (string.Join("\n", table), costs);
    }

    /// <summary>Parameters, and additions, multiplications and functions for one example.</summary>
    private static (int Parameters, long Flops) Cost(ShapedLayer layer)
    {
        GraphBuilder graph = new();
        layer.Layer.Lower(graph, [.. layer.Inputs.Select(i => graph.Value("input", i.Batched, ValueRole.Input))]);
        return (graph.Parameters.Sum(p => p.Value.Shape.Length), graph.Steps.Sum(s => Flops(s.Op)));
    }

    private static long Flops(Op op) => op switch
    {
        ContractOp contract => 2 * contract.Axes.Where(a => a.Extent != Shapes.Shape.Batch).Aggregate(1L, (product, a) => product * a.Extent),
        MapOp map => (long)map.Output.Shape.Length * map.Bodies.Sum(b => b.Descendants().Count(e => e.Children.Count > 0)),
        MaxPoolOp pool => pool.Axes.Concat(pool.Window).Where(a => a.Extent != Shapes.Shape.Batch).Aggregate(1L, (product, a) => product * a.Extent),
        ReduceOp reduce => reduce.Source.Shape.Length,
        ScanOp scan => scan.Times * scan.Body.Sum(Flops),
        _ => 0,
    };

    private static string NameOf(Network network, int node) =>
        node < network.Inputs.Count ? network.Inputs[node].Name : network.Layers[node - network.Inputs.Count].Layer.Name;

    private static string Shape(Shape shape) => $"({string.Join(", ", shape.Extents)})";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}

/// <summary>What a layer adds to a model.</summary>
/// <param name="Flops">Additions, multiplications and functions for one example.</param>
/// <param name="Bytes">Those of its parameters.</param>
internal sealed record LayerCost(string Name, long Parameters, long Flops, long Bytes);
