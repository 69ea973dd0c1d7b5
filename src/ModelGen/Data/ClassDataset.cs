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
    /// The index that stands for no class, as <see cref="SoftmaxCrossEntropyLossAttribute.IgnoreIndex"/>, such as −100; <see cref="int.MinValue"/> for none. What the model's loss ignores,
    /// metrics leave out without being told. In the padding of sequences with lengths, classes may be any.
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
                throw new ArgumentException($"{char.ToUpperInvariant(Place(i)[0])}{Place(i)[1..]} is {given[i]}, expected 0 or more; what stands for no class, or in the padding of sequences, is named as ignoredClass.", nameof(classes));
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

    /// <inheritdoc cref="Dataset{T}.AppendInputs"/>
    public ClassDataset<T> AppendInputs(ReadOnlyMemory<T> numbers, int perExample = 1) => new(Appended(numbers, perExample), SliceRows(0, Count).Targets, InputLength + perExample, TargetLength, IgnoredClass);

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

    internal override double OfRow(Metric metric, ReadOnlySpan<T> outputs, ReadOnlySpan<int> target) => metric.Sum(outputs, target, outputs.Length);

    internal override bool IsIgnored(ReadOnlySpan<int> target, int ignoredClass) => target[0] == ignoredClass && ignoredClass != int.MinValue;

    internal override double WeightOf(ReadOnlySpan<int> target, ReadOnlySpan<double> weights) => weights[target[0]];

    internal override int IgnoredByData => IgnoredClass;

    internal override string? Misfit(int outputLength, TargetCounting counting, bool toTrain)
    {
        int positions = outputLength / counting.RowLength, ignored = counting.IgnoredByModel;
        bool isOneSided = IgnoredClass == int.MinValue || ignored == int.MinValue;
        return TargetLength != positions ? $"takes {positions} classes for an example, the data has {TargetLength}"
            : !isOneSided && IgnoredClass != ignored ? $"ignores class {ignored}, but the data class {IgnoredClass}"

            // A single output is measured against the class as a number.
            : counting.RowLength == 1 && !toTrain ? null
            : FirstUnfit(counting, toTrain) is not (>= 0 and var place) ? null
            : $"has {counting.RowLength} classes, but {Place(place)} is {Targets[place]}{(IsIgnored(Targets[place]) ? ", which the data ignores and the loss does not: say so by its IgnoreIndex" : "")}";
    }

    /// <summary>The first class that is none of the model's, where sequences are real; −1 if there is none.</summary>
    private int FirstUnfit(TargetCounting counting, bool toTrain)
    {
        int ignored = toTrain ? counting.IgnoredByModel : counting.IgnoredClass;
        if (LargestClass < counting.RowLength && (IgnoredClass == int.MinValue || IgnoredClass == ignored))
        {
            return -1;
        }

        for (int example = 0; example < Count; example++)
        {
            ReadOnlySpan<int> classes = Target(example)[..Math.Min(TargetLength, counting.RealRows(Input(example)))];
            for (int row = 0; row < classes.Length; row++)
            {
                bool isClass = (uint)classes[row] < (uint)counting.RowLength && !(toTrain && IsIgnored(classes[row]));
                if (!isClass && !(classes[row] == ignored && ignored != int.MinValue))
                {
                    return (example * TargetLength) + row;
                }
            }
        }

        return -1;
    }

    private bool IsIgnored(int given) => given == IgnoredClass && IgnoredClass != int.MinValue;

    private string Place(int i) => TargetLength == 1 ? $"the class of example {i}" : $"the class at position {i % TargetLength} of example {i / TargetLength}";

    private ClassDataset<T> With(Rows rows) => new(rows.Inputs, rows.Targets, InputLength, TargetLength, IgnoredClass);
}
