using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>
/// The factors of dropout: 0 with probability p, else 1 / (1 − p). Each is a function of seed, step, layer, example and feature alone, so that they are the same
/// for any number of threads and any width of vectors.
/// </summary>
/// <remarks>
/// A counter-based generator (J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011). Seed, layer, step and example are mixed to a key of
/// 64 bits, a value at a time, by the finaliser of SplitMix64 (mix13 of D. Stafford). From the key's halves a and b comes the number of feature f, in 32 bits:
/// x = a + f · 2³²/φ, then the steps of C. Wellons's lowbias32, with b added between its two multiplications. Feature f is dropped where x &lt; p · 2³².
/// </remarks>
public static class DropoutMask
{
    private const uint Golden = 0x9E3779B9;

    /// <summary>Fills the factors of a layer.</summary>
    /// <param name="mask">The first of <paramref name="examples"/> rows.</param>
    /// <param name="draw">Seed, step, and the number of the first example.</param>
    /// <param name="layer">The number of the layer among those with dropout.</param>
    /// <param name="rate">The probability p of a 0, from 0 to below 1.</param>
    /// <param name="features">The numbers of one example.</param>
    /// <param name="examples">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ref float mask, DropoutDraw draw, int layer, double rate, int features, nint examples)
    {
        uint limit = LimitOf(rate);
        float scale = (float)(1 / (1 - rate));
        Vector<uint> limits = new(limit), kept = Vector.AsVectorUInt32(new Vector<float>(scale)), stride = new(unchecked((uint)Vector<uint>.Count * Golden));
        ulong start = StartOf(draw, layer);
        for (nint example = 0; example < examples; example++)
        {
            ulong key = KeyOf(start, draw.FirstExample + example);
            ref float row = ref Unsafe.Add(ref mask, example * features);
            Vector<uint> counters = FirstCounters(key), b = new((uint)(key >> 32));
            int f = 0;
            for (; f <= features - Vector<uint>.Count; f += Vector<uint>.Count)
            {
                Vector<uint> dropped = Vector.LessThan(Scramble(counters, b), limits);
                Vector.AsVectorSingle(Vector.AndNot(kept, dropped)).StoreUnsafe(ref row, (nuint)f);
                counters += stride;
            }

            for (; f < features; f++)
            {
                Unsafe.Add(ref row, f) = NumberOf(key, f) < limit ? 0 : scale;
            }
        }
    }

    /// <inheritdoc cref="Fill(ref float, DropoutDraw, int, double, int, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ref double mask, DropoutDraw draw, int layer, double rate, int features, nint examples)
    {
        uint limit = LimitOf(rate);
        double scale = 1 / (1 - rate);
        Vector<uint> limits = new(limit), stride = new(unchecked((uint)Vector<uint>.Count * Golden));
        Vector<ulong> kept = Vector.AsVectorUInt64(new Vector<double>(scale));
        ulong start = StartOf(draw, layer);
        for (nint example = 0; example < examples; example++)
        {
            ulong key = KeyOf(start, draw.FirstExample + example);
            ref double row = ref Unsafe.Add(ref mask, example * features);
            Vector<uint> counters = FirstCounters(key), b = new((uint)(key >> 32));
            int f = 0;
            for (; f <= features - Vector<uint>.Count; f += Vector<uint>.Count)
            {
                // All bits of a lane are equal, and so are those of the two halves that it widens to, with its sign.
                Vector<int> dropped = Vector.AsVectorInt32(Vector.LessThan(Scramble(counters, b), limits));
                Vector.Widen(dropped, out Vector<long> low, out Vector<long> high);
                Vector.AsVectorDouble(Vector.AndNot(kept, Vector.AsVectorUInt64(low))).StoreUnsafe(ref row, (nuint)f);
                Vector.AsVectorDouble(Vector.AndNot(kept, Vector.AsVectorUInt64(high))).StoreUnsafe(ref row, (nuint)(f + Vector<ulong>.Count));
                counters += stride;
            }

            for (; f < features; f++)
            {
                Unsafe.Add(ref row, f) = NumberOf(key, f) < limit ? 0 : scale;
            }
        }
    }

    private static uint LimitOf(double rate) => (uint)(rate * 4294967296.0);

    /// <summary>What all examples of a step have in common.</summary>
    private static ulong StartOf(DropoutDraw draw, int layer) => Mix(Mix(((ulong)(uint)draw.Seed << 32) | (uint)layer) ^ (ulong)draw.Step);

    private static ulong KeyOf(ulong start, nint example) => Mix(start ^ (ulong)example);

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private static uint NumberOf(ulong key, int feature)
    {
        unchecked
        {
            uint x = (uint)key + ((uint)feature * Golden);
            x = (x ^ (x >> 16)) * 0x7FEB352D;
            x = ((x ^ (x >> 15)) + (uint)(key >> 32)) * 0x846CA68B;
            return x ^ (x >> 16);
        }
    }

    /// <summary>a + f · 2³²/φ for the features of the first vector.</summary>
    private static Vector<uint> FirstCounters(ulong key) => new Vector<uint>((uint)key) + (Vector<uint>.Indices * new Vector<uint>(Golden));

    /// <summary>As <see cref="NumberOf"/> goes on.</summary>
    private static Vector<uint> Scramble(Vector<uint> x, Vector<uint> b)
    {
        x = (x ^ (x >>> 16)) * new Vector<uint>(0x7FEB352D);
        x = ((x ^ (x >>> 15)) + b) * new Vector<uint>(0x846CA68B);
        return x ^ (x >>> 16);
    }
}
