using System;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Which numbers dropout drops, written from the definition (<see cref="Numerics.DropoutMask"/>) with whole numbers of any length.</summary>
internal static class DropoutWitness
{
    public static bool IsDropped(int seed, int layer, long step, long example, int feature, double rate) =>
        (double)NumberOf(seed, layer, step, example, feature) < Math.Floor(rate * Math.Pow(2, 32));

    private static UInt128 NumberOf(int seed, int layer, long step, long example, int feature)
    {
        UInt128 key = Mix(Mix(Mix(((UInt128)(uint)seed << 32) + (uint)layer) ^ (ulong)step) ^ (ulong)example);
        UInt128 a = Low(key, 32), b = key >> 32;
        UInt128 x = Low(a + ((UInt128)feature * 2654435769), 32);
        x = Low((x ^ (x >> 16)) * 2146121005, 32);
        x = Low(x ^ (x >> 15), 32);
        x = Low(Low(x + b, 32) * 2221713035, 32);
        return x ^ (x >> 16);
    }

    private static UInt128 Mix(UInt128 z)
    {
        z = Low(z + 11400714819323198485, 64);
        foreach (var (shift, factor) in new[] { (30, 13787848793156543929), (27, 10723151780598845931) })
        {
            z = Low((z ^ (z >> shift)) * factor, 64);
        }

        return z ^ (z >> 31);
    }

    private static UInt128 Low(UInt128 x, int bits) => x & ((UInt128.One << bits) - 1);
}
