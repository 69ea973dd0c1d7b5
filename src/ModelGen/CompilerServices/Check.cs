using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.CompilerServices;

/// <summary>The checks at the door of generated members: once a call, naming model, parameter, expected and given.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Check
{
    /// <summary>The number of examples in a span of <paramref name="length"/> numbers: 1 to <paramref name="most"/>.</summary>
    /// <exception cref="ArgumentException">It is not a whole number of examples, none, or too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Examples(string model, string parameter, int length, int perExample, int most = int.MaxValue)
    {
        int examples = (int)((uint)length / (uint)perExample);
        if (examples * perExample != length || (uint)(examples - 1) >= (uint)most)
        {
            ThrowExamples(model, parameter, length, perExample, most);
        }

        return examples;
    }

    /// <summary>Checks that a span has <paramref name="perExample"/> numbers for each example.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(string model, string parameter, int length, int examples, int perExample)
    {
        if (length != (long)examples * perExample)
        {
            ThrowLength(model, parameter, length, examples, perExample);
        }
    }

    /// <summary>Checks that there are <paramref name="count"/> parameters.</summary>
    /// <exception cref="ArgumentException">There are not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Parameters(string model, string parameter, int length, int count)
    {
        if (length != count)
        {
            ThrowParameters(model, parameter, length, count);
        }
    }

    /// <summary>Checks that there is a class index for each example, and that each is 0 up to <paramref name="count"/>.</summary>
    /// <exception cref="ArgumentException">It is not so.</exception>
    public static void Classes(string model, string parameter, ReadOnlySpan<int> classes, int examples, int count)
    {
        Length(model, parameter, classes.Length, examples, 1);
        for (int i = 0; i < classes.Length; i++)
        {
            if ((uint)classes[i] >= (uint)count)
            {
                throw new ArgumentException($"{model}: the classes in {parameter} go from 0 to {count - 1}, but {parameter}[{i}] is {classes[i]}.", parameter);
            }
        }
    }

    /// <summary>
    /// Checks that of the <paramref name="perExample"/> numbers of every example, <paramref name="length"/> from <paramref name="first"/> on are indices: whole
    /// numbers from 0 up to <paramref name="count"/>.
    /// </summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public static void Indices<T>(string model, string layer, string parameter, ReadOnlySpan<T> inputs, int perExample, int first, int length, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T end = T.CreateTruncating(count);
        for (int example = 0; example < inputs.Length; example += perExample)
        {
            ReadOnlySpan<T> indices = inputs.Slice(example + first, length);
            for (int i = 0; i < indices.Length; i++)
            {
                // NaN is not even equal to itself.
                if (!(indices[i] >= T.Zero && indices[i] < end && T.Truncate(indices[i]) == indices[i]))
                {
                    throw new ArgumentException(
                        $"{model}: layer '{layer}' takes whole numbers from 0 to {count - 1} as indices, but {parameter}[{example + first + i}], "
                        + string.Create(CultureInfo.InvariantCulture, $"index {i} of example {example / perExample}, is {indices[i]}."),
                        parameter);
                }
            }
        }
    }

    /// <summary>Checks that <c>Backward</c> has a <c>Forward</c> to work on.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HasForward(string model, int examples)
    {
        if (examples == 0)
        {
            throw new InvalidOperationException($"{model}: Backward takes the examples of the Forward before it; call Forward first, once for each Backward.");
        }
    }

    /// <summary>Checks that <c>Update</c> has gradients to work on.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HasGradients(string model, bool has)
    {
        if (!has)
        {
            throw new InvalidOperationException($"{model}: Update takes the gradients of the Backward before it; call Forward and Backward first. (TrainBatch has updated the parameters itself.)");
        }
    }

    /// <summary>Checks a number of threads.</summary>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not 1 to 256.</exception>
    public static int DegreeOfParallelism(string model, int threads) => threads is >= 1 and <= TrainingTeam<float>.MostThreads
        ? threads
        : throw new ArgumentOutOfRangeException(
            nameof(DegreeOfParallelism), threads, $"{model}: DegreeOfParallelism is 1 to {TrainingTeam<float>.MostThreads} threads.");

    [DoesNotReturn]
    private static void ThrowExamples(string model, string parameter, int length, int perExample, int most) => throw new ArgumentException(
        most == int.MaxValue
            ? $"{model}: {parameter} takes a positive multiple of {perExample} numbers, {perExample} for each example, but has {length}."
            : $"{model}: {parameter} takes {perExample} numbers for each of 1 to {most} examples (MaxBatch), but has {length}.",
        parameter);

    [DoesNotReturn]
    private static void ThrowLength(string model, string parameter, int length, int examples, int perExample) => throw new ArgumentException(
        $"{model}: {parameter} takes {(long)examples * perExample} numbers, {perExample} for each of {examples} examples, but has {length}.",
        parameter);

    [DoesNotReturn]
    private static void ThrowParameters(string model, string parameter, int length, int count) => throw new ArgumentException(
        $"{model}: {parameter} takes all {count} parameters of the model, but has {length} numbers.", parameter);
}
