using System;
using System.Numerics;
using System.Threading;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>Training by epochs, for every model with an optimizer.</summary>
/// <remarks>
/// An epoch takes every example once, in steps of <see cref="FitOptions.BatchSize"/>; then it measures. Memory is allocated
/// before the first step, and in an epoch only its <see cref="EpochResult"/>. Cancellation is seen between two steps and
/// throws <see cref="OperationCanceledException"/>: the parameters are then those after a whole step. If the loss of a step is
/// not finite, training ends with <see cref="StopReason.Diverged"/>, and the model gets back the parameters of the last epoch
/// that left finite ones, with what its optimizer remembered then, or the best where early stopping restores them;
/// <see cref="History.ParametersEpoch"/> says which. However it ends, the model's learning rate is the one it had before.
/// All examples are checked before the first step.
/// <para>
/// With <see cref="FitOptions.ResumeFrom"/> it goes on from a checkpoint. One that is damaged, or of another model, other data or other options, is a
/// <see cref="ModelFileException"/> that names what differs, and nothing has changed. A model that does not say what its optimizer remembers (generated ones do) is an
/// <see cref="InvalidOperationException"/>. A checkpoint that cannot be written ends the training with what the file system says; the parameters are then those after a whole epoch.
/// </para>
/// </remarks>
public static class Fitting
{
    /// <summary>Trains the model on numbers as targets.</summary>
    /// <param name="model">The model to train, from its present parameters on.</param>
    /// <param name="data">The examples; lengths as the model's.</param>
    /// <param name="options">How to train; all defaults if null.</param>
    /// <param name="progress">Told of every epoch, and in between at most every 100 ms; on this thread
    /// (<see cref="ActionProgress{T}"/> keeps it there).</param>
    /// <param name="cancellationToken">Ends the training between two steps.</param>
    /// <returns>The course of the training.</returns>
    /// <exception cref="ArgumentException">The data does not fit the model, which names the example: a length, an index of an
    /// embedding, a class, a target that a binary loss does not take; or the batch size is over MaxBatch. Nothing has
    /// changed.</exception>
    /// <exception cref="InvalidOperationException">The schedule gives a learning rate that is negative or not finite; the
    /// parameters are those after a whole step.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the parameters are those after a whole step.</exception>
    /// <inheritdoc cref="Fitting" path="/remarks"/>
    public static History Fit<TModel, T>(
        this TModel model,
        Dataset<T> data,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => new FitLoop<TModel, T, T, NumberSteps<TModel, T>>(model, data, null, options, progress, cancellationToken).Run();

    /// <summary>Trains the model on numbers as targets, and after every epoch measures it on other data.</summary>
    /// <param name="model">The model to train, from its present parameters on.</param>
    /// <param name="data">The examples to learn from; lengths as the model's.</param>
    /// <param name="validation">The examples to measure loss and metrics on; lengths as the model's.</param>
    /// <param name="options">How to train; all defaults if null.</param>
    /// <param name="progress">Told of every epoch, and in between at most every 100 ms; on this thread
    /// (<see cref="ActionProgress{T}"/> keeps it there).</param>
    /// <param name="cancellationToken">Ends the training between two steps.</param>
    /// <returns>The course of the training.</returns>
    /// <exception cref="ArgumentException">The data does not fit the model, which names the example: a length, an index of an
    /// embedding, a class, a target that a binary loss does not take; or the batch size is over MaxBatch. Nothing has
    /// changed.</exception>
    /// <exception cref="InvalidOperationException">The schedule gives a learning rate that is negative or not finite; the
    /// parameters are those after a whole step.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the parameters are those after a whole step.</exception>
    /// <inheritdoc cref="Fitting" path="/remarks"/>
    public static History Fit<TModel, T>(
        this TModel model,
        Dataset<T> data,
        Dataset<T> validation,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(validation);
        return new FitLoop<TModel, T, T, NumberSteps<TModel, T>>(model, data, validation, options, progress, cancellationToken).Run();
    }

    /// <summary>Trains the model on classes as targets.</summary>
    /// <inheritdoc cref="Fit{TModel, T}(TModel, Dataset{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/>
    public static History Fit<TModel, T>(
        this TModel model,
        ClassDataset<T> data,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : ITrainableClassifierModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        => new FitLoop<TModel, T, int, ClassSteps<TModel, T>>(model, data, null, options, progress, cancellationToken).Run();

    /// <summary>Trains the model on classes as targets, and after every epoch measures it on other data.</summary>
    /// <inheritdoc cref="Fit{TModel, T}(TModel, Dataset{T}, Dataset{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/>
    public static History Fit<TModel, T>(
        this TModel model,
        ClassDataset<T> data,
        ClassDataset<T> validation,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : ITrainableClassifierModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(validation);
        return new FitLoop<TModel, T, int, ClassSteps<TModel, T>>(model, data, validation, options, progress, cancellationToken).Run();
    }
}
