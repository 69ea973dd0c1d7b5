using System;
using ModelGen.Data;
using ModelGen.Numerics;
using Samples.Digits;

namespace Samples.FineTune;

/// <summary>Letters written by the same hands as the digits: few to learn from, and many others.</summary>
internal sealed record DrawnLetters(ClassDataset<float> Training, ClassDataset<float> Test)
{
    private const int TestOfEach = 100;

    /// <summary>Draws so many of each letter to learn from, and 100 of each to test with.</summary>
    public static DrawnLetters Make(int ofEach, int seed)
    {
        ModelRandom random = new(seed);
        return new(Draw(ofEach, ref random), Draw(TestOfEach, ref random));
    }

    private static ClassDataset<float> Draw(int ofEach, ref ModelRandom random)
    {
        int count = ofEach * LetterStrokes.Count;
        float[] pixels = new float[count * DigitData.Pixels];
        int[] letters = new int[count];
        for (int i = 0; i < count; i++)
        {
            letters[i] = i % LetterStrokes.Count;
            Handwriting.Draw(LetterStrokes.Of(letters[i]), ref random, pixels.AsSpan(i * DigitData.Pixels, DigitData.Pixels));
        }

        return new(pixels, letters, DigitData.Pixels);
    }
}
