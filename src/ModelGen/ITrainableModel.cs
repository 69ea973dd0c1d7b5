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
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative number, or to none that is finite.</exception>
    T LearningRate { get; set; }

    /// <summary>
    /// The threads that share a <c>TrainBatch</c>, the caller's among them: 1 to 256, and 1 unless set. Each takes a slice of the batch; a given number of
    /// threads always leads to the same bits, another number to others in the last places. The threads are made at the next step and end when this is set to 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to anything else.</exception>
    int DegreeOfParallelism { get; set; }

    /// <summary>One optimizer step with the gradients of the last <see cref="IDifferentiableModel{TSelf, T}.Backward"/>.</summary>
    /// <exception cref="InvalidOperationException">No gradients have been computed yet.</exception>
    void Update();

    /// <summary>Forward, backward and update of 1 to MaxBatch examples in one call. <c>Gradients</c> may be left as they were.</summary>
    /// <returns>The mean loss before the update, with the penalties of the layers.</returns>
    /// <exception cref="ArgumentException">A length does not fit 1 to MaxBatch examples, an index or a class is none, or something lies in the model's own memory.</exception>
    T TrainBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);
}
