using System;

namespace Benchmarks.OnnxRuntime;

/// <summary>Whether two computed the same, up to the order of their sums.</summary>
internal static class Agreement
{
    private const float Tolerance = 1e-5f;

    /// <summary>The first number that differs by more than a part of the largest, as text; null if none does.</summary>
    public static string? Difference(ReadOnlySpan<float> modelGen, ReadOnlySpan<float> onnxRuntime)
    {
        float largest = 1;
        foreach (float number in onnxRuntime)
        {
            largest = Math.Max(largest, Math.Abs(number));
        }

        for (int i = 0; i < modelGen.Length; i++)
        {
            // Not a number differs from everything.
            if (!(Math.Abs(modelGen[i] - onnxRuntime[i]) <= Tolerance * largest))
            {
                return FormattableString.Invariant($"output {i} is {modelGen[i]} by ModelGen and {onnxRuntime[i]} by ONNX Runtime");
            }
        }

        return null;
    }
}
