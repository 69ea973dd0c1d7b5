using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Nests;

/// <summary>Brings a contraction into the normal form: every index of a tensor becomes strides, or where it can lie outside, a derived index.</summary>
/// <remarks>
/// A result with an index of several terms, dX[b, s·y + ky − p, …], would be scattered. It is solved for y: for each element i of the result,
/// y = (i + p − ky) / s, wherever that is whole and inside. For s &gt; 1, i = s·u + r, so that u moves y by whole numbers.
/// </remarks>
internal sealed class NestBuilder
{
    private readonly LaneContraction _contraction;
    private readonly Func<Value, int, int> _stride;
    private readonly List<(string Name, int Extent, AxisRole Role)> _axes = [];
    private readonly Dictionary<int, Offsets> _strides = [];
    private readonly List<DerivedIndex> _indices = [];
    private Offsets _origin;

    private NestBuilder(LaneContraction contraction, Func<Value, int, int> stride) => (_contraction, _stride) = (contraction, stride);

    /// <param name="stride">The distance in memory between neighbours along a dimension of a tensor without examples.</param>
    /// <exception cref="NotSupportedException">The contraction is not of the normal form.</exception>
    public static LaneNest Build(LaneContraction contraction, Func<Value, int, int> stride) => new NestBuilder(contraction, stride).Build();

    private LaneNest Build()
    {
        LaneContraction c = _contraction;
        Tensor[] tensors = [.. new[] { Of(c.Result, c.ResultMap, x => new Offsets(x, 0, 0)), Of(c.A, c.AMap, x => new Offsets(0, x, 0)) }
            .Concat(c.B is null ? [] : [Of(c.B, c.BMap!, x => new Offsets(0, 0, x))])];
        HashSet<Axis> ofResult = [.. c.ResultMap.Indices.SelectMany(i => i.Terms).Select(t => t.Axis)];
        Dictionary<Axis, Solved> solved = [];

        // Indices of the result that must be solved for an axis.
        foreach (Dimension d in tensors[0].Dimensions.Where(d => d.Extent != Shape.Batch && !IsCovered(d)).ToArray())
        {
            Solve(d, tensors, solved, ofResult);
        }

        foreach (Axis axis in c.Axes.Where(a => !solved.ContainsKey(a) && a.Extent != 1))
        {
            AxisRole role = c.Window.Contains(axis) ? AxisRole.Window : ofResult.Contains(axis) ? AxisRole.Result : AxisRole.Sum;
            AddAxis(axis.Name, axis.Extent, role);
        }

        foreach (Tensor tensor in tensors)
        {
            AddBlocks(tensor);
            foreach (Dimension d in tensor.Dimensions.Where(d => d.Extent != Shape.Batch && !solved.Values.Any(s => s.Result == d)))
            {
                AddDimension(tensor, d, solved);
            }
        }

        AddColumn(tensors[0], solved);
        return Finish();
    }

    private Tensor Of(Value value, AffineMap map, Func<int, Offsets> place)
    {
        bool hasLanes = value.Shape.HasBatch;
        Dimension[] dimensions = [.. map.Indices.Select((index, d) => new Dimension(index, value.Shape[d], hasLanes ? LaneStride(value.Shape, d) : _stride(value, d)))];
        return new Tensor(value, dimensions, place, hasLanes);
    }

    private static int LaneStride(Shape shape, int dimension) => LaneLayout.Block * shape.Extents.Skip(dimension + 1).Aggregate(1, (product, extent) => product * extent);

    /// <summary>Whether the points of an index reach every element of the result once: plain axes, or digits of a number.</summary>
    private static bool IsCovered(Dimension d)
    {
        int next = 1;
        foreach ((Axis axis, int coefficient) in d.Index.Terms.Where(t => t.Axis.Extent != 1).OrderBy(t => t.Coefficient))
        {
            if (coefficient != next)
            {
                return false;
            }

            next *= axis.Extent;
        }

        return d.Index.Offset == 0 && next == d.Extent;
    }

    /// <summary>i = s·y + Σ k − p becomes y = (i + p − Σ k) / s.</summary>
    private void Solve(Dimension d, Tensor[] tensors, Dictionary<Axis, Solved> solved, HashSet<Axis> ofResult)
    {
        (Axis y, int s) = d.Index.Terms.FirstOrDefault(t => t.Coefficient > 0 && tensors.Skip(1).Any(o => o.HasLanes && o.Dimensions.Any(x => x.Index.SingleAxis == t.Axis)));
        if (y is null || tensors.Skip(1).SelectMany(t => t.Dimensions).Any(x => x.Index.SingleAxis != y && x.Index.Terms.Any(t => t.Axis == y)))
        {
            throw new NotSupportedException($"{d.Index} is not to be solved");
        }

        foreach ((Axis axis, _) in d.Index.Terms)
        {
            ofResult.Remove(axis);
        }

        int u = AddAxis(y.Name, (d.Extent + s - 1) / s, AxisRole.Result);
        List<(int, int)> ofI = [(u, s)];
        if (s > 1)
        {
            ofI.Add((AddAxis($"{y.Name}Phase", Math.Min(s, d.Extent), AxisRole.Result), 1));
        }

        solved[y] = new Solved(d, ofI, s);
        foreach ((int axis, int coefficient) in ofI)
        {
            Stride(axis, new Offsets(coefficient * d.Stride, 0, 0));
        }

        if (d.Extent % s != 0)
        {
            _indices.Add(new DerivedIndex([.. ofI], 0, 1, d.Extent, default));
        }
    }

    private int AddAxis(string name, int extent, AxisRole role)
    {
        _axes.Add((name, extent, role));
        return _axes.Count - 1;
    }

    private int IndexOf(Axis axis) => _axes.FindIndex(a => a.Name == axis.Name);

    private void Stride(int axis, Offsets by) => _strides[axis] = _strides.TryGetValue(axis, out Offsets known) ? known + by : by;

    /// <summary>The blocks of examples, and the examples of a block.</summary>
    private void AddBlocks(Tensor tensor)
    {
        if (!tensor.HasLanes)
        {
            return;
        }

        int block = _axes.FindIndex(a => a.Extent == Shape.Batch);
        Stride(block, tensor.Place(tensor.Value.Shape.Length * LaneLayout.Block));
        int lane = _axes.FindIndex(a => a.Name == LaneLayout.Lane);
        Stride(lane >= 0 ? lane : AddAxis(LaneLayout.Lane, LaneLayout.Block, _axes[block].Role), tensor.Place(1));
    }

    private void AddDimension(Tensor tensor, Dimension d, Dictionary<Axis, Solved> solved)
    {
        if (d.Index.SingleAxis is { } single && solved.TryGetValue(single, out Solved? y))
        {
            EquatableArray<(int, int)> terms = [.. y.OfI, .. y.Result.Index.Terms.Where(t => t.Axis != single && t.Axis.Extent != 1).Select(t => (IndexOf(t.Axis), -t.Coefficient))];
            AddIndex(terms, -y.Result.Index.Offset, y.Divisor, d.Extent, tensor.Place(d.Stride));
            return;
        }

        (Axis Axis, int Coefficient)[] known = [.. d.Index.Terms.Where(t => t.Axis.Extent != 1)];
        int least = d.Index.Offset + known.Sum(t => Math.Min(0, t.Coefficient * (t.Axis.Extent - 1)));
        int most = d.Index.Offset + known.Sum(t => Math.Max(0, t.Coefficient * (t.Axis.Extent - 1)));
        if (least < 0 || most >= d.Extent)
        {
            AddIndex([.. known.Select(t => (IndexOf(t.Axis), t.Coefficient))], d.Index.Offset, 1, d.Extent, tensor.Place(d.Stride));
            return;
        }

        _origin += tensor.Place(d.Index.Offset * d.Stride);
        foreach ((Axis axis, int coefficient) in known)
        {
            Stride(IndexOf(axis), tensor.Place(coefficient * d.Stride));
        }
    }

    private void AddIndex(EquatableArray<(int, int)> terms, int offset, int divisor, int extent, Offsets strides)
    {
        int same = _indices.FindIndex(i => i.Terms.Equals(terms) && i.Offset == offset && i.Divisor == divisor && i.Extent == extent);
        if (same >= 0)
        {
            _indices[same] = _indices[same] with { Strides = _indices[same].Strides + strides };
        }
        else
        {
            _indices.Add(new DerivedIndex(terms, offset, divisor, extent, strides));
        }
    }

    /// <summary>Where along the last dimension of the result a point is.</summary>
    private void AddColumn(Tensor result, Dictionary<Axis, Solved> solved)
    {
        if (result.Dimensions.Length == 0)
        {
            return;
        }

        Dimension last = result.Dimensions[result.Dimensions.Length - 1];
        foreach (Solved y in solved.Values.Where(s => s.Result == last))
        {
            y.OfI.ForEach(t => Stride(t.Axis, new Offsets(0, 0, 0, t.Coefficient)));
        }

        if (solved.Values.All(s => s.Result != last) && last.Extent != Shape.Batch)
        {
            foreach ((Axis axis, int coefficient) in last.Index.Terms.Where(t => t.Axis.Extent != 1))
            {
                Stride(IndexOf(axis), new Offsets(0, 0, 0, coefficient));
            }
        }
    }

    private LaneNest Finish()
    {
        NestAxis[] axes = [.. _axes.Select((a, i) => new NestAxis(a.Name, a.Extent, a.Role, _strides.TryGetValue(i, out Offsets s) ? s : default))];
        int[] order = LoopOrder.Of(axes, _indices);
        EquatableArray<DerivedIndex> indices = [.. _indices.Select(i => i with { Terms = [.. i.Terms.Select(t => (Array.IndexOf(order, t.Axis), t.Coefficient))] })];
        LaneNest nest = new([.. order.Select(i => axes[i])], indices, _origin, OperandForm.Lanes, _contraction.B is { } b ? b.Shape.HasBatch ? OperandForm.Lanes : OperandForm.Number : null, !_contraction.Result.Shape.HasBatch);
        if (_contraction.Cells.Count == 0)
        {
            return nest;
        }

        List<(int, int)> cells = [];
        int count = 1;
        foreach (Axis cell in _contraction.Cells.Reverse())
        {
            if (cell.Extent != 1)
            {
                cells.Insert(0, (nest.IndexOf(cell.Name), count));
            }

            count *= cell.Extent;
        }

        return nest with { Routing = new Routing([.. cells], count) };
    }

    private sealed record Tensor(Value Value, Dimension[] Dimensions, Func<int, Offsets> Place, bool HasLanes);

    /// <summary>One dimension of a tensor: how it is indexed, its extent, its stride.</summary>
    private sealed record Dimension(AffineIndex Index, int Extent, int Stride);

    /// <summary>An axis y that is (the index of <paramref name="Result"/> − its other terms) / <paramref name="Divisor"/>.</summary>
    private sealed record Solved(Dimension Result, List<(int Axis, int Coefficient)> OfI, int Divisor);
}
