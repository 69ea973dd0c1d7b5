using System;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Training;

namespace ModelGen.Data;

/// <summary>Examples with numbers as targets.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dataset<T> : Examples<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Wraps the given memory without copying it.</summary>
    /// <param name="inputs">(count, <paramref name="inputLength"/>), row-major.</param>
    /// <param name="targets">(count, <paramref name="targetLength"/>), row-major.</param>
    /// <param name="inputLength">The numbers in the input of one example, 1 or more.</param>
    /// <param name="targetLength">The numbers in the target of one example, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths do not fit each other.</exception>
    public Dataset(ReadOnlyMemory<T> inputs, ReadOnlyMemory<T> targets, int inputLength, int targetLength)
        : base(inputs, targets, inputLength, targetLength)
    {
    }

    /// <summary>Two datasets: <paramref name="count"/> examples drawn with <paramref name="seed"/>, and the others.</summary>
    /// <param name="count">The examples of the first part, 1 up to Count.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">One part would be empty.</exception>
    public (Dataset<T> First, Dataset<T> Second) Split(int count, int seed)
    {
        (Rows first, Rows second) = SplitRows(count, seed);
        return (With(first), With(second));
    }

    /// <summary>
    /// Two datasets: the <paramref name="fraction"/> of the examples, rounded and drawn with <paramref name="seed"/>, and
    /// the others.
    /// </summary>
    /// <param name="fraction">The first part's share, between 0 and 1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or one part would be empty.</exception>
    public (Dataset<T> First, Dataset<T> Second) Split(double fraction, int seed) => Split(CountOf(fraction), seed);

    /// <summary>The <paramref name="count"/> examples from number <paramref name="start"/> on, without copying.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such examples.</exception>
    public Dataset<T> Slice(int start, int count) => With(SliceRows(start, count));

    /// <summary>The same examples with more numbers behind the inputs of each: their lengths, or what they count in the loss (<see cref="LossAttribute.SampleWeights"/>).</summary>
    /// <param name="numbers">(count, <paramref name="perExample"/>), row-major.</param>
    /// <param name="perExample">How many there are for an example, 1 or more.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public Dataset<T> AppendInputs(ReadOnlyMemory<T> numbers, int perExample = 1) => new(Appended(numbers, perExample), SliceRows(0, Count).Targets, InputLength + perExample, TargetLength);

    internal override double Sum(Metric metric, ReadOnlySpan<T> outputs, int first, int count, int rowLength)
        => metric.Sum(outputs, Targets.Slice(first * TargetLength, count * TargetLength), rowLength) * rowLength / TargetLength;

    internal override double OfRow(Metric metric, ReadOnlySpan<T> outputs, ReadOnlySpan<T> target) => metric.Sum(outputs, target, outputs.Length);

    // The one-hot row of no class.
    internal override bool IsIgnored(ReadOnlySpan<T> target, int ignoredClass) => ignoredClass != int.MinValue && !target.ContainsAnyExcept(T.Zero);

    internal override double WeightOf(ReadOnlySpan<T> target, ReadOnlySpan<double> weights)
    {
        double weight = 0;
        for (int i = 0; i < target.Length; i++)
        {
            weight += double.CreateTruncating(target[i]) * weights[i];
        }

        return weight;
    }

    internal override void CheckTargets(IExampleChecks<T> checks, string name) => checks.CheckTargets(Targets, name);

    internal override string? Misfit(int outputLength, TargetCounting counting, bool toTrain)
        => TargetLength == outputLength ? null : $"has {outputLength} outputs for an example, the data {TargetLength} targets";

    private Dataset<T> With(Rows rows) => new(rows.Inputs, rows.Targets, InputLength, TargetLength);
}
