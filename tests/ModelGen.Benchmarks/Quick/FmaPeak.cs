using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Benchmarks.Quick;

/// <summary>
/// The most that one core can compute: fused multiply-adds in registers, of which enough are independent to hide their
/// latency and few enough to stay in registers.
/// </summary>
internal readonly struct FmaPeak : IStep
{
    private const int Rounds = 4096;

    private static float s_factor = 0.999f;
    private static float s_sum;

    /// <summary>The widest vectors that this machine has.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>The multiplications and additions of one run.</summary>
    public static double Flops => 2.0 * Rounds * (Bits == 512 ? 24 : 12) * (Bits / 32);

    public void Run() => s_sum = Bits switch
    {
        512 => Run512(Rounds, s_factor, 1e-3f),
        256 => Run256(Rounds, s_factor, 1e-3f),
        _ => Run128(Rounds, s_factor, 1e-3f),
    };

    /// <summary>24 independent chains of multiply-adds on 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(int rounds, float factor, float summand)
    {
        Vector512<float> x = Vector512.Create(factor);
        Vector512<float> y = Vector512.Create(summand);
        Vector512<float> a0 = y;
        Vector512<float> a1 = a0 + y;
        Vector512<float> a2 = a1 + y;
        Vector512<float> a3 = a2 + y;
        Vector512<float> a4 = a3 + y;
        Vector512<float> a5 = a4 + y;
        Vector512<float> a6 = a5 + y;
        Vector512<float> a7 = a6 + y;
        Vector512<float> a8 = a7 + y;
        Vector512<float> a9 = a8 + y;
        Vector512<float> a10 = a9 + y;
        Vector512<float> a11 = a10 + y;
        Vector512<float> a12 = a11 + y;
        Vector512<float> a13 = a12 + y;
        Vector512<float> a14 = a13 + y;
        Vector512<float> a15 = a14 + y;
        Vector512<float> a16 = a15 + y;
        Vector512<float> a17 = a16 + y;
        Vector512<float> a18 = a17 + y;
        Vector512<float> a19 = a18 + y;
        Vector512<float> a20 = a19 + y;
        Vector512<float> a21 = a20 + y;
        Vector512<float> a22 = a21 + y;
        Vector512<float> a23 = a22 + y;
        for (int i = 0; i < rounds; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, x, y);
            a1 = Vector512.FusedMultiplyAdd(a1, x, y);
            a2 = Vector512.FusedMultiplyAdd(a2, x, y);
            a3 = Vector512.FusedMultiplyAdd(a3, x, y);
            a4 = Vector512.FusedMultiplyAdd(a4, x, y);
            a5 = Vector512.FusedMultiplyAdd(a5, x, y);
            a6 = Vector512.FusedMultiplyAdd(a6, x, y);
            a7 = Vector512.FusedMultiplyAdd(a7, x, y);
            a8 = Vector512.FusedMultiplyAdd(a8, x, y);
            a9 = Vector512.FusedMultiplyAdd(a9, x, y);
            a10 = Vector512.FusedMultiplyAdd(a10, x, y);
            a11 = Vector512.FusedMultiplyAdd(a11, x, y);
            a12 = Vector512.FusedMultiplyAdd(a12, x, y);
            a13 = Vector512.FusedMultiplyAdd(a13, x, y);
            a14 = Vector512.FusedMultiplyAdd(a14, x, y);
            a15 = Vector512.FusedMultiplyAdd(a15, x, y);
            a16 = Vector512.FusedMultiplyAdd(a16, x, y);
            a17 = Vector512.FusedMultiplyAdd(a17, x, y);
            a18 = Vector512.FusedMultiplyAdd(a18, x, y);
            a19 = Vector512.FusedMultiplyAdd(a19, x, y);
            a20 = Vector512.FusedMultiplyAdd(a20, x, y);
            a21 = Vector512.FusedMultiplyAdd(a21, x, y);
            a22 = Vector512.FusedMultiplyAdd(a22, x, y);
            a23 = Vector512.FusedMultiplyAdd(a23, x, y);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11
            + a12 + a13 + a14 + a15 + a16 + a17 + a18 + a19 + a20 + a21 + a22 + a23);
    }

    /// <summary>12 independent chains of multiply-adds on 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(int rounds, float factor, float summand)
    {
        Vector256<float> x = Vector256.Create(factor);
        Vector256<float> y = Vector256.Create(summand);
        Vector256<float> a0 = y;
        Vector256<float> a1 = a0 + y;
        Vector256<float> a2 = a1 + y;
        Vector256<float> a3 = a2 + y;
        Vector256<float> a4 = a3 + y;
        Vector256<float> a5 = a4 + y;
        Vector256<float> a6 = a5 + y;
        Vector256<float> a7 = a6 + y;
        Vector256<float> a8 = a7 + y;
        Vector256<float> a9 = a8 + y;
        Vector256<float> a10 = a9 + y;
        Vector256<float> a11 = a10 + y;
        for (int i = 0; i < rounds; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, x, y);
            a1 = Vector256.FusedMultiplyAdd(a1, x, y);
            a2 = Vector256.FusedMultiplyAdd(a2, x, y);
            a3 = Vector256.FusedMultiplyAdd(a3, x, y);
            a4 = Vector256.FusedMultiplyAdd(a4, x, y);
            a5 = Vector256.FusedMultiplyAdd(a5, x, y);
            a6 = Vector256.FusedMultiplyAdd(a6, x, y);
            a7 = Vector256.FusedMultiplyAdd(a7, x, y);
            a8 = Vector256.FusedMultiplyAdd(a8, x, y);
            a9 = Vector256.FusedMultiplyAdd(a9, x, y);
            a10 = Vector256.FusedMultiplyAdd(a10, x, y);
            a11 = Vector256.FusedMultiplyAdd(a11, x, y);
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    /// <summary>12 independent chains of multiply-adds on 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run128(int rounds, float factor, float summand)
    {
        Vector128<float> x = Vector128.Create(factor);
        Vector128<float> y = Vector128.Create(summand);
        Vector128<float> a0 = y;
        Vector128<float> a1 = a0 + y;
        Vector128<float> a2 = a1 + y;
        Vector128<float> a3 = a2 + y;
        Vector128<float> a4 = a3 + y;
        Vector128<float> a5 = a4 + y;
        Vector128<float> a6 = a5 + y;
        Vector128<float> a7 = a6 + y;
        Vector128<float> a8 = a7 + y;
        Vector128<float> a9 = a8 + y;
        Vector128<float> a10 = a9 + y;
        Vector128<float> a11 = a10 + y;
        for (int i = 0; i < rounds; i++)
        {
            a0 = Vector128.FusedMultiplyAdd(a0, x, y);
            a1 = Vector128.FusedMultiplyAdd(a1, x, y);
            a2 = Vector128.FusedMultiplyAdd(a2, x, y);
            a3 = Vector128.FusedMultiplyAdd(a3, x, y);
            a4 = Vector128.FusedMultiplyAdd(a4, x, y);
            a5 = Vector128.FusedMultiplyAdd(a5, x, y);
            a6 = Vector128.FusedMultiplyAdd(a6, x, y);
            a7 = Vector128.FusedMultiplyAdd(a7, x, y);
            a8 = Vector128.FusedMultiplyAdd(a8, x, y);
            a9 = Vector128.FusedMultiplyAdd(a9, x, y);
            a10 = Vector128.FusedMultiplyAdd(a10, x, y);
            a11 = Vector128.FusedMultiplyAdd(a11, x, y);
        }

        return Vector128.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }
}
