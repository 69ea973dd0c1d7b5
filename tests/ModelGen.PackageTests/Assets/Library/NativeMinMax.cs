namespace ModelGen.Numerics;

/// <summary>What .NET 9 lacks of what the library calls.</summary>
internal static class NativeMinMax
{
    extension(float)
    {
        public static float MinNative(float x, float y) => x < y ? x : y;
        public static float MaxNative(float x, float y) => x > y ? x : y;
    }

    extension(double)
    {
        public static double MinNative(double x, double y) => x < y ? x : y;
        public static double MaxNative(double x, double y) => x > y ? x : y;
    }
}
