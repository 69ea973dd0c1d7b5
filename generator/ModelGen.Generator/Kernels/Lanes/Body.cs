using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>One multiply-add of a written-out body: sum += a · b.</summary>
/// <param name="Sum">The number of the sum within the tile.</param>
/// <param name="A">Where a is, from where the body's references stand.</param>
/// <param name="B">Where b is.</param>
/// <param name="Cell">The place in the pooling window that a routed a must have come from.</param>
/// <param name="Before">How many columns lie outside where the block stands at the first border.</param>
/// <param name="After">How many where it stands at the last.</param>
internal readonly record struct Term(int Sum, int A, int B, int Cell = 0, int Before = 0, int After = 0);

/// <summary>The written-out part of a contraction: multiply-adds in the order they are printed, since the JIT keeps the order.</summary>
/// <param name="PlacesOfA">How many different places of a they read.</param>
/// <param name="PlacesOfB">How many different places of b.</param>
/// <param name="LongestChain">The most terms of one sum: each waits for the one before.</param>
internal sealed record Body(EquatableArray<Term> Terms, int PlacesOfA, int PlacesOfB, int LongestChain)
{
    /// <summary>
    /// Orders the terms so that each block of several columns is loaded once and then used up; what is the same for all columns is read by the instruction that
    /// uses it.
    /// </summary>
    /// <param name="byA">Whether a is in blocks of columns; else b is.</param>
    public static Body Order(IEnumerable<Term?> terms, bool byA)
    {
        Term[] known = [.. terms.OfType<Term>()];
        Term[] ordered = [.. byA ? known.OrderBy(t => (t.A, t.Cell, t.B, t.Sum)) : known.OrderBy(t => (t.B, t.A, t.Cell, t.Sum))];
        return new Body(
            new EquatableArray<Term>(ordered),
            ordered.Select(t => (t.A, t.Cell)).Distinct().Count(),
            ordered.Select(t => t.B).Distinct().Count(),
            ordered.Length == 0 ? 0 : ordered.GroupBy(t => t.Sum).Max(g => g.Count()));
    }
}
