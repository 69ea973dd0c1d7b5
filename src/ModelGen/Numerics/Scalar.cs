using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelGen.Numerics;

/// <summary>The part of Vector512's interface that <see cref="VectorMath"/> uses, for vectors of one element.</summary>
internal static class Scalar
{
    public static bool IsSupported => Avx512F.IsSupported;

    public static float Create(float x) => x;
    public static double Create(double x) => x;
    public static int Create(int x) => x;
    public static long Create(long x) => x;

    public static int AsInt32(this float x) => BitConverter.SingleToInt32Bits(x);
    public static float AsSingle(this int x) => BitConverter.Int32BitsToSingle(x);
    public static long AsInt64(this double x) => BitConverter.DoubleToInt64Bits(x);
    public static double AsDouble(this long x) => BitConverter.Int64BitsToDouble(x);

    public static float Abs(float x) => float.Abs(x);
    public static double Abs(double x) => double.Abs(x);
    public static float MinNative(float x, float y) => float.MinNative(x, y);
    public static double MinNative(double x, double y) => double.MinNative(x, y);
    public static float MaxNative(float x, float y) => float.MaxNative(x, y);
    public static double MaxNative(double x, double y) => double.MaxNative(x, y);

    public static float MultiplyAddEstimate(float x, float y, float z) => float.MultiplyAddEstimate(x, y, z);
    public static double MultiplyAddEstimate(double x, double y, double z) => double.MultiplyAddEstimate(x, y, z);

    public static bool LessThan(float x, float y) => x < y;
    public static bool LessThan(double x, double y) => x < y;
    public static bool GreaterThan(float x, float y) => x > y;
    public static bool GreaterThan(double x, double y) => x > y;
    public static bool Equals(float x, float y) => x == y;
    public static bool Equals(double x, double y) => x == y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ConditionalSelect(bool condition, float x, float y) => condition ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ConditionalSelect(bool condition, double x, double y) => condition ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Scale(float x, float n) =>
        Avx512F.ScaleScalar(Vector128.CreateScalarUnsafe(x), Vector128.CreateScalarUnsafe(n)).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Scale(double x, double n) =>
        Avx512F.ScaleScalar(Vector128.CreateScalarUnsafe(x), Vector128.CreateScalarUnsafe(n)).ToScalar();
}
