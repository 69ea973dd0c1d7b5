using System;
using System.Text;
using ModelGen.Data;

namespace Samples;

/// <summary>How often a class was taken for which.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    /// <summary>Counts the answers to a set of examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="answers">The class that was answered for each.</param>
    /// <param name="names">What the classes are called.</param>
    public ConfusionMatrix(ClassDataset<float> examples, ReadOnlySpan<int> answers, string[] names)
    {
        Names = names;
        _counts = new int[names.Length * names.Length];
        for (int i = 0; i < examples.Count; i++)
        {
            _counts[examples.Targets[i] * names.Length + answers[i]]++;
            Right += examples.Targets[i] == answers[i] ? 1 : 0;
        }

        Examples = examples.Count;
    }

    public string[] Names { get; }

    public int Examples { get; }

    /// <summary>The right answers.</summary>
    public int Right { get; }

    /// <summary>The share of right answers, 0 to 1.</summary>
    public double Accuracy => (double)Right / Examples;

    /// <summary>The examples of one class that were taken for another, or rightly for the same.</summary>
    public int this[int actual, int answered] => _counts[actual * Names.Length + answered];

    /// <summary>A table for a terminal: a line for each class, a column for each answer.</summary>
    public override string ToString()
    {
        int first = 1;
        foreach (string name in Names)
        {
            first = Math.Max(first, name.Length);
        }

        StringBuilder text = new();
        text.Append(' ', first);
        foreach (string name in Names)
        {
            text.Append($"{name[..Math.Min(name.Length, 5)],6}");
        }

        for (int actual = 0; actual < Names.Length; actual++)
        {
            text.AppendLine().Append(Names[actual].PadRight(first));
            for (int answered = 0; answered < Names.Length; answered++)
            {
                text.Append($"{(this[actual, answered] == 0 ? "·" : this[actual, answered].ToString()),6}");
            }
        }

        return text.ToString();
    }
}
