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
        TargetCounting counting,
        ReadOnlySpan<Metric> metrics,
        Span<T> outputs,
        Span<double> values,
        CancellationToken cancellationToken)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        values.Clear();
        if (TModel.OutputInfos.Length <= 1 && !counting.MeasuresAll)
        {
            MeasureCounted(model, data, counting, metrics, outputs, values, cancellationToken);
            return;
        }

        bool isWeighted = counting.SampleWeights.Count > 0;
        int part = isWeighted ? 1 : outputs.Length / TModel.OutputLength;
        double all = 0;
        for (int start = 0; start < data.Count; start += part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(part, data.Count - start);
            double weight = isWeighted ? counting.WeightOf(data.Input(start), 0) : 1;
            all += weight * count;
            Span<T> predicted = outputs[..(count * TModel.OutputLength)];
            model.Predict(data.Inputs.Slice(start * data.InputLength, count * data.InputLength), predicted);
            for (int i = 0; i < metrics.Length; i++)
            {
                values[i] += weight == 0 ? 0 : weight * data.Sum(metrics[i], predicted, start, count, TModel.OutputShape[^1]);
            }
        }

        foreach (ref double value in values)
        {
            value /= all;
        }
    }

    /// <summary>
    /// The same where not all positions count: the mean over the real times of sequences that have lengths, and over the targets that are not ignored; NaN of none.
    /// </summary>
    private static void MeasureCounted<TModel, T, TTarget>(
        TModel model, Examples<T, TTarget> data, TargetCounting counting, ReadOnlySpan<Metric> metrics, Span<T> outputs, Span<double> values, CancellationToken cancellationToken)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        int row = counting.RowLength, each = data.TargetLength / counting.Rows;
        double all = 0;
        for (int example = 0; example < data.Count; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<T> input = data.Input(example);
            Span<T> predicted = outputs[..TModel.OutputLength];
            model.Predict(input, predicted);
            for (int k = 0; k < counting.RealRows(input); k++)
            {
                ReadOnlySpan<TTarget> target = data.Target(example).Slice(k * each, each);
                if (data.IsIgnored(target, counting.IgnoredClass))
                {
                    continue;
                }

                double weight = counting.WeightOf(input, k);
                all += weight;
                for (int i = 0; i < metrics.Length; i++)
                {
                    values[i] += weight == 0 ? 0 : weight * data.OfRow(metrics[i], predicted.Slice(k * row, row), target);
                }
            }
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

        // Lengths come before what looks at them.
        IExampleChecks<T>? checks = model as IExampleChecks<T>;
        checks?.CheckInputs(data.Inputs, name);
        foreach (TensorInfo input in TModel.InputInfos)
        {
            if (input.IsSampleWeights)
            {
                CompilerServices.Check.SampleWeights(TModel.ModelName, input.Name, name, data.Inputs, TModel.InputLength, input.Offset, input.Length);
            }
        }

        if (data.Misfit(TModel.OutputLength, TargetCounting.Of<TModel, T>(model, data.IgnoredByData), toTrain) is { } misfit)
        {
            throw new ArgumentException($"{TModel.ModelName} {misfit}.", name);
        }

        if (checks is not null && toTrain)
        {
            data.CheckTargets(checks, name);
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
        Measure(model, data, TargetCounting.Of<TModel, T>(model, data.IgnoredByData), new ReadOnlySpan<Metric>(in metric), outputs, value, CancellationToken.None);
        return value[0];
    }
}
