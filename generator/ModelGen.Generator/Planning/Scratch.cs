using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>The memory of an inference: on the stack up to a budget, beyond it one buffer for each thread. Many examples go through it in portions.</summary>
/// <param name="Values">What is kept between layers, with its offset for one example.</param>
/// <param name="PerExample">Its length for one example.</param>
/// <param name="Portion">How many examples go through it at once.</param>
/// <param name="OnStack">Whether it is on the stack.</param>
internal sealed record Scratch(EquatableArray<(Value Value, long Offset)> Values, long PerExample, int Portion, bool OnStack)
{
    // A stack has a megabyte on most systems, and audio and game threads often less.
    private const int StackBudgetInBytes = 32 * 1024;

    // Full tiles: 12, 9 and 6 rows divide it, the heights of tiles where MaxBatch allows them.
    private const int LargestPortion = 72;

    public bool IsNeeded => PerExample > 0;

    /// <param name="stored">What is kept in it, in order.</param>
    /// <param name="size">The bytes of a number.</param>
    public static Scratch For(IEnumerable<Value> stored, int size)
    {
        List<(Value, long)> values = [];
        long length = 0;
        foreach (Value value in stored.Where(v => v.Shape.Rank > 0))
        {
            values.Add((value, length));
            length += value.Shape.Length;
        }

        long fitting = length == 0 ? LargestPortion : StackBudgetInBytes / (size * length);
        bool onStack = fitting >= 1;
        int portion = (int)Math.Max(1, Math.Min(LargestPortion, onStack ? fitting : BufferPlan.LongestArray / length));
        return new Scratch(values.ToEquatableArray(), length, portion > 6 ? portion / 6 * 6 : portion, onStack);
    }
}
