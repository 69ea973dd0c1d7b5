using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>One run of <c>Fit</c>.</summary>
internal sealed class FitLoop<TModel, T, TTarget, TSteps>
    where TModel : ITrainableModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
    where TSteps : ISteps<TModel, T, TTarget>
{
    private const int ReportInterval = 100; // milliseconds

    private readonly TModel model;
    private readonly Examples<T, TTarget> data;
    private readonly Examples<T, TTarget>? validation;
    private readonly FitOptions options;
    private readonly IProgress<FitProgress>? progress;
    private readonly CancellationToken cancellationToken;

    private readonly Batches<T, TTarget> batches;
    private readonly T[] outputs;
    private readonly double[] values;
    private readonly BestParameters<T>? best;
    private readonly List<EpochResult> results;

    private long started;
    private long epochStarted;
    private long nextReport;
    private double? validationLoss;
    private ReduceOnPlateau.State plateau;

    public FitLoop(
        TModel model,
        Examples<T, TTarget> data,
        Examples<T, TTarget>? validation,
        FitOptions? options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        Measuring.Check<TModel, T, TTarget>(data, nameof(data));
        if (validation is not null)
        {
            Measuring.Check<TModel, T, TTarget>(validation, nameof(validation));
        }

        this.model = model;
        this.data = data;
        this.validation = validation;
        this.options = options ?? new FitOptions();
        this.progress = progress;
        this.cancellationToken = cancellationToken;

        if (this.options.BatchSize > TModel.MaxBatch)
        {
            throw new ArgumentException(
                $"The batch size is {this.options.BatchSize}, expected at most the {TModel.MaxBatch} of {TModel.ModelName}.MaxBatch.",
                nameof(options));
        }

        int batchSize = this.options.BatchSize == 0 ? TModel.MaxBatch : this.options.BatchSize;
        batches = new(data, batchSize, this.options.Shuffle, this.options.Seed);
        int metrics = this.options.Metrics.Length;
        values = new double[metrics];
        outputs = metrics == 0 ? [] : new T[Math.Min((validation ?? data).Count, Measuring.LargestPart) * TModel.OutputLength];
        best = this.options.EarlyStopping is { } stopping ? new(stopping, TModel.ParameterCount) : null;
        results = new(Math.Min(this.options.Epochs, 1024));
    }

    public History Run()
    {
        T rate = model.LearningRate;
        plateau = new(double.CreateChecked(rate));
        started = Stopwatch.GetTimestamp();
        try
        {
            StopReason reason = RunEpochs();
            best?.Restore(model.Parameters);
            return new([.. results], reason, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            model.LearningRate = rate;
        }
    }

    private StopReason RunEpochs()
    {
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            epochStarted = Stopwatch.GetTimestamp();
            double trainingLoss = RunSteps(epoch, out double rate, out double speed);
            if (!double.IsFinite(trainingLoss))
            {
                results.Add(new(epoch, trainingLoss, null, [], rate, Stopwatch.GetElapsedTime(epochStarted)));
                return StopReason.Diverged;
            }

            EpochResult result = Finish(epoch, trainingLoss, rate);
            results.Add(result);
            bool stop = best?.Observe(result.MonitoredLoss, model.Parameters) ?? false;
            if (options.ReduceOnPlateau is { } rule)
            {
                plateau = rule.After(plateau, result.MonitoredLoss);
            }

            Report(epoch, batches.Count, trainingLoss, rate, speed);
            if (stop && epoch < options.Epochs)
            {
                return StopReason.EarlyStopping;
            }
        }

        return StopReason.Completed;
    }

    /// <summary>All steps of an epoch, or up to the first whose loss is not finite.</summary>
    /// <returns>The mean loss of the examples.</returns>
    private double RunSteps(int epoch, out double rate, out double speed)
    {
        batches.Begin(epoch);
        double sum = 0;
        int examples = 0;
        rate = 0;
        speed = 0;
        for (int batch = 0; batch < batches.Count; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rate = options.Schedule.Rate(plateau.Rate, (long)(epoch - 1) * batches.Count + batch, batches.Count);
            model.LearningRate = T.CreateChecked(rate);

            int count = batches.Take(batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<TTarget> targets);
            sum += double.CreateTruncating(TSteps.Train(model, inputs, targets)) * count;
            examples += count;
            if (!double.IsFinite(sum))
            {
                break;
            }

            // A coarse clock: asking it costs far less than the smallest step.
            if (progress is not null && batch + 1 < batches.Count && Environment.TickCount64 >= nextReport)
            {
                Report(epoch, batch + 1, sum / examples, rate, Speed(examples));
            }
        }

        speed = Speed(examples);
        return sum / examples;
    }

    /// <summary>Measures what is to be measured after an epoch.</summary>
    private EpochResult Finish(int epoch, double trainingLoss, double rate)
    {
        validationLoss = validation is null ? null : Evaluate(validation);
        ImmutableArray<MetricValue> metrics = [];
        if (values.Length > 0)
        {
            Measuring.Measure(model, validation ?? data, options.Metrics.AsSpan(), outputs, values, cancellationToken);
            MetricValue[] measured = new MetricValue[values.Length];
            for (int i = 0; i < measured.Length; i++)
            {
                measured[i] = new(options.Metrics[i], values[i]);
            }

            metrics = ImmutableCollectionsMarshal.AsImmutableArray(measured);
        }

        return new(epoch, trainingLoss, validationLoss, metrics, rate, Stopwatch.GetElapsedTime(epochStarted));
    }

    private double Evaluate(Examples<T, TTarget> examples)
    {
        double sum = 0;
        for (int start = 0; start < examples.Count; start += Measuring.LargestPart)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(Measuring.LargestPart, examples.Count - start);
            T loss = TSteps.Evaluate(
                model,
                examples.Inputs.Slice(start * examples.InputLength, count * examples.InputLength),
                examples.Targets.Slice(start * examples.TargetLength, count * examples.TargetLength));
            sum += double.CreateTruncating(loss) * count;
        }

        return sum / examples.Count;
    }

    private void Report(int epoch, int step, double loss, double rate, double speed)
    {
        if (progress is null)
        {
            return;
        }

        nextReport = Environment.TickCount64 + ReportInterval;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        progress.Report(new(epoch, options.Epochs, step, batches.Count, loss, validationLoss, rate, speed, elapsed));
    }

    private double Speed(int examples) => examples / Math.Max(Stopwatch.GetElapsedTime(epochStarted).TotalSeconds, 1e-9);
}
