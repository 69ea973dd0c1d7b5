using System;

namespace ModelGen.Numerics;

/// <summary>
/// The part of Vector512's interface that <see cref="ReferenceMath"/> uses, for single numbers and without an instruction that only some processors have: a
/// product and a sum are rounded one after the other everywhere.
/// </summary>
internal static class PlainScalar
{
    public static bool IsSupported => false;

    public static float Create(float x) => x;
    public static double Create(double x) => x;
    public static int Create(int x) => x;
    public static long Create(long x) => x;

    public static float Abs(float x) => float.Abs(x);
    public static double Abs(double x) => double.Abs(x);

    // The second operand where one of the two is not a number, or both are zeros.
    public static float MinNative(float x, float y) => x < y ? x : y;
    public static double MinNative(double x, double y) => x < y ? x : y;
    public static float MaxNative(float x, float y) => x > y ? x : y;
    public static double MaxNative(double x, double y) => x > y ? x : y;

    public static float MultiplyAddEstimate(float x, float y, float z) => (x * y) + z;
    public static double MultiplyAddEstimate(double x, double y, double z) => (x * y) + z;

    public static bool LessThan(float x, float y) => x < y;
    public static bool LessThan(double x, double y) => x < y;
    public static bool GreaterThan(float x, float y) => x > y;
    public static bool GreaterThan(double x, double y) => x > y;
    public static bool Equals(float x, float y) => x == y;
    public static bool Equals(double x, double y) => x == y;

    public static float ConditionalSelect(bool condition, float x, float y) => condition ? x : y;
    public static double ConditionalSelect(bool condition, double x, double y) => condition ? x : y;

    public static float Scale(float x, float n) => throw new NotSupportedException();
    public static double Scale(double x, double n) => throw new NotSupportedException();
}
