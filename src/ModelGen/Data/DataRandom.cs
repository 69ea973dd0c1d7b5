using System;

namespace ModelGen.Data;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed on every machine.</summary>
internal struct DataRandom(int seed)
{
    private ulong state = (uint)seed;

    /// <summary>A number from 0 up to 1, a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number from 0 up to <paramref name="exclusiveMaximum"/>, by Lemire's multiplication.</summary>
    public int NextInt32(int exclusiveMaximum)
        => (int)(((Next() >> 32) * (ulong)(uint)exclusiveMaximum) >> 32);

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        // 1 − u is never 0, so that the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Shuffles as Fisher and Yates do.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextInt32(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private ulong Next()
    {
        unchecked
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
