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
        RearrangeOp rearrange => [Rearrange(rearrange, read)],
        _ => throw new InvalidOperationException($"The interpreter does not know {op.Kind}."),
    };

    private double[][] Map(MapOp map, Func<Value, double[]> read)
    {
        int[] extents = Extents(map.Output.Shape);
        (double[] Values, int[] Extents)[] inputs = [.. map.Inputs.Select(i => (read(i), Extents(i.Shape)))];
        double[][] outputs = [.. map.Outputs.Select(_ => new double[Length(extents)])];
        var numbers = new double[inputs.Length];
        foreach (int[] point in Points(extents))
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                numbers[i] = inputs[i].Values[Offset(inputs[i].Extents, point)];
            }

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
        Func<int[], int> atA = Indexer(contract.A, contract.AMap, contract.Axes), atB = Indexer(contract.B, contract.BMap, contract.Axes), atResult = Indexer(contract.Result, contract.OutputMap, contract.Axes);
        foreach (int[] point in Points([.. contract.Axes.Select(x => Extent(x.Extent))]))
        {
            result[atResult(point)] += a[atA(point)] * b[atB(point)];
        }

        return result;
    }

    private double[] Rearrange(RearrangeOp rearrange, Func<Value, double[]> read)
    {
        var result = new double[Length(Extents(rearrange.Result.Shape))];
        var placed = new bool[result.Length];
        foreach (Box box in rearrange.Boxes)
        {
            double[] source = read(box.Source);
            Func<int[], int> from = Indexer(box.Source, box.SourceMap, box.Axes), to = Indexer(rearrange.Result, box.ResultMap, box.Axes);
            foreach (int[] point in Points([.. box.Axes.Select(a => Extent(a.Extent))]))
            {
                int place = to(point);
                result[place] = placed[place] ? throw new InvalidOperationException($"Two boxes of {rearrange.Result} meet at {place}.") : source[from(point)];
                placed[place] = true;
            }
        }

        return result;
    }

    /// <summary>Affine indices in a row-major tensor are an affine offset: how far a step along each axis goes.</summary>
    private Func<int[], int> Indexer(Value value, AffineMap map, IReadOnlyList<Axis> axes)
    {
        int[] extents = Extents(value.Shape);
        int DistanceOf(Func<int, int> index)
        {
            int offset = 0;
            for (int d = 0; d < extents.Length; d++)
            {
                offset = (offset * extents[d]) + index(d);
            }

            return offset;
        }

        int start = DistanceOf(d => map.Indices[d].Offset);
        int[] steps = [.. axes.Select(axis => DistanceOf(d => map.Coefficient(d, axis)))];
        return point =>
        {
            int offset = start;
            for (int k = 0; k < steps.Length; k++)
            {
                offset += steps[k] * point[k];
            }

            return offset;
        };
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

    /// <summary>Every index of a tensor, the last dimension fastest, in one array that changes.</summary>
    private static IEnumerable<int[]> Points(int[] extents)
    {
        var point = new int[extents.Length];
        for (int left = Length(extents); left > 0; left--)
        {
            yield return point;
            for (int d = extents.Length - 1; d >= 0 && ++point[d] == extents[d]; d--)
            {
                point[d] = 0;
            }
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
