using System;
using System.Collections.Immutable;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>
/// Shifts and scales every input column to mean 0 and deviation 1 (scikit-learn's StandardScaler): measure it on the
/// training data, apply it to all.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Standardizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Measures the columns of <paramref name="inputs"/>.</summary>
    /// <param name="inputs">(count, <paramref name="inputLength"/>), row-major.</param>
    /// <param name="inputLength">The number of columns, 1 or more.</param>
    /// <exception cref="ArgumentException">The length is not a positive multiple of <paramref name="inputLength"/>.</exception>
    public Standardizer(ReadOnlySpan<T> inputs, int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        int count = inputs.Length / inputLength;
        if (count == 0 || inputs.Length % inputLength != 0)
        {
            throw new ArgumentException(
                $"The inputs have {inputs.Length} numbers, expected a positive multiple of the {inputLength} columns.", nameof(inputs));
        }

        // The mean of what remains corrects the first mean's rounding.
        double[] means = new double[inputLength];
        AddMeanDifferences(inputs, means);
        AddMeanDifferences(inputs, means);

        // From the differences: the mean of squares minus the squared mean would cancel.
        double[] variances = new double[inputLength];
        for (int i = 0; i < inputs.Length; i++)
        {
            double difference = double.CreateTruncating(inputs[i]) - means[i % inputLength];
            variances[i % inputLength] += difference * difference / count;
        }

        Means = ImmutableArray.Create(means);
        double[] deviations = new double[inputLength];
        for (int i = 0; i < inputLength; i++)
        {
            deviations[i] = IsConstant(means[i], variances[i], count) ? 0 : Math.Sqrt(variances[i]);
        }

        Deviations = ImmutableArray.Create(deviations);
    }

    /// <summary>The mean of each column.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>
    /// The standard deviation of each column, from the mean of the squared differences (not n − 1). 0 for a constant column,
    /// which is only shifted.
    /// </summary>
    public ImmutableArray<double> Deviations { get; }

    /// <summary>(inputs − mean) / deviation, column by column.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of columns.</exception>
    public T[] Apply(ReadOnlySpan<T> inputs)
    {
        int columns = Means.Length;
        if (inputs.Length % columns != 0)
        {
            throw new ArgumentException(
                $"The inputs have {inputs.Length} numbers, expected a multiple of the {columns} columns.", nameof(inputs));
        }

        T[] result = new T[inputs.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int column = i % columns;
            double deviation = Deviations[column] == 0 ? 1 : Deviations[column];
            result[i] = T.CreateTruncating((double.CreateTruncating(inputs[i]) - Means[column]) / deviation);
        }

        return result;
    }

    /// <summary>The same examples with standardised inputs.</summary>
    /// <exception cref="ArgumentException">The data has another number of columns.</exception>
    public Dataset<T> Apply(Dataset<T> data)
    {
        CheckColumns(data);
        return new(Apply(data.Inputs), data.Targets.ToArray(), data.InputLength, data.TargetLength);
    }

    /// <inheritdoc cref="Apply(Dataset{T})"/>
    public ClassDataset<T> Apply(ClassDataset<T> data)
    {
        CheckColumns(data);
        return new(Apply(data.Inputs), data.Targets.ToArray(), data.InputLength);
    }

    /// <summary>Adds to each mean that of its column's differences from it.</summary>
    private static void AddMeanDifferences(ReadOnlySpan<T> inputs, Span<double> means)
    {
        double[] sums = new double[means.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            sums[i % sums.Length] += double.CreateTruncating(inputs[i]) - means[i % sums.Length];
        }

        for (int i = 0; i < sums.Length; i++)
        {
            means[i] += sums[i] / (inputs.Length / sums.Length);
        }
    }

    /// <summary>Rounding leaves a constant column with a tiny variance; this is scikit-learn's bound for it.</summary>
    private static bool IsConstant(double mean, double variance, int count)
    {
        const double Epsilon = 2.220446049250313e-16; // 2⁻⁵²
        double roundingOfMean = count * mean * Epsilon;
        return variance <= count * Epsilon * variance + roundingOfMean * roundingOfMean;
    }

    private void CheckColumns<TTarget>(Examples<T, TTarget> data)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputLength != Means.Length)
        {
            throw new ArgumentException(
                $"The data has {data.InputLength} input columns, expected the {Means.Length} that were measured.", nameof(data));
        }
    }
}
