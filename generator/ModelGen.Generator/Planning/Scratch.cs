using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>
/// The memory of an inference: on the stack up to a budget, beyond it one buffer for each thread. Many examples go through it in portions; where these do not fit on
/// the stack, one example alone still may.
/// </summary>
/// <param name="Values">What is kept between layers, with its offset for one example.</param>
/// <param name="PerExample">Its length for one example.</param>
/// <param name="Portion">How many examples go through it at once.</param>
/// <param name="OnStack">Whether a portion is on the stack.</param>
/// <param name="OneOnStack">Whether one example is, where it comes alone.</param>
internal sealed record Scratch(EquatableArray<(Value Value, long Offset)> Values, long PerExample, int Portion, bool OnStack, bool OneOnStack)
{
    // A stack has a megabyte on most systems, and audio and game threads often less.
    private const int StackBudgetInBytes = 32 * 1024;

    // Beyond the caches nothing is won by more examples at once, and every thread that predicts keeps its buffer.
    private const int BufferBudgetInBytes = 16 * 1024 * 1024;

    // Full tiles: 12, 9 and 6 rows divide it, the heights of tiles where MaxBatch allows them.
    private const int LargestPortion = 72;

    // In a buffer that the second-level cache holds, more: what is done once for all examples of a portion, panels of weights above all, is done less often.
    private const int LargestPortionInCache = 144, CacheInBytes = 2 * 1024 * 1024;

    // Fewer would make tiles of fewer rows, which load each weight more often: with 1024 × 1024 weights, 7 times slower at 4 examples than at 72.
    private const int FewestOnStack = 12;

    public bool IsNeeded => PerExample > 0;

    /// <param name="stored">What is kept in it, in order.</param>
    /// <param name="size">The bytes of a number.</param>
    /// <param name="mostExamples">How many examples come at most.</param>
    public static Scratch For(IEnumerable<Value> stored, int size, int mostExamples = LargestPortionInCache)
    {
        List<(Value, long)> values = [];
        long length = 0;
        foreach (Value value in stored.Where(v => v.Shape.Rank > 0))
        {
            values.Add((value, length));
            length += value.Shape.Length;
        }

        int most = Math.Min(mostExamples, LargestPortion);
        long fitting = length == 0 ? most : StackBudgetInBytes / (size * length);
        bool onStack = fitting >= (most < FewestOnStack ? 1 : FewestOnStack);
        long inBuffer = length == 0 ? most : Math.Max(Math.Min(most, BufferBudgetInBytes / (size * length)), Math.Min(mostExamples, Math.Min(LargestPortionInCache, CacheInBytes / (size * length))));
        int portion = (int)Math.Max(1, onStack ? Math.Min(most, fitting) : inBuffer);
        return new Scratch(values.ToEquatableArray(), length, portion > 6 ? portion / 6 * 6 : portion, onStack, fitting >= 1);
    }
}
