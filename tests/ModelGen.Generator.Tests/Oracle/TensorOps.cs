using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>What each op means, element by element, for a known number of examples.</summary>
internal sealed class TensorOps(ExpressionInterpreter expressions, int batch)
{
    public double[][] Run(Op op, Func<Value, double[]> read) => op switch
    {
        MapOp map => Map(map, read),
        ContractOp contract => [Contract(contract, read)],
        ReduceOp reduce => [Reduce(reduce, read(reduce.Source))],
        ReshapeOp reshape => [read(reshape.Source)],
        _ => throw new InvalidOperationException($"The interpreter does not know {op.Kind}."),
    };

    private double[][] Map(MapOp map, Func<Value, double[]> read)
    {
        int[] extents = Extents(map.Output.Shape);
        (double[] Values, int[] Extents)[] inputs = [.. map.Inputs.Select(i => (read(i), Extents(i.Shape)))];
        double[][] outputs = [.. map.Outputs.Select(_ => new double[Length(extents)])];
        foreach (int[] point in Points(extents))
        {
            double[] numbers = Array.ConvertAll(inputs, i => i.Values[Offset(i.Extents, point)]);
            for (int k = 0; k < outputs.Length; k++)
            {
                outputs[k][Offset(extents, point)] = expressions.Value(map.Bodies[k], numbers, point.LastOrDefault());
            }
        }

        return outputs;
    }

    private double[] Contract(ContractOp contract, Func<Value, double[]> read)
    {
        double[] a = read(contract.A), b = read(contract.B), result = new double[Length(Extents(contract.Result.Shape))];
        Axis[] axes = [.. contract.Axes];
        Func<int[], int> atA = Indexer(contract.A, contract.AMap), atB = Indexer(contract.B, contract.BMap), atResult = Indexer(contract.Result, contract.OutputMap);
        foreach (int[] point in Points([.. axes.Select(x => Extent(x.Extent))]))
        {
            result[atResult(point)] += a[atA(point)] * b[atB(point)];
        }

        return result;

        Func<int[], int> Indexer(Value value, AffineMap map)
        {
            int[] extents = Extents(value.Shape);
            (int Start, (int Axis, int Coefficient)[] Terms)[] indices =
                [.. map.Indices.Select(i => (i.Offset, i.Terms.Select(t => (Array.IndexOf(axes, t.Axis), t.Coefficient)).ToArray()))];
            return point => Offset(extents, Array.ConvertAll(indices, i => i.Start + i.Terms.Sum(t => t.Coefficient * point[t.Axis])));
        }
    }

    private double[] Reduce(ReduceOp reduce, double[] source)
    {
        int[] from = Extents(reduce.Source.Shape), to = Extents(reduce.Result.Shape);
        return reduce.Reduction switch
        {
            ReduceKind.Sum => Fold(0, (sum, i, _) => sum + source[i]),
            ReduceKind.Max => Largest(),
            ReduceKind.LogSumExp => LogSumExp(Largest()),
            _ => throw new InvalidOperationException($"The interpreter does not know {reduce.Reduction}."),
        };

        double[] Largest() => Fold(double.NegativeInfinity, (largest, i, _) => Math.Max(largest, source[i]));

        double[] LogSumExp(double[] largest) =>
            [.. Fold(0, (sum, i, at) => sum + Math.Exp(source[i] - largest[at])).Zip(largest, (sum, shift) => shift + Math.Log(sum))];

        double[] Fold(double start, Func<double, int, int, double> add)
        {
            double[] result = [.. Enumerable.Repeat(start, Length(to))];
            foreach (int[] point in Points(from))
            {
                int at = Offset(to, point);
                result[at] = add(result[at], Offset(from, point), at);
            }

            return result;
        }
    }

    private int Extent(int extent) => extent == Shape.Batch ? batch : extent;

    private int[] Extents(Shape shape) => [.. shape.Extents.Select(Extent)];

    private static int Length(int[] extents) => extents.Aggregate(1, (a, b) => a * b);

    /// <summary>Every index of a tensor, the last dimension fastest.</summary>
    private static IEnumerable<int[]> Points(int[] extents)
    {
        int length = Length(extents);
        for (int n = 0; n < length; n++)
        {
            var point = new int[extents.Length];
            for (int d = extents.Length - 1, rest = n; d >= 0; rest /= extents[d], d--)
            {
                point[d] = rest % extents[d];
            }

            yield return point;
        }
    }

    /// <summary>Where a tensor has the element for <paramref name="point"/>; it is broadcast along dimensions that it lacks or has once.</summary>
    private static int Offset(int[] extents, int[] point)
    {
        int offset = 0;
        for (int d = 0; d < extents.Length; d++)
        {
            int index = extents[d] == 1 ? 0 : point[point.Length - extents.Length + d];
            offset = (offset * extents[d]) + index;
        }

        return offset;
    }
}
