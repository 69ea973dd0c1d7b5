using System;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Linear interpolation along one dimension, as the product with a matrix of two numbers in each row.</summary>
internal static class Interpolation
{
    /// <summary>An enlarged tensor: result[…, o, …] = Σᵢ share[o, i] · source[…, i, …].</summary>
    /// <param name="dimension">That of the source, with the batch.</param>
    /// <param name="size">How many times as long it becomes.</param>
    public static Value Along(GraphBuilder graph, string name, Value source, int dimension, int size, bool alignsCorners)
    {
        int inputs = source.Shape[dimension], outputs = inputs * size;
        Axis[] axes = Box.AxesOf(source.Shape);
        Axis o = new("o", outputs);
        Value shares = graph.Constant($"{name}Shares", Shape.Of(outputs, inputs), Shares(inputs, outputs, alignsCorners));
        return graph.Contract(
            name,
            source.Shape.With(dimension, outputs),
            AffineMap.Of([.. axes.Select((a, d) => (AffineIndex)(d == dimension ? o : a))]),
            source,
            AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]),
            shares,
            AffineMap.Of(o, axes[dimension]),
            [.. axes.Take(dimension), o, .. axes.Skip(dimension + 1), axes[dimension]]);
    }

    /// <summary>For each output the shares of the inputs, as PyTorch 2's interpolate has them.</summary>
    private static double[] Shares(int inputs, int outputs, bool alignsCorners)
    {
        double[] shares = new double[outputs * inputs];
        foreach (int o in Enumerable.Range(0, outputs))
        {
            double place = alignsCorners ? o * (inputs - 1.0) / Math.Max(1, outputs - 1) : Math.Max(0, ((o + 0.5) * inputs / outputs) - 0.5);
            int before = Math.Min((int)place, inputs - 1), after = Math.Min(before + 1, inputs - 1);
            shares[(o * inputs) + before] += 1 - (place - before);
            shares[(o * inputs) + after] += place - before;
        }

        return shares;
    }
}
