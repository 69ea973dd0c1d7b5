using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelGen.Numerics;

/// <summary>The largest lane of a vector, by halving, and of its pairs of lanes; of the whole, a lane that is not a number may or may not win.</summary>
public static class HorizontalMax
{
    /// <summary>The largest of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(Vector512<float> v) => Of(Vector256.MaxNative(v.GetLower(), v.GetUpper()));

    /// <summary>The largest of 8 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(Vector256<float> v) => Of(Vector128.MaxNative(v.GetLower(), v.GetUpper()));

    /// <summary>The largest of 4 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(Vector128<float> v)
    {
        v = Vector128.MaxNative(v, Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(v, Vector128.Shuffle(v, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    /// <summary>The largest of 8 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(Vector512<double> v) => Of(Vector256.MaxNative(v.GetLower(), v.GetUpper()));

    /// <summary>The largest of 4 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(Vector256<double> v) => Of(Vector128.MaxNative(v.GetLower(), v.GetUpper()));

    /// <summary>The larger of 2 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(Vector128<double> v) => Vector128.MaxNative(v, Vector128.Shuffle(v, Vector128.Create(1L, 0L))).ToScalar();

    /// <summary>The larger of lanes 0 and 1, of lanes 2 and 3, and so on of the first vector, then of the second; not a number if one of the two is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfPairs(Vector512<float> first, Vector512<float> second)
    {
        Vector512<int> even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 0, 0, 0, 0, 0, 0, 0), odd = Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 0, 0, 0, 0, 0, 0, 0, 0);
        return VectorMath.Max(
            Vector512.Create(Vector512.Shuffle(first, even).GetLower(), Vector512.Shuffle(second, even).GetLower()),
            Vector512.Create(Vector512.Shuffle(first, odd).GetLower(), Vector512.Shuffle(second, odd).GetLower()));
    }

    /// <inheritdoc cref="OfPairs(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfPairs(Vector256<float> first, Vector256<float> second)
    {
        Vector256<int> even = Vector256.Create(0, 2, 4, 6, 0, 0, 0, 0), odd = Vector256.Create(1, 3, 5, 7, 0, 0, 0, 0);
        return VectorMath.Max(
            Vector256.Create(Vector256.Shuffle(first, even).GetLower(), Vector256.Shuffle(second, even).GetLower()),
            Vector256.Create(Vector256.Shuffle(first, odd).GetLower(), Vector256.Shuffle(second, odd).GetLower()));
    }

    /// <inheritdoc cref="OfPairs(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfPairs(Vector128<float> first, Vector128<float> second)
    {
        Vector128<int> even = Vector128.Create(0, 2, 0, 0), odd = Vector128.Create(1, 3, 0, 0);
        return VectorMath.Max(
            Vector128.Create(Vector128.Shuffle(first, even).GetLower(), Vector128.Shuffle(second, even).GetLower()),
            Vector128.Create(Vector128.Shuffle(first, odd).GetLower(), Vector128.Shuffle(second, odd).GetLower()));
    }

    /// <inheritdoc cref="OfPairs(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfPairs(Vector512<double> first, Vector512<double> second)
    {
        Vector512<long> even = Vector512.Create(0L, 2, 4, 6, 0, 0, 0, 0), odd = Vector512.Create(1L, 3, 5, 7, 0, 0, 0, 0);
        return VectorMath.Max(
            Vector512.Create(Vector512.Shuffle(first, even).GetLower(), Vector512.Shuffle(second, even).GetLower()),
            Vector512.Create(Vector512.Shuffle(first, odd).GetLower(), Vector512.Shuffle(second, odd).GetLower()));
    }

    /// <inheritdoc cref="OfPairs(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfPairs(Vector256<double> first, Vector256<double> second)
    {
        Vector256<long> even = Vector256.Create(0L, 2, 0, 0), odd = Vector256.Create(1L, 3, 0, 0);
        return VectorMath.Max(
            Vector256.Create(Vector256.Shuffle(first, even).GetLower(), Vector256.Shuffle(second, even).GetLower()),
            Vector256.Create(Vector256.Shuffle(first, odd).GetLower(), Vector256.Shuffle(second, odd).GetLower()));
    }

    /// <inheritdoc cref="OfPairs(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfPairs(Vector128<double> first, Vector128<double> second)
    {
        Vector128<long> even = Vector128.Create(0L, 0), odd = Vector128.Create(1L, 0);
        return VectorMath.Max(
            Vector128.Create(Vector128.Shuffle(first, even).GetLower(), Vector128.Shuffle(second, even).GetLower()),
            Vector128.Create(Vector128.Shuffle(first, odd).GetLower(), Vector128.Shuffle(second, odd).GetLower()));
    }
}
