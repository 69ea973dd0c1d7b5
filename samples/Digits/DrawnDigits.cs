using System;
using ModelGen.Data;
using ModelGen.Numerics;

namespace Samples.Digits;

/// <summary>Digits as if written by many hands.</summary>
internal static class DrawnDigits
{
    private const int TrainingCount = 8000;
    private const int TestCount = 2000;

    /// <summary>Draws 8,000 digits to learn from and 2,000 others.</summary>
    public static DigitData Make(int seed)
    {
        const int Count = TrainingCount + TestCount;
        float[] pixels = new float[Count * DigitData.Pixels];
        int[] digits = new int[Count];
        ModelRandom random = new(seed);
        for (int i = 0; i < Count; i++)
        {
            digits[i] = i % 10;
            Handwriting.Draw(DigitStrokes.Of(digits[i]), ref random, pixels.AsSpan(i * DigitData.Pixels, DigitData.Pixels));
        }

        ClassDataset<float> all = new(pixels, digits, DigitData.Pixels);
        return new(all.Slice(0, TrainingCount), all.Slice(TrainingCount, TestCount));
    }
}
