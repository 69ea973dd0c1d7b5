using System;

namespace ModelGen.Generator.Graph;

/// <summary>
/// A sequence [batch, time, features] in the order of time, or one in that order as it is elsewhere. By time, row t · batch + b is time t of example b, so that all
/// examples of a time lie together: to whatever treats rows alike it is a tensor of the same shape as before.
/// </summary>
/// <param name="Source">A sequence, or [batch, features] for a single time.</param>
/// <param name="GoesByTime">Whether Result is the one that lies by time; else Source is.</param>
/// <param name="Offset">The first time of the one by time that the other has; the rest of a Result by time is 0.</param>
/// <param name="IsReversed">Whether time runs backwards where it lies by time.</param>
internal sealed record ByTimeOp(Value Source, Value Result, bool GoesByTime, int Offset, bool IsReversed) : Op([Source], [Result])
{
    public override OpKind Kind => OpKind.ByTime;

    public override Op On(Func<Value, Value> other) => new ByTimeOp(other(Source), other(Result), GoesByTime, Offset, IsReversed);

    /// <summary>What lies by time.</summary>
    public Value ByTime => GoesByTime ? Result : Source;

    /// <summary>The times that there are in a tensor.</summary>
    public static int TimesOf(Value value) => value.Shape.Rank == 2 ? 1 : value.Shape[1];

    /// <summary>The times that are moved.</summary>
    public int Times => TimesOf(GoesByTime ? Source : Result);

    /// <summary>The numbers of an example at one time.</summary>
    public int Features => Source.Shape[Source.Shape.Rank - 1];
}
