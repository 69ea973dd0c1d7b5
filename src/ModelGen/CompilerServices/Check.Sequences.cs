using System;
using System.Globalization;
using System.Numerics;

namespace ModelGen.CompilerServices;

/// <content>Sequences that have lengths of their own.</content>
public static partial class Check
{
    /// <summary>
    /// Checks class indices at each of at most <paramref name="times"/> times, of which an example's length are real: behind its end they may be anything. Lengths, which have been
    /// checked, stand at <paramref name="lengthAt"/> of rows of <paramref name="perInput"/> numbers.
    /// </summary>
    /// <exception cref="ArgumentException">It is not so.</exception>
    public static void Classes<T>(
        string model, string parameter, ReadOnlySpan<int> classes, int examples, int count, int perExample, ReadOnlySpan<T> inputs, int perInput, int lengthAt, int times, int ignored = int.MinValue)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Length(model, parameter, classes.Length, examples, perExample);
        for (int example = 0; example < examples; example++)
        {
            int first = example * perExample, real = int.CreateTruncating(inputs[(example * perInput) + lengthAt]) * (perExample / times);
            for (int i = first; i < first + real; i++)
            {
                Class(model, parameter, classes, i, count, ignored);
            }
        }
    }

    /// <summary>
    /// Checks that of the <paramref name="perExample"/> numbers of every example, that at <paramref name="at"/> is the length of a sequence of input <paramref name="input"/>: a
    /// whole number from 1 to <paramref name="times"/>.
    /// </summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public static void Lengths<T>(string model, string input, string parameter, ReadOnlySpan<T> inputs, int perExample, int at, int times)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T most = T.CreateTruncating(times);
        for (int i = at; i < inputs.Length; i += perExample)
        {
            // NaN is not even equal to itself.
            if (!(inputs[i] >= T.One && inputs[i] <= most && T.Truncate(inputs[i]) == inputs[i]))
            {
                throw new ArgumentException(
                    $"{model}: behind the numbers of input '{input}' stands the length of its sequence, a whole number from 1 to {times}, but {parameter}[{i}], "
                    + string.Create(CultureInfo.InvariantCulture, $"that of example {i / perExample}, is {inputs[i]}."),
                    parameter);
            }
        }
    }

    /// <summary>
    /// Checks that of the <paramref name="perExample"/> numbers of every example, the <paramref name="count"/> from <paramref name="first"/> on, those of input <paramref name="input"/>, can say
    /// what it counts in a loss: finite numbers of 0 or more.
    /// </summary>
    /// <exception cref="ArgumentException">One cannot.</exception>
    public static void SampleWeights<T>(string model, string input, string parameter, ReadOnlySpan<T> inputs, int perExample, int first, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int start = first; start < inputs.Length; start += perExample)
        {
            for (int i = start; i < start + count; i++)
            {
                if (!(inputs[i] >= T.Zero && T.IsFinite(inputs[i])))
                {
                    throw new ArgumentException(
                        $"{model}: input '{input}' says what an example counts in the loss, a finite number of 0 or more, but {parameter}[{i}], "
                        + string.Create(CultureInfo.InvariantCulture, $"that of example {i / perExample}, is {inputs[i]}."),
                        parameter);
                }
            }
        }
    }

    /// <summary>Keeps the lengths of the examples' sequences for a later check.</summary>
    public static void KeepLengths<T>(ReadOnlySpan<T> inputs, int perExample, int at, Span<T> lengths)
        where T : unmanaged
    {
        for (int example = 0; example < inputs.Length / perExample; example++)
        {
            lengths[example] = inputs[(example * perExample) + at];
        }
    }
}
