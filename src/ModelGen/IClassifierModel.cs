using System;

namespace ModelGen;

/// <summary>A model whose loss takes classes: targets may be class indices, 0 up to the last extent of OutputShape, one for each example, or for each position of it where outputs have several dimensions.</summary>
/// <typeparam name="TSelf">The model's own type.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IClassifierModel<TSelf, T> : IDifferentiableModel<TSelf, T>
    where TSelf : IClassifierModel<TSelf, T>
    where T : unmanaged
{
    /// <inheritdoc cref="IDifferentiableModel{TSelf, T}.Backward"/>
    T Backward(ReadOnlySpan<int> classes);

    /// <inheritdoc cref="IDifferentiableModel{TSelf, T}.Evaluate"/>
    T Evaluate(ReadOnlySpan<T> inputs, ReadOnlySpan<int> classes);
}
