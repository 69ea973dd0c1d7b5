using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using ModelGen.Data;
using ModelGen.Drawing;
using ModelGen.Files;
using ModelGen.Training;

namespace ModelGen.Report;

/// <summary>Finds out what a report shows, and writes it to a file.</summary>
internal static class ReportMaker
{
    /// <summary>More tensors than these have no histogram.</summary>
    private const int MostHistograms = 120;

    /// <summary>A report of a training whose model and data are at hand.</summary>
    /// <param name="model">The model after the training.</param>
    /// <param name="history">The course of the training.</param>
    /// <param name="before">The parameters before the training; empty if they are not known.</param>
    /// <param name="data">What the model learnt from; null if that is not known.</param>
    /// <param name="validation">What it was measured on; null if there is none.</param>
    /// <param name="options">How it was trained; null if not by <c>Fit</c>.</param>
    public static ReportContent Of<TModel, T, TTarget>(
        TModel model, History history, ReadOnlySpan<T> before, Examples<T, TTarget>? data, Examples<T, TTarget>? validation, FitOptions? options)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        List<Histogram> weights = [];
        foreach (ParameterInfo info in TModel.ParameterInfos[..Math.Min(MostHistograms, TModel.ParameterInfos.Length)])
        {
            ReadOnlySpan<T> earlier = before.IsEmpty ? default : before.Slice(info.Offset, info.Length);
            weights.Add(Histogram.Of(info, earlier, model.Parameters.Slice(info.Offset, info.Length)));
        }

        Examples<T, TTarget>? measured = validation ?? data;
        return new()
        {
            Title = TModel.ModelName,
            History = history,
            Settings = [.. OfModel<TModel, T>(model), .. OfData(data, validation), .. options is null ? [] : OfTraining(options, TModel.MaxBatch)],
            Layers = TModel.LayerInfos.ToArray(),
            Weights = weights,
            OtherWeights = TModel.ParameterInfos.Length - weights.Count,
            Confusion = measured is null ? null : Answers.Count<TModel, T, TTarget>(model, measured, Threshold(history)),
            MeasuredOn = measured is null ? "" : validation is null ? "training data" : "validation data",
        };
    }

    /// <summary>Writes a report so that the file is there as a whole or not at all. Folders that are missing are made.</summary>
    public static void Write(ReportContent content, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        byte[] page = Encoding.UTF8.GetBytes(Page.Write(content));
        ReplacedFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>From which number on a single output was taken for class 1; null if no accuracy was measured.</summary>
    private static double? Threshold(History history)
        => history.Epochs.SelectMany(epoch => epoch.Metrics).Select(value => value.Metric.ClassThreshold).FirstOrDefault(threshold => threshold is not null);

    private static IEnumerable<(string Name, string Value)> OfModel<TModel, T>(TModel model)
        where TModel : IModel<TModel, T>
        where T : unmanaged
    {
        yield return ("model", TModel.TypeName);
        yield return ("parameters", $"{Markup.Count(TModel.ParameterCount)}, {(typeof(T) == typeof(double) ? "double" : "single")} precision");
        yield return ("seed", model.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("architecture", TModel.ArchitectureHash);
        yield return ("generator", TModel.GeneratorVersion);
    }

    private static IEnumerable<(string Name, string Value)> OfData<T, TTarget>(Examples<T, TTarget>? data, Examples<T, TTarget>? validation)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        if (data is not null)
        {
            yield return ("training examples", Markup.Count(data.Count));
        }

        if (validation is not null)
        {
            yield return ("validation examples", Markup.Count(validation.Count));
        }
    }

    private static IEnumerable<(string Name, string Value)> OfTraining(FitOptions options, int maxBatch)
    {
        yield return ("epochs at most", Markup.Count(options.Epochs));
        yield return ("batch size", Markup.Count(options.BatchSize == 0 ? maxBatch : options.BatchSize));
        yield return ("order", options.Shuffle ? string.Create(CultureInfo.InvariantCulture, $"shuffled, seed {options.Seed}") : "as given");
        yield return ("learning rate", options.Schedule.ToString());
        if (options.ReduceOnPlateau is { } plateau)
        {
            yield return ("on a plateau", string.Create(CultureInfo.InvariantCulture, $"rate × {plateau.Factor} after {plateau.Patience} epochs, down to {plateau.Minimum}"));
        }

        if (options.EarlyStopping is { } stopping)
        {
            yield return ("early stopping", string.Create(
                CultureInfo.InvariantCulture, $"after {stopping.Patience} epochs{(stopping.RestoreBest ? ", back to the best parameters" : "")}"));
        }

        if (options.AccumulateBatches > 1)
        {
            yield return ("batches of a step", Markup.Count(options.AccumulateBatches));
        }

        if (options.DegreeOfParallelism > 0)
        {
            yield return ("threads", options.DegreeOfParallelism.ToString(CultureInfo.InvariantCulture));
        }
    }
}
