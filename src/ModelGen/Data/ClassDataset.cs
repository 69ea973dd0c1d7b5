using System;
using System.Numerics;
using ModelGen.Training;

namespace ModelGen.Data;

/// <summary>Examples with a class as target, or one for each position of the outputs: indices from 0 on.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ClassDataset<T> : Examples<T, int>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Wraps the given memory without copying it.</summary>
    /// <param name="inputs">(count, <paramref name="inputLength"/>), row-major.</param>
    /// <param name="classes">(count, <paramref name="classesPerExample"/>), each 0 or more.</param>
    /// <param name="inputLength">The numbers in the input of one example, 1 or more.</param>
    /// <param name="classesPerExample">How many classes an example has, 1 or more: one for each position of outputs with several dimensions.</param>
    /// <param name="ignoredClass">
    /// The index that stands for no class, as <see cref="SoftmaxCrossEntropyLossAttribute.IgnoreIndex"/>, such as −100; <see cref="int.MinValue"/> for none.
    /// </param>
    /// <exception cref="ArgumentException">There is no example, the lengths do not fit each other, or a class is negative and not ignored.</exception>
    public ClassDataset(ReadOnlyMemory<T> inputs, ReadOnlyMemory<int> classes, int inputLength, int classesPerExample = 1, int ignoredClass = int.MinValue)
        : base(inputs, classes, inputLength, classesPerExample)
    {
        IgnoredClass = ignoredClass;
        ReadOnlySpan<int> given = classes.Span;
        int largest = 0;
        for (int i = 0; i < given.Length; i++)
        {
            if (IsIgnored(given[i]))
            {
                continue;
            }

            if (given[i] < 0)
            {
                throw new ArgumentException($"{char.ToUpperInvariant(Place(i)[0])}{Place(i)[1..]} is {given[i]}, expected 0 or more.", nameof(classes));
            }

            largest = Math.Max(largest, given[i]);
        }

        LargestClass = largest;
    }

    /// <summary>The largest class that occurs.</summary>
    public int LargestClass { get; }

    /// <summary>The index that stands for no class, which metrics leave out; <see cref="int.MinValue"/> if there is none.</summary>
    public int IgnoredClass { get; }

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
    /// <exception cref="ArgumentException">A class is <paramref name="classCount"/> or more, or negative since it is ignored.</exception>
    public Dataset<T> ToOneHot(int classCount)
        => new(SliceRows(0, Count).Inputs, OneHot.Encode<T>(Targets, classCount), InputLength, TargetLength * classCount);

    /// <summary>The same examples with the class as one number, such as the 0 or 1 that a single sigmoid output learns.</summary>
    public Dataset<T> ToNumbers()
    {
        T[] numbers = new T[Targets.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = T.CreateChecked(Targets[i]);
        }

        return new(SliceRows(0, Count).Inputs, numbers, InputLength, TargetLength);
    }

    internal override double Sum(Metric metric, ReadOnlySpan<T> outputs, int first, int count, int rowLength)
        => metric.Sum(outputs, Targets.Slice(first * TargetLength, count * TargetLength), rowLength) / TargetLength;

    internal override bool IgnoresSome => IgnoredClass != int.MinValue;

    internal override double SumOfRows(Metric metric, ReadOnlySpan<T> outputs, int example, int rows, int rowLength, out int counted)
    {
        ReadOnlySpan<int> classes = Target(example)[..rows];
        double sum = 0;
        counted = 0;
        for (int i = 0; i < rows; i++)
        {
            if (!IsIgnored(classes[i]))
            {
                sum += metric.Sum(outputs.Slice(i * rowLength, rowLength), classes.Slice(i, 1), rowLength);
                counted++;
            }
        }

        return sum;
    }

    internal override int Counted(ReadOnlySpan<int> targets, int rows) => rows - (IgnoresSome ? targets[..rows].Count(IgnoredClass) : 0);

    private bool IsIgnored(int given) => given == IgnoredClass && IgnoredClass != int.MinValue;

    // A single output is measured against the class as a number.
    internal override string? Misfit(int outputLength, int rowLength, bool toTrain)
        => TargetLength != outputLength / rowLength
            ? $"takes {outputLength / rowLength} classes for an example, the data has {TargetLength}"
            : LargestClass < rowLength || (rowLength == 1 && !toTrain)
                ? null
                : $"has {rowLength} classes, but {Place(FirstFrom(rowLength))} is {Targets[FirstFrom(rowLength)]}";

    private int FirstFrom(int count)
    {
        int place = 0;
        while (Targets[place] < count || IsIgnored(Targets[place]))
        {
            place++;
        }

        return place;
    }

    private string Place(int i) => TargetLength == 1 ? $"the class of example {i}" : $"the class at position {i % TargetLength} of example {i / TargetLength}";

    private ClassDataset<T> With(Rows rows) => new(rows.Inputs, rows.Targets, InputLength, TargetLength, IgnoredClass);
}
