using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Graph;

/// <content>What goes over time.</content>
internal sealed partial class GraphBuilder
{
    /// <summary>A sequence [batch, time, features], all examples of a time together.</summary>
    /// <param name="isReversed">Whether the last time comes first.</param>
    public Value ByTime(string name, Value sequence, bool isReversed)
    {
        Value result = Value(name, sequence.Shape);
        Add(new ByTimeOp(sequence, result, GoesByTime: true, 0, isReversed));
        return result;
    }

    /// <summary>Times of what lies by time as a sequence, or one of them, all times of an example together.</summary>
    /// <param name="shape">[batch, times, features], or [batch, features] for a single time.</param>
    public Value ByExample(string name, Value byTime, Shape shape, int offset, bool isReversed)
    {
        Value result = Value(name, shape);
        Add(new ByTimeOp(byTime, result, GoesByTime: false, offset, isReversed));
        return result;
    }

    /// <summary>The ops that <paramref name="build"/> adds, which do not become part of the graph.</summary>
    /// <param name="known">Ops that they may build on.</param>
    public EquatableArray<Op> Nested(IEnumerable<Op> known, System.Action build)
    {
        List<(Pass, Op)> outer = _steps;
        _steps = [.. known.Select(op => (Pass, op))];
        int first = _steps.Count;
        build();
        EquatableArray<Op> added = [.. _steps.Skip(first).Select(s => s.Op)];
        _steps = outer;
        return added;
    }
}
