using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>What each op means, element by element, for a known number of examples.</summary>
/// <param name="dropoutStep">Which step's numbers dropout draws, of seed 0.</param>
internal sealed partial class TensorOps(ExpressionInterpreter expressions, int batch, long dropoutStep = 0)
{
    public double[][] Run(Op op, Func<Value, double[]> read) => op switch
    {
        MapOp map => Map(map, read),
        ContractOp contract => [Contract(contract, read)],
        MaxPoolOp pool => MaxPool(pool, read(pool.Source)),
        RouteOp route => [Route(route, read(route.Source), read(route.Position))],
        ReduceOp reduce => Reduce(reduce, read(reduce.Source)),
        ReshapeOp reshape => [read(reshape.Source)[..Length(Extents(reshape.Result.Shape))]],
        RearrangeOp rearrange => [Rearrange(rearrange, read)],
        DropoutMaskOp mask => [Mask(mask)],
        GatherOp gather => [Gather(read(gather.Table), read(gather.Indices), gather.Table.Shape[1])],
        ScatterAddOp scatter => [ScatterAdd(scatter, read(scatter.Source), read(scatter.Indices))],
        ByTimeOp move => [ByTime(move, read(move.Source))],
        ScanOp scan => Scan(scan, read),
        _ => throw new InvalidOperationException($"The interpreter does not know {op.Kind}."),
    };

    private double[] Mask(DropoutMaskOp mask)
    {
        int features = mask.Result.Shape.Length;
        return [.. Enumerable.Range(0, batch * features).Select(i => DropoutWitness.IsDropped(0, mask.Layer, dropoutStep, i / features, i % features, mask.Rate) ? 0 : 1 / (1 - mask.Rate))];
    }

    private double[][] Map(MapOp map, Func<Value, double[]> read)
    {
        int[] extents = Extents(map.Output.Shape);
        double[][] inputs = [.. map.Inputs.Select(i => Broadcast(read(i), Extents(i.Shape), extents))];
        return [.. map.Bodies.Select(body => expressions.Values(body, inputs, Length(extents), extents.LastOrDefault(1)))];
    }

    private double[] Contract(ContractOp contract, Func<Value, double[]> read)
    {
        double[] a = read(contract.A), b = read(contract.B), result = new double[Length(Extents(contract.Result.Shape))];
        Indexer atA = new(this, contract.A, contract.AMap, contract.Axes), atB = new(this, contract.B, contract.BMap, contract.Axes);
        Indexer atResult = new(this, contract.Result, contract.OutputMap, contract.Axes);
        int[] extents = [.. contract.Axes.Select(x => Extent(x.Extent))];
        if (extents.Length > 0 && extents.All(e => e > 0) && atResult.IsInside(extents) && atA.IsInside(extents) && atB.IsInside(extents))
        {
            Visit(0, atResult.Start, atA.Start, atB.Start);
            return result;
        }

        foreach (int[] point in Points(extents))
        {
            if (atResult.At(point) is { } to && atA.At(point) is { } left && atB.At(point) is { } right)
            {
                result[to] += a[left] * b[right];
            }
        }

        return result;

        // The same points in the same order, without a look at where each index is.
        void Visit(int axis, int to, int left, int right)
        {
            int toStep = atResult.Steps[axis], leftStep = atA.Steps[axis], rightStep = atB.Steps[axis];
            for (int i = 0; i < extents[axis]; i++, to += toStep, left += leftStep, right += rightStep)
            {
                if (axis == extents.Length - 1)
                {
                    result[to] += a[left] * b[right];
                }
                else
                {
                    Visit(axis + 1, to, left, right);
                }
            }
        }
    }

    private double[] Rearrange(RearrangeOp rearrange, Func<Value, double[]> read)
    {
        var result = new double[Length(Extents(rearrange.Result.Shape))];
        var placed = new bool[result.Length];
        foreach (Box box in rearrange.Boxes)
        {
            double[] source = read(box.Source);
            Indexer from = new(this, box.Source, box.SourceMap, box.Axes), to = new(this, rearrange.Result, box.ResultMap, box.Axes);
            foreach (int[] point in Points([.. box.Axes.Select(a => Extent(a.Extent))]))
            {
                int place = to.At(point)!.Value;
                result[place] = placed[place] ? throw new InvalidOperationException($"Two boxes of {rearrange.Result} meet at {place}.") : source[from.At(point)!.Value];
                placed[place] = true;
            }
        }

        return result;
    }

    private static double[] Gather(double[] table, double[] indices, int size) =>
        [.. indices.SelectMany(index => Enumerable.Range(0, size).Select(j => table[((int)index * size) + j]))];

    private static double[] ScatterAdd(ScatterAddOp scatter, double[] source, double[] indices)
    {
        int size = scatter.Result.Shape[1];
        var result = new double[scatter.Result.Shape.Length];
        for (int k = 0; k < source.Length; k++)
        {
            result[((int)indices[k / size] * size) + (k % size)] += source[k];
        }

        return result;
    }

    private double[][] MaxPool(MaxPoolOp pool, double[] source)
    {
        int[] extents = Extents(pool.Result.Shape);
        double[] largest = [.. Enumerable.Repeat(double.NegativeInfinity, Length(extents))], position = new double[largest.Length];
        EachTap(pool.Axes, pool.Window, pool.OutputMap, pool.Result, pool.SourceMap, pool.Source, (at, from, tap) =>
        {
            if (source[from] > largest[at] || double.IsNaN(source[from]))
            {
                (largest[at], position[at]) = (source[from], tap);
            }
        });
        EachTap(pool.Axes, pool.Window, pool.OutputMap, pool.Result, pool.SourceMap, pool.Source, (at, from, _) => expressions.Corner(source[from], largest[at]));
        return [largest, position];
    }

    private double[] Route(RouteOp route, double[] source, double[] position)
    {
        var result = new double[Length(Extents(route.Result.Shape))];
        EachTap(route.Axes, route.Window, route.SourceMap, route.Source, route.ResultMap, route.Result, (at, to, tap) =>
        {
            if (position[at] == tap)
            {
                result[to] += source[at];
            }
        });
        return result;
    }

    /// <summary>Every element of every window: where the window's own number is, where the element is, and the element's number in the window.</summary>
    private void EachTap(
        IReadOnlyList<Axis> axes, IReadOnlyList<Axis> window, AffineMap pooledMap, Value pooled, AffineMap elementMap, Value element, Action<int, int, int> visit)
    {
        Axis[] all = [.. axes, .. window];
        Indexer atPooled = new(this, pooled, pooledMap, all), atElement = new(this, element, elementMap, all);
        int taps = window.Aggregate(1, (product, axis) => product * axis.Extent), n = 0;
        foreach (int[] point in Points([.. all.Select(x => Extent(x.Extent))]))
        {
            if (atElement.At(point) is { } at)
            {
                visit(atPooled.At(point)!.Value, at, n % taps);
            }

            n++;
        }
    }

    private double[][] Reduce(ReduceOp reduce, double[] source)
    {
        int[] from = Extents(reduce.Source.Shape), to = Extents(reduce.Result.Shape);
        return reduce.Reduction switch
        {
            ReduceKind.Sum => [Fold(0, (sum, i, _) => sum + source[i])],
            ReduceKind.Max => [Largest()],
            ReduceKind.LogSumExp => LogSumExp(Largest()),
            _ => throw new InvalidOperationException($"The interpreter does not know {reduce.Reduction}."),
        };

        double[] Largest() => Fold(double.NegativeInfinity, (largest, i, _) => Math.Max(largest, source[i]));

        double[][] LogSumExp(double[] largest) => [[.. Fold(0, (sum, i, at) => sum + Math.Exp(source[i] - largest[at])).Select(sum => Math.Log(sum))], largest];

        double[] Fold(double start, Func<double, int, int, double> add)
        {
            double[] result = [.. Enumerable.Repeat(start, Length(to))];
            int[] places = Places(to, from);
            for (int i = 0; i < places.Length; i++)
            {
                result[places[i]] = add(result[places[i]], i, places[i]);
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

    private static double[] Broadcast(double[] values, int[] extents, int[] points) =>
        extents.SequenceEqual(points) ? values : Array.ConvertAll(Places(extents, points), place => values[place]);

    /// <summary>Where a tensor has the element for each of <paramref name="points"/>, in their order; it is broadcast along dimensions that it lacks or has once.</summary>
    private static int[] Places(int[] extents, int[] points)
    {
        var places = new int[Length(points)];
        int[] steps = new int[points.Length];
        for (int d = extents.Length - 1, step = 1; d >= 0; step *= extents[d], d--)
        {
            steps[points.Length - extents.Length + d] = extents[d] == 1 ? 0 : step;
        }

        int n = 0;
        Visit(0, 0);
        return places;

        void Visit(int d, int place)
        {
            if (d == points.Length)
            {
                places[n++] = place;
                return;
            }

            for (int i = 0; i < points[d]; i++)
            {
                Visit(d + 1, place + (i * steps[d]));
            }
        }
    }

    /// <summary>From points to the elements of a row-major tensor.</summary>
    private sealed class Indexer(TensorOps ops, Value value, AffineMap map, IReadOnlyList<Axis> axes)
    {
        private readonly int[] _extents = ops.Extents(value.Shape);
        private readonly int[][] _coefficients = [.. map.Indices.Select((_, d) => axes.Select(axis => map.Coefficient(d, axis)).ToArray())];

        // Those that are not 0, of each index: few.
        private readonly (int Axis, int Coefficient)[][] _terms =
            [.. map.Indices.Select((_, d) => axes.Select((axis, k) => (k, map.Coefficient(d, axis))).Where(t => t.Item2 != 0).ToArray())];

        /// <summary>The offset of the element that the point with all axes 0 leads to.</summary>
        public int Start => Offset(map.Indices.Select(i => i.Offset));

        /// <summary>How far a step along each axis goes.</summary>
        public int[] Steps => field ??= [.. axes.Select((_, k) => Offset(_coefficients.Select(c => c[k])))];

        /// <summary>Whether no point leads outside.</summary>
        public bool IsInside(int[] extents)
        {
            for (int d = 0; d < _extents.Length; d++)
            {
                int least = map.Indices[d].Offset, most = least;
                for (int k = 0; k < extents.Length; k++)
                {
                    int reach = _coefficients[d][k] * (extents[k] - 1);
                    least += Math.Min(0, reach);
                    most += Math.Max(0, reach);
                }

                if (least < 0 || most >= _extents[d])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The offset of the element that a point leads to, or null if it leads outside.</summary>
        public int? At(int[] point)
        {
            int offset = 0;
            for (int d = 0; d < _extents.Length; d++)
            {
                int index = map.Indices[d].Offset;
                foreach ((int axis, int coefficient) in _terms[d])
                {
                    index += coefficient * point[axis];
                }

                if (index < 0 || index >= _extents[d])
                {
                    return null;
                }

                offset = (offset * _extents[d]) + index;
            }

            return offset;
        }

        private int Offset(IEnumerable<int> indices) => indices.Zip(_extents).Aggregate(0, (offset, index) => (offset * index.Second) + index.First);
    }
}
