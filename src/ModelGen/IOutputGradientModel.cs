using System;

namespace ModelGen;

/// <summary>A model that takes the gradients of its outputs in place of targets: <see cref="ModelAttribute.OutputGradients"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IOutputGradientModel<T>
    where T : unmanaged
{
    /// <summary>The gradients with respect to each parameter, in the layout of the parameters; written by <see cref="BackwardFrom"/>.</summary>
    Span<T> Gradients { get; }

    /// <inheritdoc cref="IDifferentiableModel{TSelf, T}.Forward"/>
    ReadOnlySpan<T> Forward(ReadOnlySpan<T> inputs);

    /// <summary>
    /// Computes the gradients of whatever has the gradients <paramref name="outputGradients"/> with respect to the outputs of the last <see cref="Forward"/>: a loss of the
    /// caller's, or one behind another model. Once for each <see cref="Forward"/>.
    /// </summary>
    /// <remarks>
    /// They are taken as they are: a mean over a batch has its 1 / examples in them. Penalties of layers (L1, L2) are added as <c>Backward</c> adds them. The loss of the model, if it
    /// has one, has no part in it.
    /// </remarks>
    /// <param name="outputGradients">As many numbers as <see cref="Forward"/> returned, in the same order.</param>
    /// <exception cref="ArgumentException">The length does not fit the examples of the last <see cref="Forward"/>, or they lie in the model's own memory.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    void BackwardFrom(ReadOnlySpan<T> outputGradients);
}
