using System;
using System.Numerics;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>What the metrics average, summed over examples in double precision. Lengths have been checked.</summary>
internal static class MetricSums
{
    /// <summary>From which target on a single number stands for class 1.</summary>
    private const double TargetThreshold = 0.5;

    public static int Right<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> classes, int outputLength, double threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int right = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            right += ClassOf(outputs.Slice(i * outputLength, outputLength), threshold) == classes[i] ? 1 : 0;
        }

        return right;
    }

    public static int Right<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputLength, double threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int right = 0;
        for (int i = 0; i < outputs.Length; i += outputLength)
        {
            int answer = ClassOf(outputs.Slice(i, outputLength), threshold);
            right += answer >= 0 && answer == ClassOf(targets.Slice(i, outputLength), TargetThreshold) ? 1 : 0;
        }

        return right;
    }

    public static double Squares<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = double.CreateTruncating(outputs[i]) - double.CreateTruncating(targets[i]);
            sum += difference * difference;
        }

        return sum;
    }

    public static double Squares<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> classes, int outputLength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = double.CreateTruncating(outputs[i]) - TargetOf(classes, i, outputLength);
            sum += difference * difference;
        }

        return sum;
    }

    public static double Absolutes<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            sum += Math.Abs(double.CreateTruncating(outputs[i]) - double.CreateTruncating(targets[i]));
        }

        return sum;
    }

    public static double Absolutes<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> classes, int outputLength)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            sum += Math.Abs(double.CreateTruncating(outputs[i]) - TargetOf(classes, i, outputLength));
        }

        return sum;
    }

    /// <summary>The class that a row stands for, −1 if it has a NaN.</summary>
    internal static int ClassOf<T>(ReadOnlySpan<T> row, double threshold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (row.Length > 1 || T.IsNaN(row[0]))
        {
            return OneHot.LargestOf(row);
        }

        return double.CreateTruncating(row[0]) > threshold ? 1 : 0;
    }

    /// <summary>Number <paramref name="index"/> of the one-hot rows of the classes; with one output, the class itself.</summary>
    private static int TargetOf(ReadOnlySpan<int> classes, int index, int outputLength)
    {
        int target = classes[index / outputLength];
        return outputLength == 1 ? target : target == index % outputLength ? 1 : 0;
    }
}
