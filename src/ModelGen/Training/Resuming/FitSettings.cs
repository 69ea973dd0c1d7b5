using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Data;

namespace ModelGen.Training.Resuming;

/// <summary>
/// What must be the same for a resumed training to give the bits of an uninterrupted one, as names and texts: the data, the options, losses and
/// optimizer. Not <see cref="FitOptions.Epochs"/>, progress or report: a training may go on for longer.
/// </summary>
internal static class FitSettings
{
    /// <summary>The learning rate, which the file has beside these settings.</summary>
    public const string LearningRate = nameof(LearningRate);

    private const string Data = "data", Validation = "validation", Training = "training";

    /// <summary>What may be another in a training that is resumed, if it is asked for by name.</summary>
    public static IReadOnlyList<string> MayDiffer { get; } =
    [
        Data, Validation, Training, LearningRate, nameof(FitOptions.BatchSize), nameof(FitOptions.AccumulateBatches), nameof(FitOptions.DegreeOfParallelism), nameof(FitOptions.Shuffle),
        nameof(FitOptions.Seed), nameof(FitOptions.Schedule), nameof(FitOptions.ReduceOnPlateau), nameof(FitOptions.Trainable),
    ];

    public static IReadOnlyList<(string Name, string Value)> Of<TModel, T, TTarget>(
        TModel model, Examples<T, TTarget> data, Examples<T, TTarget>? validation, FitOptions options, int batchSize)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        int threads = options.DegreeOfParallelism > 0 ? options.DegreeOfParallelism : model.DegreeOfParallelism;
        return
        [
            (Data, Extents(data)),
            (Validation, validation is null ? "none" : Extents(validation)),
            (nameof(FitOptions.BatchSize), Text(batchSize)),
            (nameof(FitOptions.AccumulateBatches), Text(options.AccumulateBatches)),
            (nameof(FitOptions.DegreeOfParallelism), Text(threads)),
            (nameof(FitOptions.Shuffle), options.Shuffle ? "true" : "false"),
            (nameof(FitOptions.Seed), Text(options.Seed)),
            (nameof(FitOptions.Schedule), options.Schedule.ToString()),
            (nameof(FitOptions.ReduceOnPlateau), options.ReduceOnPlateau is { } plateau ? Text(plateau) : "none"),
            (nameof(FitOptions.EarlyStopping), options.EarlyStopping is { } stopping ? Text(stopping) : "none"),
            (nameof(FitOptions.Metrics), List(options.Metrics.Select(Text))),
            (nameof(FitOptions.Trainable), List(options.Trainable.Select(Text))),
            ("optimizer", Memory((IOptimizerMemory<T>)model)),
            (Training, ((IOptimizerMemory<T>)model).Training),
        ];
    }

    private static string Extents<T, TTarget>(Examples<T, TTarget> data)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        string targets = typeof(TTarget) == typeof(int) ? "classes" : "numbers";
        string hash = DataHash.Of(data.Inputs, DataHash.Of(data.Targets)).ToString("x16", CultureInfo.InvariantCulture);
        return Invariant($"{data.Count} examples of {data.InputLength} numbers, targets of {data.TargetLength} {targets}, hash {hash}");
    }

    private static string Memory<T>(IOptimizerMemory<T> memory)
        where T : unmanaged
        => memory.StateNames.Length + memory.NumberNames.Length == 0
            ? "one that remembers nothing"
            : "one that remembers " + string.Join(", ", [.. memory.StateNames, .. memory.NumberNames]);

    private static string Text(ReduceOnPlateau rule) => Invariant(
        $"factor {rule.Factor}, patience {rule.Patience}, threshold {rule.Threshold}, minimum {rule.Minimum}, cooldown {rule.Cooldown}");

    private static string Text(EarlyStopping rule)
        => Invariant($"patience {rule.Patience}, difference {rule.MinDelta}{(rule.RestoreBest ? ", the best restored" : "")}");

    private static string Text(Metric metric) => metric.ClassThreshold is { } threshold ? Invariant($"{metric.Name} above {threshold}") : metric.Name;

    private static string Text(TrainableFrom change) => Invariant($"{change.Pattern} {(change.Trainable ? "trained" : "frozen")} from {change.Epoch}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } list ? list : "none";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
