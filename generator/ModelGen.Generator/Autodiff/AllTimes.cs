using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Autodiff;

/// <summary>Ops of one turn of a scan as ops of all times at once: [batch, features] becomes [batch, time, features], by time, and sums go over time, too.</summary>
internal sealed class AllTimes
{
    private readonly Dictionary<Value, Value> _known = [];
    private readonly HashSet<Value> _elsewhere = [];
    private readonly GraphBuilder _graph;
    private readonly Axis _time;

    /// <param name="scan">What it computes is there for all times.</param>
    public AllTimes(GraphBuilder graph, ScanOp scan)
    {
        (_graph, _time) = (graph, new Axis("t", scan.Times));
        foreach (TimeSlice slice in scan.Reads.Concat(scan.Writes))
        {
            Know(slice.One, slice.All, slice.Shift);
        }
    }

    /// <summary>Says where a tensor of one time is found for all times.</summary>
    public void Know(Value one, Value all, int shift)
    {
        if (shift != 0)
        {
            _elsewhere.Add(one);
        }
        else if (!_known.ContainsKey(one))
        {
            // Of what is handed on, the last time stands behind.
            _known[one] = all.Shape[1] == _time.Extent ? all : _graph.Reshape($"{all.Name}Before", all, ShapeOf(one));
        }
    }

    /// <summary>A tensor for all times; what no example has one of, as a weight, is itself.</summary>
    public Value Of(Value one)
    {
        if (!_known.TryGetValue(one, out Value? all))
        {
            if (_elsewhere.Contains(one))
            {
                throw new NotSupportedException($"{one.Name} is read for all times, and lies a time further on");
            }

            _known[one] = all = one.Shape.HasBatch ? _graph.Value($"{one.Name}ByTime", ShapeOf(one)) : one;
        }

        return all;
    }

    /// <summary>Adds an op of one turn for all of them.</summary>
    public void Add(Op op) => _graph.Add(op switch
    {
        MapOp or ReduceOp => op.On(Of),
        ContractOp c => new ContractOp(Of(c.A), With(c.A, c.AMap), Of(c.B), With(c.B, c.BMap), Of(c.Result), With(c.Result, c.OutputMap), [c.Axes[0], _time, .. c.Axes.Skip(1)]),
        RearrangeOp move => new RearrangeOp(move.Boxes.Select(b => new Box(Of(b.Source), With(b.Source, b.SourceMap), With(move.Result, b.ResultMap), [b.Axes[0], _time, .. b.Axes.Skip(1)])).ToEquatableArray(), Of(move.Result)),
        _ => throw new NotSupportedException($"{op.Kind} of one time has no form for all"),
    });

    private Shape ShapeOf(Value one) => Shape.Of([Shape.Batch, _time.Extent, .. one.Shape.Extents.Skip(1)]);

    private AffineMap With(Value value, AffineMap map) => value.Shape.HasBatch ? new([map.Indices[0], _time, .. map.Indices.Skip(1)]) : map;
}
