using System;
using System.ComponentModel;

namespace ModelGen.CompilerServices;

/// <summary>What an optimizer remembers between two steps. Generated models with an optimizer implement it, so that files can hold it.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOptimizerMemory<T>
    where T : unmanaged
{
    /// <summary>The steps so far.</summary>
    long Steps { get; set; }

    /// <summary>The optimizer's step size.</summary>
    T LearningRate { get; set; }

    /// <summary>How the model is trained, beside the learning rate and what <c>Fit</c> is told: losses, optimizer and penalties as declared.</summary>
    string Training => "";

    /// <summary>The parameters that it changes.</summary>
    Span<T> Parameters => throw new NotSupportedException();

    /// <summary>The gradients that it reads.</summary>
    Span<T> Gradients => throw new NotSupportedException();

    /// <summary>The tensors that it leaves as they are; null where it changes all.</summary>
    FrozenTensors<T>? Frozen
    {
        get => null;
        set => throw new NotSupportedException();
    }

    /// <summary>What it remembers of each trainable tensor: <c>mean</c>, <c>square</c>. Empty for plain gradient descent.</summary>
    ReadOnlySpan<string> StateNames => default;

    /// <summary>Whether no run makes the state <paramref name="index"/> negative: sums and means of squares.</summary>
    bool IsNonNegative(int index) => false;

    /// <summary>What it remembers beside these: single numbers from 0 to 1, products of decays.</summary>
    ReadOnlySpan<string> NumberNames => default;

    /// <summary>The state <paramref name="index"/> of all parameters, in their layout; only what belongs to trainable tensors has a meaning.</summary>
    Span<T> State(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The number <paramref name="index"/>, to be read or set.</summary>
    ref double Number(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}
