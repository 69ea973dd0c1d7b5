using System;
using System.Numerics;
using ModelGen.Training;

namespace ModelGen.Data;

/// <summary>Examples with a class as target: an index from 0 on.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ClassDataset<T> : Examples<T, int>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Wraps the given memory without copying it.</summary>
    /// <param name="inputs">(count, <paramref name="inputLength"/>), row-major.</param>
    /// <param name="classes">The class of each example, 0 or more.</param>
    /// <param name="inputLength">The numbers in the input of one example, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no example, the lengths do not fit each other, or a class is negative.</exception>
    public ClassDataset(ReadOnlyMemory<T> inputs, ReadOnlyMemory<int> classes, int inputLength)
        : base(inputs, classes, inputLength, targetLength: 1)
    {
        ReadOnlySpan<int> given = classes.Span;
        int largest = 0;
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i] < 0)
            {
                throw new ArgumentException($"The class of example {i} is {given[i]}, expected 0 or more.", nameof(classes));
            }

            largest = Math.Max(largest, given[i]);
        }

        LargestClass = largest;
    }

    /// <summary>The largest class that occurs.</summary>
    public int LargestClass { get; }

    /// <inheritdoc cref="Dataset{T}.Split(int, int)"/>
    public (ClassDataset<T> First, ClassDataset<T> Second) Split(int count, int seed)
    {
        (Rows first, Rows second) = SplitRows(count, seed);
        return (With(first), With(second));
    }

    /// <inheritdoc cref="Dataset{T}.Split(double, int)"/>
    public (ClassDataset<T> First, ClassDataset<T> Second) Split(double fraction, int seed) => Split(CountOf(fraction), seed);

    /// <inheritdoc cref="Dataset{T}.Slice"/>
    public ClassDataset<T> Slice(int start, int count) => With(SliceRows(start, count));

    /// <summary>The same examples with one-hot rows of <paramref name="classCount"/> numbers as targets.</summary>
    /// <exception cref="ArgumentException">A class is <paramref name="classCount"/> or more.</exception>
    public Dataset<T> ToOneHot(int classCount)
        => new(SliceRows(0, Count).Inputs, OneHot.Encode<T>(Targets, classCount), InputLength, classCount);

    /// <summary>The same examples with the class as one number, such as the 0 or 1 that a single sigmoid output learns.</summary>
    public Dataset<T> ToNumbers()
    {
        T[] numbers = new T[Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = T.CreateChecked(Targets[i]);
        }

        return new(SliceRows(0, Count).Inputs, numbers, InputLength, 1);
    }

    internal override double Sum(Metric metric, ReadOnlySpan<T> outputs, int first, int outputLength)
        => metric.Sum(outputs, Targets.Slice(first, outputs.Length / outputLength), outputLength);

    // A single output is measured against the class as a number.
    internal override string? Misfit(int outputLength, bool toTrain)
        => LargestClass < outputLength || (outputLength == 1 && !toTrain)
            ? null
            : $"has {outputLength} classes, but that of example {FirstFrom(outputLength)} is {Targets[FirstFrom(outputLength)]}";

    private int FirstFrom(int count)
    {
        int example = 0;
        while (Targets[example] < count)
        {
            example++;
        }

        return example;
    }

    private ClassDataset<T> With(Rows rows) => new(rows.Inputs, rows.Targets, InputLength);
}
