using System;

namespace ModelGen;

/// <summary>A model with a loss: it can tell how its loss changes with its parameters.</summary>
/// <typeparam name="TSelf">The model's own type.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IDifferentiableModel<TSelf, T> : IModel<TSelf, T>
    where TSelf : IDifferentiableModel<TSelf, T>
    where T : unmanaged
{
    /// <summary>The gradient of the mean loss with respect to each parameter, in the layout of the parameters; written by <see cref="Backward"/>.</summary>
    Span<T> Gradients { get; }

    /// <summary>Runs 1 to MaxBatch examples in training mode and keeps what <see cref="Backward"/> needs.</summary>
    /// <returns>The outputs, valid until the next call on this model.</returns>
    /// <exception cref="ArgumentException">The length is not that of 1 to MaxBatch examples, an index is none of its layer's, or the inputs lie in the model's own memory.</exception>
    ReadOnlySpan<T> Forward(ReadOnlySpan<T> inputs);

    /// <summary>Computes the mean loss of the last <see cref="Forward"/> and its gradients. Once for each <see cref="Forward"/>.</summary>
    /// <returns>The mean loss, with the penalties of the layers.</returns>
    /// <exception cref="ArgumentException">The length does not fit the examples of the last <see cref="Forward"/>, a class is none, or the targets lie in the model's own memory.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    T Backward(ReadOnlySpan<T> targets);

    /// <summary>The mean loss of any number of examples in inference mode, with the penalties of the layers; changes nothing.</summary>
    /// <exception cref="ArgumentException">A length is not a positive multiple of the example's, the two differ in examples, or an index or a class is none.</exception>
    T Evaluate(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);
}
