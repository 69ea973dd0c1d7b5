using System;

namespace ModelGen;

/// <summary>A model with a loss and an optimizer: it can be trained.</summary>
/// <typeparam name="TSelf">The model's own type.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITrainableModel<TSelf, T> : IDifferentiableModel<TSelf, T>
    where TSelf : ITrainableModel<TSelf, T>
    where T : unmanaged
{
    /// <summary>The optimizer's step size.</summary>
    T LearningRate { get; set; }

    /// <summary>One optimizer step with the gradients of the last <see cref="IDifferentiableModel{TSelf, T}.Backward"/>.</summary>
    /// <exception cref="InvalidOperationException">No gradients have been computed yet.</exception>
    void Update();

    /// <summary>Forward, backward and update of 1 to MaxBatch examples in one call. <c>Gradients</c> may be left as they were.</summary>
    /// <returns>The mean loss before the update.</returns>
    /// <exception cref="ArgumentException">A length does not fit 1 to MaxBatch examples.</exception>
    T TrainBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);
}
