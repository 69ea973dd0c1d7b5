using System;
using System.Collections.Generic;
using ModelGen.Data;
using Samples.Digits;
using Samples.Pictures;

namespace Samples.FineTune;

/// <summary>Unseen letters, and what each was read as.</summary>
internal static class LettersPicture
{
    private const int Columns = 13;
    private const int Shown = 4 * Columns;

    public static string Draw(string title, ClassDataset<float> examples, int[] answers)
    {
        List<SheetEntry> entries = [];
        for (int i = 0; i < Shown; i++)
        {
            bool right = answers[i] == examples.Targets[i];
            entries.Add(new(Address(examples, i), ((char)('A' + answers[i])).ToString(), right ? Palette.Blue : Palette.Orange));
        }

        return ContactSheet.Draw(title, entries, Columns);
    }

    /// <summary>The picture, dark on light as on paper.</summary>
    private static string Address(ClassDataset<float> examples, int index)
    {
        Span<float> paper = stackalloc float[DigitData.Pixels];
        for (int i = 0; i < paper.Length; i++)
        {
            paper[i] = 1 - examples.Inputs[index * DigitData.Pixels + i];
        }

        return Png.Address(paper, DigitData.Side, channels: 1);
    }
}
