using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelGen.Numerics;

/// <summary>The sums of four vectors as a block: of four floats one vector of 128 bits, of four doubles two.</summary>
internal static class FourSums
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Of(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        V128 r;
        r._0 = HorizontalSum.Fold(HorizontalSum.Quad(a, b, c, d));
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Of(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        V128 r;
        r._0 = HorizontalSum.Fold(HorizontalSum.Quad(a, b, c, d));
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Of(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        V128 r;
        r._0 = HorizontalSum.Quad(a, b, c, d);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128 Of(float a, float b, float c, float d)
    {
        V128 r;
        r._0 = Vector128.Create(a, b, c, d);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128dx2 Of(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        V128dx2 r;
        r._0 = HorizontalSum.Fold(HorizontalSum.Pair(a, b));
        r._1 = HorizontalSum.Fold(HorizontalSum.Pair(c, d));
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128dx2 Of(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        V128dx2 r;
        r._0 = HorizontalSum.Fold(HorizontalSum.Pair(a, b));
        r._1 = HorizontalSum.Fold(HorizontalSum.Pair(c, d));
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128dx2 Of(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d)
    {
        V128dx2 r;
        r._0 = HorizontalSum.Pair(a, b);
        r._1 = HorizontalSum.Pair(c, d);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128dx2 Of(double a, double b, double c, double d)
    {
        V128dx2 r;
        r._0 = Vector128.Create(a, b);
        r._1 = Vector128.Create(c, d);
        return r;
    }
}
