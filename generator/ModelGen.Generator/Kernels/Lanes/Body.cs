using System.Collections.Generic;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>One multiply-add of a written-out body: sum += a · b.</summary>
/// <param name="Sum">The number of the sum within the tile.</param>
/// <param name="A">Where a is, from where the body's references stand.</param>
/// <param name="B">Where b is.</param>
/// <param name="Cell">The place in the pooling window that a routed a must have come from.</param>
internal readonly record struct Term(int Sum, int A, int B, int Cell = 0);

/// <summary>The written-out part of a contraction: multiply-adds in the order they are printed, since the JIT keeps the order.</summary>
/// <param name="Loads">How many different numbers and vectors they read.</param>
/// <param name="Live">The most vectors of operands that are needed at one time, beside the sums.</param>
/// <param name="LongestChain">The most terms of one sum: each waits for the one before.</param>
internal sealed record Body(EquatableArray<Term> Terms, int Loads, int Live, int LongestChain)
{
    private const int MostPermutedAxes = 4;

    /// <summary>
    /// Orders the terms so that as few operands as possible are in registers at one time: among all orders of the axes, and by each operand's place.
    /// </summary>
    /// <param name="extents">The written-out axes.</param>
    /// <param name="terms">The terms in row-major order of the axes; null where a point counts nothing.</param>
    /// <param name="folds">Whether an operand that is used once can be read by the instruction that uses it: first a, then b.</param>
    /// <param name="stays">Whether a is in registers from the start, whatever the order.</param>
    public static Body Order(int[] extents, Term?[] terms, (bool A, bool B) folds, bool stays)
    {
        Operands operands = new(terms, folds, stays);
        int[]? best = null;
        int bestLive = int.MaxValue;
        foreach (int[] order in Orders(extents, terms))
        {
            int live = operands.Live(order);
            if (live < bestLive)
            {
                (best, bestLive) = (order, live);
            }
        }

        Term[] ordered = new Term[best!.Length];
        Dictionary<int, int> chains = [];
        int longest = 0;
        for (int i = 0; i < ordered.Length; i++)
        {
            ordered[i] = terms[best[i]]!.Value;
            chains.TryGetValue(ordered[i].Sum, out int chain);
            chains[ordered[i].Sum] = ++chain;
            longest = System.Math.Max(longest, chain);
        }

        return new Body(new EquatableArray<Term>(ordered), operands.Count, bestLive, longest);
    }

    private static IEnumerable<int[]> Orders(int[] extents, Term?[] terms)
    {
        List<int> written = [];
        for (int i = 0; i < extents.Length; i++)
        {
            if (extents[i] > 1)
            {
                written.Add(i);
            }
        }

        foreach (int[] permutation in written.Count <= MostPermutedAxes ? Permutations([.. written], 0) : Rotations([.. written]))
        {
            yield return Points(extents, permutation, terms);
        }

        int[] natural = Points(extents, [.. written], terms);
        yield return Sorted(natural, terms, t => (t.B, t.A));
        yield return Sorted(natural, terms, t => (t.A, t.B));
    }

    private static int[] Sorted(int[] points, Term?[] terms, System.Func<Term, (int, int)> key)
    {
        int[] sorted = [.. points];
        (int, int, int)[] keys = new (int, int, int)[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            (int first, int second) = key(terms[points[i]]!.Value);
            keys[i] = (first, second, i);
        }

        System.Array.Sort(keys, sorted);
        return sorted;
    }

    private static IEnumerable<int[]> Permutations(int[] items, int from)
    {
        if (from >= items.Length - 1)
        {
            yield return [.. items];
            yield break;
        }

        for (int i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            foreach (int[] permutation in Permutations(items, from + 1))
            {
                yield return permutation;
            }

            (items[from], items[i]) = (items[i], items[from]);
        }
    }

    private static IEnumerable<int[]> Rotations(int[] items)
    {
        for (int shift = 0; shift < items.Length; shift++)
        {
            int[] rotated = new int[items.Length];
            for (int i = 0; i < items.Length; i++)
            {
                rotated[i] = items[(i + shift) % items.Length];
            }

            yield return rotated;
        }
    }

    /// <summary>The points that count, with the axes of <paramref name="order"/> nested outermost first.</summary>
    private static int[] Points(int[] extents, int[] order, Term?[] terms)
    {
        int[] strides = new int[extents.Length];
        for (int i = extents.Length - 1, stride = 1; i >= 0; stride *= extents[i--])
        {
            strides[i] = stride;
        }

        List<int> points = [];
        Visit(0, 0);
        return [.. points];

        void Visit(int depth, int at)
        {
            if (depth == order.Length)
            {
                if (terms[at] is not null)
                {
                    points.Add(at);
                }

                return;
            }

            int axis = order[depth];
            for (int i = 0; i < extents[axis]; i++)
            {
                Visit(depth + 1, at + (i * strides[axis]));
            }
        }
    }

    /// <summary>The different operands of a body, numbered, and how long each is in a register.</summary>
    private sealed class Operands
    {
        private readonly int[] _a, _b, _first, _last, _uses, _changes;
        private readonly int _countOfA;
        private readonly (bool A, bool B) _folds;
        private readonly bool _stays;

        public Operands(Term?[] terms, (bool A, bool B) folds, bool stays)
        {
            (_folds, _stays) = (folds, stays);
            Dictionary<(int, int), int> a = [], b = [];
            (_a, _b) = (new int[terms.Length], new int[terms.Length]);
            for (int i = 0; i < terms.Length; i++)
            {
                if (terms[i] is { } term)
                {
                    _a[i] = Number(a, (term.A, term.Cell));
                    _b[i] = Number(b, (term.B, 0));
                }
            }

            _countOfA = a.Count;
            Count = a.Count + b.Count;
            _first = new int[Count];
            _last = new int[Count];
            _uses = new int[Count];
            _changes = new int[terms.Length + 1];
        }

        public int Count { get; }

        private static int Number(Dictionary<(int, int), int> numbers, (int, int) operand)
        {
            if (!numbers.TryGetValue(operand, out int number))
            {
                numbers[operand] = number = numbers.Count;
            }

            return number;
        }

        public int Live(int[] order)
        {
            System.Array.Clear(_uses, 0, Count);
            System.Array.Clear(_changes, 0, order.Length + 1);
            for (int i = 0; i < order.Length; i++)
            {
                Use(_a[order[i]], i);
                Use(_countOfA + _b[order[i]], i);
            }

            // One operand of a multiply-add can stay in memory.
            foreach (int point in order)
            {
                int a = _a[point], b = _countOfA + _b[point];
                if (_uses[b] == 1 && _folds.B)
                {
                    _uses[b] = 0;
                }
                else if (_uses[a] == 1 && _folds.A && !_stays)
                {
                    _uses[a] = 0;
                }
            }

            for (int k = 0; k < Count; k++)
            {
                if (_uses[k] > 0)
                {
                    _changes[_stays && k < _countOfA ? 0 : _first[k]]++;
                    _changes[_last[k] + 1]--;
                }
            }

            int live = 0, most = 0;
            for (int i = 0; i < order.Length; i++)
            {
                most = System.Math.Max(most, live += _changes[i]);
            }

            return most;
        }

        private void Use(int operand, int at)
        {
            if (_uses[operand]++ == 0)
            {
                _first[operand] = at;
            }

            _last[operand] = at;
        }
    }
}
