using System;
using System.Numerics;

namespace ModelGen.Numerics;

/// <summary>A seeded generator of random numbers: the same bits on every machine and in every version.</summary>
/// <remarks>
/// xoshiro256** 1.0 by D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators" (ACM Trans. Math. Softw. 47, 2021),
/// its state
/// filled by SplitMix64 as its authors advise. A value type: a copy goes its own way, so pass it by <c>ref</c>. Not for cryptography.
/// </remarks>
public struct ModelRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>The generator of this seed.</summary>
    public ModelRandom(int seed)
    {
        ulong state = (uint)seed;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>The generator of seed 0.</summary>
    public ModelRandom()
        : this(0)
    {
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A multiple of 2⁻⁵³ in [0, 1), uniformly.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>An integer from 0 to <paramref name="exclusiveBound"/> - 1, each exactly as likely as the others.</summary>
    /// <remarks>D. Lemire, "Fast random integer generation in an interval" (ACM Trans. Model. Comput. Simul. 29, 2019).</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveBound"/> is less than 1.</exception>
    public int NextInt32(int exclusiveBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveBound);
        uint bound = (uint)exclusiveBound;
        ulong product = (NextUInt64() >> 32) * bound;
        if ((uint)product < bound)
        {
            uint biased = (uint)((1UL << 32) % bound);
            while ((uint)product < biased)
            {
                product = (NextUInt64() >> 32) * bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number of the normal distribution with mean 0 and deviation 1.</summary>
    /// <remarks>
    /// G. Marsaglia's polar method. Its logarithm is made of operations that IEEE 754 rounds in one way only, since the library's may
    /// differ between machines. The second number of each pair is dropped, so that the state is the generator's alone.
    /// </remarks>
    public double NextNormal()
    {
        while (true)
        {
            double x = 2 * NextDouble() - 1;
            double y = 2 * NextDouble() - 1;
            double s = x * x + y * y;
            if (s > 0 && s < 1)
            {
                return x * Math.Sqrt(-2 * PortableLog(s) / s);
            }
        }
    }

    /// <summary>Puts the elements in random order, each order as likely as the others (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>ln x for a normal x &gt; 0: x = 2ⁿ·m, m in [√½, √2), ln m = 2·(s + s³/3 + s⁵/5 + …), s = (m - 1)/(m + 1).</summary>
    private static double PortableLog(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x) + (DoubleConstants.OneBits - DoubleConstants.RootHalfBits);
        long exponent = (bits >> DoubleConstants.MantissaBits) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & DoubleConstants.MantissaMask) + DoubleConstants.RootHalfBits);
        double s = (m - 1) / (m + 1);
        double z = s * s;

        // |s| ≤ 0.172: the first term left out is below 1e-17 of the sum
        double sum = 0;
        for (int k = 21; k >= 1; k -= 2)
        {
            sum = sum * z + 1.0 / k;
        }

        return exponent * DoubleConstants.Ln2 + 2 * s * sum;
    }

    /// <summary>
    /// G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), with Vigna's constants.
    /// </summary>
    private static ulong SplitMix64(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
