using System;
using ModelGen.Numerics;

namespace ModelGen.Data;

/// <summary>The order in which examples are taken.</summary>
internal static class RowOrder
{
    /// <summary>Fills <paramref name="order"/> with 0, 1, 2, … shuffled: a pure function of the seed and the epoch.</summary>
    public static void Shuffled(Span<int> order, int seed, int epoch)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        new ModelRandom(Mix(seed, epoch)).Shuffle(order);
    }

    /// <summary>Copies the rows of <paramref name="source"/>, of <paramref name="length"/> numbers each, in the given order.</summary>
    public static void Gather<T>(ReadOnlySpan<T> source, int length, ReadOnlySpan<int> order, Span<T> destination)
        where T : unmanaged
    {
        for (int i = 0; i < order.Length; i++)
        {
            source.Slice(order[i] * length, length).CopyTo(destination.Slice(i * length, length));
        }
    }

    /// <summary>
    /// Seed and epoch in one number such that neighbours have nothing in common: the finaliser of MurmurHash3 for 64 bits.
    /// </summary>
    private static int Mix(int seed, int epoch)
    {
        ulong hash = ((ulong)(uint)epoch << 32) | (uint)seed;
        hash = unchecked((hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD);
        hash = unchecked((hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53);
        return unchecked((int)(hash ^ (hash >> 33)));
    }
}
