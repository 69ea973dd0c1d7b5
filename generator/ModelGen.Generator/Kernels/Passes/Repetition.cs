using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Kernels.Passes;

/// <summary>What a call is written from: what it runs, equal for equal code and arguments, and the places of its tensors.</summary>
internal sealed record CallForm(object Code, EquatableArray<TensorPlace> Places)
{
    public bool IsLike(CallForm next) => Code.Equals(next.Code) && Places.Count == next.Places.Count && Places.Zip(next.Places, (a, b) => b.From(a) is not null).All(same => same);

    /// <summary>Whether the tensors are as far from those of <paramref name="next"/> as these from those of <paramref name="afterNext"/>.</summary>
    public bool IsAsFarAs(CallForm next, CallForm afterNext) =>
        Enumerable.Range(0, Places.Count).All(k => next.Places[k].From(Places[k]) == afterNext.Places[k].From(next.Places[k]));

    public EquatableArray<TensorStride> StridesTo(CallForm next) =>
        Places.Zip(next.Places, (a, b) => new TensorStride(b.From(a)!.Value, a.PerExample)).ToEquatableArray();
}

/// <summary>Calls that come again and again, each time on tensors that lie a constant distance further on.</summary>
/// <param name="First">The first call.</param>
/// <param name="Period">The calls of a turn.</param>
/// <param name="Turns">How often they come.</param>
internal readonly record struct Repetition(int First, int Period, int Turns)
{
    // Fewer stand one after another: a loop would be hardly shorter.
    private const int FewestTurns = 3;

    public int End => First + (Turns * Period);

    private int Saved => (Turns - 1) * Period;

    /// <summary>Those that save most, in the order of the calls.</summary>
    public static IEnumerable<Repetition> Of(IReadOnlyList<CallForm> calls) => Of(calls, 0, calls.Count);

    private static IEnumerable<Repetition> Of(IReadOnlyList<CallForm> calls, int from, int to)
    {
        Repetition best = default;
        for (int period = 1; period * FewestTurns <= to - from; period++)
        {
            Repetition longest = Longest(calls, from, to, period);
            best = longest.Saved > best.Saved ? longest : best;
        }

        return best.Saved <= 0 ? [] : [.. Of(calls, from, best.First), best, .. Of(calls, best.End, to)];
    }

    private static Repetition Longest(IReadOnlyList<CallForm> calls, int from, int to, int period)
    {
        // How often a call and those a period further on are alike, each as far from the one before as the next from it.
        int[] repeats = new int[to + period];
        Repetition best = default;
        for (int i = to - period - 1; i >= from; i--)
        {
            repeats[i] = !calls[i].IsLike(calls[i + period]) ? 0
                : repeats[i + period] > 0 && calls[i].IsAsFarAs(calls[i + period], calls[i + (2 * period)]) ? repeats[i + period] + 1
                : 1;
            int turns = 1 + Enumerable.Range(i, period).Min(k => repeats[k]);
            Repetition run = new(i, period, turns);
            best = turns >= FewestTurns && run.Saved >= best.Saved ? run : best;
        }

        return best;
    }
}
