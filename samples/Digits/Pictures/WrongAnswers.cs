using System;
using System.Linq;
using ModelGen.Data;
using Samples.Pictures;

namespace Samples.Digits;

/// <summary>The digits that were taken for others.</summary>
internal static class WrongAnswers
{
    private const int Columns = 8;
    private const int MostShown = 5 * Columns;

    /// <summary>Draws the first of them as SVG, dark on light as on paper.</summary>
    public static string Draw(ClassDataset<float> examples, int[] answers)
    {
        int[] wrong = [.. Enumerable.Range(0, answers.Length).Where(i => answers[i] != examples.Targets[i])];
        SheetEntry[] entries = [.. wrong.Take(MostShown).Select(i => new SheetEntry(
            Address(examples, i), $"{examples.Targets[i]} read as {answers[i]}", Palette.Orange))];
        string shown = wrong.Length > MostShown ? $", the first {MostShown}" : "";
        return ContactSheet.Draw($"{wrong.Length} of {answers.Length:N0} digits misread{shown}", entries, Columns);
    }

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
