using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Graph;

/// <summary>
/// For one time after another, <paramref name="Body"/>: ops on tensors of one time, which <paramref name="Reads"/> and <paramref name="Writes"/> find in tensors of all
/// times. What a time hands to the next is a tensor with one time more, of which each turn reads one time and writes the one beside it.
/// </summary>
/// <param name="Times">The number of turns.</param>
/// <param name="IsBackwards">Whether the last time comes first.</param>
/// <param name="Reads">Tensors of one time that the body finds.</param>
/// <param name="Writes">Tensors of one time that the body leaves; each of all that it computes may be left.</param>
/// <param name="Starts">What is handed on, with what is there before the first turn.</param>
internal sealed record ScanOp(
    EquatableArray<Op> Body,
    int Times,
    bool IsBackwards,
    EquatableArray<TimeSlice> Reads,
    EquatableArray<TimeSlice> Writes,
    EquatableArray<ScanStart> Starts) : Op(InputsOf(Body, Reads, Writes, Starts), [.. Starts.Select(s => s.State).Concat(Writes.Select(w => w.All)).Distinct()])
{
    public override OpKind Kind => OpKind.Scan;

    public override Op On(Func<Value, Value> other) => new ScanOp(
        Body.Select(op => op.On(other)).ToEquatableArray(),
        Times,
        IsBackwards,
        Reads.Select(r => r.On(other)).ToEquatableArray(),
        Writes.Select(w => w.On(other)).ToEquatableArray(),
        Starts.Select(s => s.On(other)).ToEquatableArray());

    /// <summary>The turns in their order.</summary>
    public IEnumerable<int> Turns => IsBackwards ? Enumerable.Range(0, Times).Reverse() : Enumerable.Range(0, Times);

    /// <summary>The time of a state that is there before the first turn.</summary>
    public int FirstTime => IsBackwards ? Times : 0;

    /// <summary>What the body computes.</summary>
    public IEnumerable<Value> Computed => Body.SelectMany(op => op.Outputs);

    private static EquatableArray<Value> InputsOf(EquatableArray<Op> body, EquatableArray<TimeSlice> reads, EquatableArray<TimeSlice> writes, EquatableArray<ScanStart> starts)
    {
        HashSet<Value> own = [.. body.SelectMany(op => op.Outputs).Concat(reads.Select(r => r.One)).Concat(writes.Select(w => w.All)).Concat(starts.Select(s => s.State))];
        return [.. reads.Select(r => r.All).Concat(starts.Select(s => s.Initial).OfType<Value>()).Concat(body.SelectMany(op => op.Inputs)).Where(v => !own.Contains(v)).Distinct()];
    }
}

/// <summary>In turn t, <paramref name="One"/> is time t + <paramref name="Shift"/> of <paramref name="All"/>, which lies by time.</summary>
internal sealed record TimeSlice(Value One, Value All, int Shift)
{
    public TimeSlice On(Func<Value, Value> other) => new(other(One), other(All), Shift);
}

/// <summary>What is handed from turn to turn.</summary>
/// <param name="State">All times of it, by time, one more than there are turns.</param>
/// <param name="Initial">What the first turn finds, [batch, features]; null for zeros.</param>
internal sealed record ScanStart(Value State, Value? Initial)
{
    public ScanStart On(Func<Value, Value> other) => new(other(State), Initial is null ? null : other(Initial));
}
