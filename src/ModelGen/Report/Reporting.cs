using System;
using System.Numerics;
using ModelGen.Data;
using ModelGen.Training;

namespace ModelGen.Report;

/// <summary>The report of a training as one HTML page, for those who train without <see cref="FitOptions.Report"/>.</summary>
/// <remarks>
/// The page needs nothing from elsewhere: curves of losses, metrics, learning rate and time; for a classifier how often each class was taken for which; the
/// network; how the parameters are spread; settings and figures. A file that is there is replaced once all of it is written; folders that are missing are made.
/// </remarks>
public static class Reporting
{
    /// <summary>Writes the report of a training on numbers as targets.</summary>
    /// <param name="model">The model after the training.</param>
    /// <param name="history">The course of the training, from <c>Fit</c> or made by hand.</param>
    /// <param name="path">Where the page goes.</param>
    /// <param name="data">The examples that the model is shown on, such as the validation data; lengths as the model's.</param>
    /// <param name="initialParameters">
    /// A copy of <c>Parameters</c> before the training, to show what has changed; empty if there is none.
    /// </param>
    /// <exception cref="ArgumentException">The data or the parameters do not fit the model, or the path is empty.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteReport<TModel, T>(
        this TModel model, History history, string path, Dataset<T> data, ReadOnlySpan<T> initialParameters = default)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => Write<TModel, T, T>(model, history, path, data, initialParameters);

    /// <summary>Writes the report of a training on classes as targets.</summary>
    /// <inheritdoc cref="WriteReport{TModel, T}(TModel, History, string, Dataset{T}, ReadOnlySpan{T})"/>
    public static void WriteReport<TModel, T>(
        this TModel model, History history, string path, ClassDataset<T> data, ReadOnlySpan<T> initialParameters = default)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => Write<TModel, T, int>(model, history, path, data, initialParameters);

    private static void Write<TModel, T, TTarget>(TModel model, History history, string path, Examples<T, TTarget> data, ReadOnlySpan<T> initialParameters)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Measuring.Check(model, data, toTrain: false, nameof(data));
        if (!initialParameters.IsEmpty && initialParameters.Length != TModel.ParameterCount)
        {
            throw new ArgumentException(
                $"There are {initialParameters.Length} initial parameters, expected the {TModel.ParameterCount} of {TModel.ModelName}, or none.",
                nameof(initialParameters));
        }

        ReportMaker.Write(ReportMaker.Of(model, history, initialParameters, null, data, null), path);
    }
}
