using System;
using System.Numerics;

namespace ModelGen.Training;

/// <summary>A figure that tells how good outputs are, beside the loss: a mean over the examples, and over their positions where outputs have several dimensions; of sequences with lengths over the real ones.</summary>
public sealed record Metric
{
    private readonly Kind _kind;
    private readonly double _threshold;

    private Metric(string name, Kind kind, double threshold = 0)
    {
        Name = name;
        _kind = kind;
        _threshold = threshold;
    }

    private enum Kind
    {
        Accuracy,
        MeanSquaredError,
        MeanAbsoluteError,
    }

    /// <summary>The share of right answers, 0 to 1; a single output is a probability, so that above 0.5 is class 1.</summary>
    /// <inheritdoc cref="AccuracyAbove" path="/remarks"/>
    public static Metric Accuracy { get; } = AccuracyAbove(0.5);

    /// <summary>The share of right answers, 0 to 1; a single output is a logit, so that above 0 is class 1.</summary>
    /// <inheritdoc cref="AccuracyAbove" path="/remarks"/>
    public static Metric AccuracyOfLogits { get; } = AccuracyAbove(0);

    /// <summary>
    /// The mean of (output − target)² over all outputs; a class counts as its one-hot row, or as a number if there is one
    /// output.
    /// </summary>
    public static Metric MeanSquaredError { get; } = new("mean squared error", Kind.MeanSquaredError);

    /// <summary>
    /// The mean of |output − target| over all outputs; a class counts as its one-hot row, or as a number if there is one
    /// output.
    /// </summary>
    public static Metric MeanAbsoluteError { get; } = new("mean absolute error", Kind.MeanAbsoluteError);

    /// <summary>What the metric is called.</summary>
    public string Name { get; }

    /// <summary>Above which a single output is class 1; null if the metric knows no classes.</summary>
    internal double? ClassThreshold => _kind == Kind.Accuracy ? _threshold : null;

    /// <summary>The share of right answers, 0 to 1; a single output above <paramref name="threshold"/> is class 1.</summary>
    /// <remarks>
    /// Of several outputs the largest, the first of equals, is the answer. Outputs with a NaN are wrong. Of targets that are
    /// numbers the class is found likewise, at 0.5.
    /// </remarks>
    public static Metric AccuracyAbove(double threshold) => new("accuracy", Kind.Accuracy, threshold);

    /// <summary>The metric's name.</summary>
    public override string ToString() => Name;

    /// <summary>The sum over the examples of what the metric averages.</summary>
    internal double Sum<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputLength)
        where T : unmanaged, IFloatingPointIeee754<T>
        => _kind switch
        {
            Kind.Accuracy => MetricSums.Right(outputs, targets, outputLength, _threshold),
            Kind.MeanSquaredError => MetricSums.Squares(outputs, targets) / outputLength,
            _ => MetricSums.Absolutes(outputs, targets) / outputLength,
        };

    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, int)"/>
    internal double Sum<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> classes, int outputLength)
        where T : unmanaged, IFloatingPointIeee754<T>
        => _kind switch
        {
            Kind.Accuracy => MetricSums.Right(outputs, classes, outputLength, _threshold),
            Kind.MeanSquaredError => MetricSums.Squares(outputs, classes, outputLength) / outputLength,
            _ => MetricSums.Absolutes(outputs, classes, outputLength) / outputLength,
        };
}
