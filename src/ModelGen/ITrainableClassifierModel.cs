using System;

namespace ModelGen;

/// <summary>A model whose loss takes classes and that has an optimizer.</summary>
/// <typeparam name="TSelf">The model's own type.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITrainableClassifierModel<TSelf, T> : IClassifierModel<TSelf, T>, ITrainableModel<TSelf, T>
    where TSelf : ITrainableClassifierModel<TSelf, T>
    where T : unmanaged
{
    /// <inheritdoc cref="ITrainableModel{TSelf, T}.TrainBatch"/>
    T TrainBatch(ReadOnlySpan<T> inputs, ReadOnlySpan<int> classes);
}
