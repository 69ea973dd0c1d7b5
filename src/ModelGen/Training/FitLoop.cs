using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using ModelGen.CompilerServices;
using ModelGen.Data;
using ModelGen.Report;
using ModelGen.Training.Resuming;

namespace ModelGen.Training;

/// <summary>One run of <c>Fit</c>.</summary>
internal sealed partial class FitLoop<TModel, T, TTarget, TSteps>
    where TModel : ITrainableModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
    where TSteps : ISteps<TModel, T, TTarget>
{
    private const int ReportInterval = 100; // milliseconds

    private readonly TModel _model;
    private readonly Examples<T, TTarget> _data;
    private readonly Examples<T, TTarget>? _validation;
    private readonly FitOptions _options;
    private readonly IProgress<FitProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    private readonly Batches<T, TTarget> _batches;
    private readonly TargetCounting _counting;
    private readonly TargetCounting _validationCounting;
    private readonly T[] _outputs;
    private readonly double[] _values;
    private readonly BestParameters<T>? _best;
    private readonly LastFinite<T> _lastFinite;
    private readonly List<EpochResult> _results;
    private readonly T[] _initial;
    private readonly GradientAccumulator<TModel, T>? _gathered;
    private readonly CheckpointFile<TModel, T>? _checkpoints;

    private T _baseRate;
    private long _started;
    private long _epochStarted;
    private long _nextReport;
    private double? _validationLoss;
    private ReduceOnPlateau.State _plateau;

    public FitLoop(
        TModel model,
        Examples<T, TTarget> data,
        Examples<T, TTarget>? validation,
        FitOptions? options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        Measuring.Check(model, data, toTrain: true, nameof(data));
        if (validation is not null)
        {
            Measuring.Check(model, validation, toTrain: true, nameof(validation));
        }

        _model = model;
        _data = data;
        _validation = validation;
        _options = options ?? new FitOptions();
        _progress = progress;
        _cancellationToken = cancellationToken;

        if (_options.BatchSize > TModel.MaxBatch)
        {
            throw new ArgumentException(
                $"The batch size is {_options.BatchSize}, expected at most the {TModel.MaxBatch} of {TModel.ModelName}.MaxBatch.",
                nameof(options));
        }

        if (model is IStatefulModel<T> && _options.Shuffle)
        {
            throw new ArgumentException(
                $"{TModel.ModelName} goes on in each batch where the one before ended, so its examples need their order: set Shuffle to false.", nameof(options));
        }

        foreach (TrainableFrom change in _options.Trainable)
        {
            TrainableTensors.Find<TModel, T>(change.Pattern);
        }

        int batchSize = _options.BatchSize == 0 ? TModel.MaxBatch : _options.BatchSize;
        _batches = new(data, batchSize, _options.Shuffle, _options.Seed);
        _counting = TargetCounting.Of<TModel, T>(model, data.IgnoredByData);
        _validationCounting = validation is null ? _counting : TargetCounting.Of<TModel, T>(model, validation.IgnoredByData);
        int metrics = _options.Metrics.Length;
        _values = new double[metrics];
        _outputs = metrics == 0 ? [] : new T[Math.Min((validation ?? data).Count, Measuring.LargestPart) * TModel.OutputLength];
        _best = _options.EarlyStopping is { } stopping ? new(stopping, TModel.ParameterCount) : null;
        _lastFinite = new(model.Parameters, model as IOptimizerMemory<T>);
        _results = new(Math.Min(_options.Epochs, 1024));
        _initial = _options.Report is null ? [] : model.Parameters.ToArray();
        _gathered = _options.AccumulateBatches == 1 ? null : new(model);
        if (_options.Checkpoints is not null || _options.ResumeFrom is not null)
        {
            if (model is not IOptimizerMemory<T>)
            {
                throw new InvalidOperationException($"{TModel.ModelName} does not say what its optimizer remembers, so its training cannot be resumed.");
            }

            _checkpoints = new(model, FitSettings.Of(model, data, validation, _options, batchSize));
        }
    }

    public History Run()
    {
        TimeSpan before = Resume();
        _baseRate = _model.LearningRate;
        int threads = _model.DegreeOfParallelism;
        if (_results.Count == 0)
        {
            _plateau = new(double.CreateChecked(_baseRate));
        }

        _started = Stopwatch.GetTimestamp();
        try
        {
            if (_options.DegreeOfParallelism > 0)
            {
                _model.DegreeOfParallelism = _options.DegreeOfParallelism;
            }

            StopReason reason = RunEpochs();
            int parametersEpoch = GiveBack(reason);
            History history = new(_results, reason, before + Stopwatch.GetElapsedTime(_started), parametersEpoch);
            WriteReport(history);
            return history;
        }
        finally
        {
            _model.LearningRate = _baseRate;
            _model.DegreeOfParallelism = threads;
        }
    }

    private StopReason RunEpochs()
    {
        if (_best is { IsOver: true } && _results.Count < _options.Epochs)
        {
            return StopReason.EarlyStopping;
        }

        for (int epoch = _results.Count + 1; epoch <= _options.Epochs; epoch++)
        {
            _epochStarted = Stopwatch.GetTimestamp();
            foreach (TrainableFrom change in _options.Trainable)
            {
                if (change.Epoch == epoch)
                {
                    _model.SetTrainable(change.Pattern, change.Trainable);
                }
            }

            double trainingLoss = RunSteps(epoch, out double rate, out double speed);
            if (!double.IsFinite(trainingLoss) || !_lastFinite.Observe(_model.Parameters, epoch))
            {
                // A last step may leave what no loss has seen yet.
                trainingLoss = double.IsFinite(trainingLoss) ? double.NaN : trainingLoss;
                _results.Add(new(epoch, trainingLoss, null, [], rate, Stopwatch.GetElapsedTime(_epochStarted)));
                return StopReason.Diverged;
            }

            EpochResult result = Finish(epoch, trainingLoss, rate);
            _results.Add(result);
            bool stop = _best?.Observe(result.MonitoredLoss, Predicting) ?? false;
            if (_options.ReduceOnPlateau is { } rule)
            {
                _plateau = rule.After(_plateau, result.MonitoredLoss);
            }

            WriteCheckpoint();
            Report(epoch, _batches.Count, trainingLoss, rate, speed);
            if (stop && epoch < _options.Epochs)
            {
                return StopReason.EarlyStopping;
            }
        }

        return StopReason.Completed;
    }

    /// <summary>Sets the parameters that the training is to leave.</summary>
    /// <returns>The epoch after which they were so.</returns>
    private int GiveBack(StopReason reason)
    {
        bool diverged = reason == StopReason.Diverged;
        if (diverged)
        {
            _lastFinite.Restore(_model.Parameters);
        }

        if (_best is null || !_best.Restore(_model.Parameters))
        {
            return diverged ? _lastFinite.Epoch : _results.Count;
        }

        if (_model is IAveragedModel<T> averaged)
        {
            _model.Parameters.CopyTo(averaged.AverageParameters);
        }

        return _best.Epoch;
    }

    /// <summary>What validation predicts with.</summary>
    private Span<T> Predicting => _model is IAveragedModel<T> { PredictsAverage: true } averaged ? averaged.AverageParameters : _model.Parameters;

    /// <summary>All steps of an epoch, or up to the first whose loss is not finite.</summary>
    /// <returns>The mean of the losses as they were when their step came.</returns>
    private double RunSteps(int epoch, out double rate, out double speed)
    {
        _batches.Begin(epoch);
        (_model as IStatefulModel<T>)?.ResetState();
        double sum = 0, shares = 0;
        int examples = 0;
        rate = 0;
        speed = 0;
        int steps = (_batches.Count + _options.AccumulateBatches - 1) / _options.AccumulateBatches;
        for (int batch = 0; batch < _batches.Count; batch++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            rate = _options.Schedule.Rate(_plateau.Rate, ((long)(epoch - 1) * steps) + (batch / _options.AccumulateBatches), steps);
            _model.LearningRate = CheckedRate(rate, epoch, batch);

            int count = _batches.Take(batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<TTarget> targets);
            double share = _counting.Share(_data, inputs, targets, count);
            sum += double.CreateTruncating(_gathered is null ? TSteps.Train(_model, inputs, targets) : Gather(batch, inputs, targets, share)) * share;
            shares += share;
            examples += count;
            if (!double.IsFinite(sum))
            {
                break;
            }

            // A coarse clock: asking it costs far less than the smallest step.
            if (_progress is not null && batch + 1 < _batches.Count && Environment.TickCount64 >= _nextReport)
            {
                Report(epoch, batch + 1, Mean(sum, shares), rate, Speed(examples));
            }
        }

        speed = Speed(examples);

        return Mean(sum, shares);
    }

    /// <summary>Adds the gradients of a batch, and makes the step after the last one that it takes.</summary>
    private T Gather(int batch, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, double share)
    {
        T loss = TSteps.Backward(_model, inputs, targets);
        _gathered!.Add(share);
        if (((batch + 1) % _options.AccumulateBatches == 0 || batch + 1 == _batches.Count) && _gathered.Examples > 0)
        {
            _gathered.Update();
        }

        return loss;
    }

    private T CheckedRate(double rate, int epoch, int batch)
    {
        T number = T.CreateTruncating(rate);
        return number >= T.Zero && T.IsFinite(number) ? number : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{TModel.ModelName}: the schedule ({_options.Schedule}) gives {rate} as the learning rate of step {batch + 1} in epoch {epoch}, expected a finite number of 0 or more."));
    }

    /// <summary>Measures what is to be measured after an epoch.</summary>
    private EpochResult Finish(int epoch, double trainingLoss, double rate)
    {
        _validationLoss = _validation is null ? null : Evaluate(_validation);
        ImmutableArray<MetricValue> metrics = [];
        if (_values.Length > 0)
        {
            Measuring.Measure(_model, _validation ?? _data, _validationCounting, _options.Metrics.AsSpan(), _outputs, _values, _cancellationToken);
            MetricValue[] measured = new MetricValue[_values.Length];
            for (int i = 0; i < measured.Length; i++)
            {
                measured[i] = new(_options.Metrics[i], _values[i]);
            }

            metrics = ImmutableCollectionsMarshal.AsImmutableArray(measured);
        }

        return new(epoch, trainingLoss, _validationLoss, metrics, rate, Stopwatch.GetElapsedTime(_epochStarted));
    }

    /// <summary>Writes the report that was asked for. Whatever goes wrong with it, hours of training are worth more.</summary>
    private void WriteReport(History history)
    {
        if (_options.Report is null)
        {
            return;
        }

        try
        {
            ReportMaker.Write(ReportMaker.Of<TModel, T, TTarget>(_model, history, _initial, _data, _validation, _options), _options.Report);
        }
        catch (Exception failure)
        {
            history.ReportFailure = failure;
        }
    }

    private double Evaluate(Examples<T, TTarget> examples)
    {
        double sum = 0, shares = 0;
        for (int start = 0; start < examples.Count; start += Measuring.LargestPart)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(Measuring.LargestPart, examples.Count - start);
            ReadOnlySpan<T> inputs = examples.Inputs.Slice(start * examples.InputLength, count * examples.InputLength);
            ReadOnlySpan<TTarget> targets = examples.Targets.Slice(start * examples.TargetLength, count * examples.TargetLength);
            double share = _validationCounting.Share(examples, inputs, targets, count);
            sum += double.CreateTruncating(TSteps.Evaluate(_model, inputs, targets)) * share;
            shares += share;
        }

        return Mean(sum, shares);
    }

    private void Report(int epoch, int step, double loss, double rate, double speed)
    {
        if (_progress is null)
        {
            return;
        }

        _nextReport = Environment.TickCount64 + ReportInterval;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        _progress.Report(new(epoch, _options.Epochs, step, _batches.Count, loss, _validationLoss, rate, speed, elapsed));
    }

    /// <summary>The mean; 0 where nothing counts, as the loss is there.</summary>
    private static double Mean(double sum, double shares) => shares == 0 ? sum : sum / shares;

    private double Speed(int examples) => examples / Math.Max(Stopwatch.GetElapsedTime(_epochStarted).TotalSeconds, 1e-9);
}
