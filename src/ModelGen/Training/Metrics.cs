using System;
using System.Numerics;

namespace ModelGen.Training;

/// <summary>The metrics as functions of outputs and targets, for use without <c>Fit</c>. Sums are taken in double precision.</summary>
public static class Metrics
{
    /// <summary>The share of right answers, 0 to 1.</summary>
    /// <inheritdoc cref="Metric.AccuracyAbove" path="/remarks"/>
    /// <param name="outputs">(count, <paramref name="outputLength"/>), row-major.</param>
    /// <param name="classes">The class of each example, (count).</param>
    /// <param name="outputLength">The outputs for one example, 1 or more.</param>
    /// <param name="threshold">Above which a single output is class 1: 0.5 for probabilities, 0 for logits.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths do not fit each other.</exception>
    public static double Accuracy<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> classes, int outputLength, double threshold = 0.5)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Mean(Metric.AccuracyAbove(threshold), outputs, classes, outputLength);

    /// <summary>The share of right answers, 0 to 1.</summary>
    /// <inheritdoc cref="Metric.AccuracyAbove" path="/remarks"/>
    /// <param name="outputs">(count, <paramref name="outputLength"/>), row-major.</param>
    /// <param name="targets">(count, <paramref name="outputLength"/>): one-hot rows or probabilities.</param>
    /// <param name="outputLength">The outputs for one example, 1 or more.</param>
    /// <param name="threshold">Above which a single output is class 1: 0.5 for probabilities, 0 for logits.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths do not fit each other.</exception>
    public static double Accuracy<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputLength, double threshold = 0.5)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Mean(Metric.AccuracyAbove(threshold), outputs, targets, outputLength);

    /// <summary>The mean of (output − target)² over all outputs.</summary>
    /// <exception cref="ArgumentException">There is no output, or not as many targets.</exception>
    public static double MeanSquaredError<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Mean(Metric.MeanSquaredError, outputs, targets, 1);

    /// <summary>The mean of |output − target| over all outputs.</summary>
    /// <exception cref="ArgumentException">There is no output, or not as many targets.</exception>
    public static double MeanAbsoluteError<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Mean(Metric.MeanAbsoluteError, outputs, targets, 1);

    /// <summary>The mean of any metric over examples with numbers as targets.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="outputs">(count, <paramref name="outputLength"/>), row-major.</param>
    /// <param name="targets">(count, <paramref name="outputLength"/>), row-major.</param>
    /// <param name="outputLength">The outputs for one example, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths do not fit each other.</exception>
    public static double Mean<T>(Metric metric, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputLength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(metric);
        int count = CountOf(outputs.Length, outputLength);
        if (targets.Length != outputs.Length)
        {
            throw new ArgumentException(
                $"There are {targets.Length} targets, expected the {outputs.Length} of the outputs.", nameof(targets));
        }

        return metric.Sum(outputs, targets, outputLength) / count;
    }

    /// <summary>The mean of any metric over examples with classes as targets.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="outputs">(count, <paramref name="outputLength"/>), row-major.</param>
    /// <param name="classes">The class of each example, (count).</param>
    /// <param name="outputLength">The outputs for one example, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no example, or the lengths do not fit each other.</exception>
    public static double Mean<T>(Metric metric, ReadOnlySpan<T> outputs, ReadOnlySpan<int> classes, int outputLength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(metric);
        int count = CountOf(outputs.Length, outputLength);
        if (classes.Length != count)
        {
            throw new ArgumentException(
                $"There are {classes.Length} classes, expected {count}: one for each {outputLength} of the {outputs.Length} outputs.",
                nameof(classes));
        }

        return metric.Sum(outputs, classes, outputLength) / count;
    }

    private static int CountOf(int outputs, int outputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputLength, 1);
        return outputs > 0 && outputs % outputLength == 0
            ? outputs / outputLength
            : throw new ArgumentException(
                $"There are {outputs} outputs, expected a positive multiple of the {outputLength} of one example.", nameof(outputs));
    }
}
