using System;
using System.Numerics;
using System.Threading;
using ModelGen.CompilerServices;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>Metrics of a model on data of any size.</summary>
public static class Measuring
{
    /// <summary>
    /// The examples predicted at once: enough to fill the widest kernel, few enough to stay in the cache and to notice a
    /// cancellation.
    /// </summary>
    internal const int LargestPart = 256;

    /// <summary>Predicts every example and measures the outputs against the targets.</summary>
    /// <param name="model">The model; only its parameters are read.</param>
    /// <param name="data">The examples; lengths as the model's.</param>
    /// <param name="metric">What to measure.</param>
    /// <exception cref="ArgumentException">The data does not fit the model.</exception>
    public static double Measure<TModel, T>(this TModel model, Dataset<T> data, Metric metric)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => Measure<TModel, T, T>(model, data, metric);

    /// <inheritdoc cref="Measure{TModel, T}(TModel, Dataset{T}, Metric)"/>
    public static double Measure<TModel, T>(this TModel model, ClassDataset<T> data, Metric metric)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => Measure<TModel, T, int>(model, data, metric);

    /// <summary>
    /// Measures several metrics with one prediction of every example, through <paramref name="outputs"/>: room for 1 or more
    /// examples.
    /// </summary>
    internal static void Measure<TModel, T, TTarget>(
        TModel model,
        Examples<T, TTarget> data,
        ReadOnlySpan<Metric> metrics,
        Span<T> outputs,
        Span<double> values,
        CancellationToken cancellationToken)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        values.Clear();
        if (TModel.OutputInfos is [{ LengthAt: >= 0 }] || data.IgnoresSome)
        {
            MeasureCounted(model, data, metrics, outputs, values, cancellationToken);
            return;
        }

        int part = outputs.Length / TModel.OutputLength;
        for (int start = 0; start < data.Count; start += part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(part, data.Count - start);
            Span<T> predicted = outputs[..(count * TModel.OutputLength)];
            model.Predict(data.Inputs.Slice(start * data.InputLength, count * data.InputLength), predicted);
            for (int i = 0; i < metrics.Length; i++)
            {
                values[i] += data.Sum(metrics[i], predicted, start, count, TModel.OutputShape[^1]);
            }
        }

        foreach (ref double value in values)
        {
            value /= data.Count;
        }
    }

    /// <summary>
    /// The same where not all positions count: the mean over the real times of sequences that have lengths, and over the targets that are not ignored; NaN of none.
    /// </summary>
    private static void MeasureCounted<TModel, T, TTarget>(
        TModel model, Examples<T, TTarget> data, ReadOnlySpan<Metric> metrics, Span<T> outputs, Span<double> values, CancellationToken cancellationToken)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        int row = TModel.OutputShape[^1], rows = TModel.OutputLength / row, lengthAt = TModel.OutputInfos[0].LengthAt;
        long all = 0;
        for (int example = 0; example < data.Count; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<T> input = data.Input(example);
            int real = lengthAt < 0 ? rows : int.CreateTruncating(input[lengthAt]) * (rows / TModel.OutputShape[0]);
            Span<T> predicted = outputs[..TModel.OutputLength];
            model.Predict(input, predicted);
            int counted = 0;
            for (int i = 0; i < metrics.Length; i++)
            {
                values[i] += data.SumOfRows(metrics[i], predicted[..(real * row)], example, real, row, out counted);
            }

            all += counted;
        }

        foreach (ref double value in values)
        {
            value /= all;
        }
    }

    /// <summary>Throws if the data does not fit the model: lengths, and every index, class and target.</summary>
    internal static void Check<TModel, T, TTarget>(TModel model, Examples<T, TTarget> data, bool toTrain, string name)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.InputLength != TModel.InputLength)
        {
            throw new ArgumentException(
                $"{TModel.ModelName} has {TModel.InputLength} inputs for an example, the data {data.InputLength}.", name);
        }

        if (data.Misfit(TModel.OutputLength, TModel.OutputShape[^1], toTrain) is { } misfit)
        {
            throw new ArgumentException($"{TModel.ModelName} {misfit}.", name);
        }

        if (model is IExampleChecks<T> checks)
        {
            checks.CheckInputs(data.Inputs, name);
            if (toTrain)
            {
                data.CheckTargets(checks, name);
            }
        }
    }

    private static double Measure<TModel, T, TTarget>(TModel model, Examples<T, TTarget> data, Metric metric)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(metric);
        Check(model, data, toTrain: false, nameof(data));
        T[] outputs = new T[Math.Min(data.Count, LargestPart) * TModel.OutputLength];
        Span<double> value = stackalloc double[1];
        Measure(model, data, new ReadOnlySpan<Metric>(in metric), outputs, value, CancellationToken.None);
        return value[0];
    }
}
