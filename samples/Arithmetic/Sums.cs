using System;
using System.Linq;
using ModelGen.Data;

namespace Samples.Arithmetic;

/// <summary>Sums of two numbers from 0 to 99, as text and as what the network reads.</summary>
internal static class Sums
{
    public const string Alphabet = "0123456789+=.";

    /// <summary>The characters that the network reads of the longest sum, <c>99+99=198.</c>: all but the last.</summary>
    public const int Steps = 9;

    /// <summary>The class where nothing is asked for.</summary>
    public const int Given = -1;

    private const int Numbers = 100;

    /// <summary>What the network is given: <c>47+85=</c>.</summary>
    public static string Question(int sum) => $"{sum / Numbers}+{sum % Numbers}=";

    /// <summary>What it is to write: <c>132.</c></summary>
    public static string Answer(int sum) => $"{(sum / Numbers) + (sum % Numbers)}.";

    /// <summary>All sums in random order, cut in two.</summary>
    /// <param name="training">How many are learned from.</param>
    public static (int[] Training, int[] Unseen) Draw(int training, int seed)
    {
        int[] all = [.. Enumerable.Range(0, Numbers * Numbers)];
        new Random(seed).Shuffle(all);
        return (all[..training], all[training..]);
    }

    /// <summary>For each character the next one, from the equals sign on.</summary>
    public static ClassDataset<float> ToExamples(int[] sums)
    {
        float[] inputs = new float[sums.Length * Steps];
        int[] next = new int[inputs.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            string question = Question(sums[i]), text = question + Answer(sums[i]);
            for (int t = 0; t < Steps; t++)
            {
                inputs[(i * Steps) + t] = Alphabet.IndexOf(text[Math.Min(t, text.Length - 1)]);
                bool isAsked = t + 1 >= question.Length && t + 1 < text.Length;
                next[(i * Steps) + t] = isAsked ? Alphabet.IndexOf(text[t + 1]) : Given;
            }
        }

        return new ClassDataset<float>(inputs, next, Steps, classesPerExample: Steps, ignoredClass: Given);
    }
}
