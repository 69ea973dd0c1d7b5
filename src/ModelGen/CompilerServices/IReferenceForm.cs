using System;
using System.ComponentModel;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>
/// A model as plain loops, in memory of the caller's: what its fast code is compared with.
/// </summary>
/// <remarks>The arena begins with the gradients of all parameters, in their layout; the optimizer's states follow, each <see cref="Stride"/> behind the one before.</remarks>
/// <typeparam name="T">The model's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReferenceForm<T>
    where T : unmanaged
{
    /// <summary>The numbers in the arena.</summary>
    int ArenaLength { get; }

    /// <summary>From the gradients to the first state, and from each state to the next.</summary>
    int Stride { get; }

    /// <summary>The most terms that one of its sums has: how far rounding may lead.</summary>
    long LongestSum { get; }

    /// <summary>Whether an update scales all gradients by a factor that has the sum of all their squares in it.</summary>
    bool ClipsByNorm => false;

    /// <summary>Where the gradient of the inputs begins in the arena; −1 where there is none.</summary>
    int InputGradients => -1;

    /// <summary>Inference of 1 to MaxBatch examples.</summary>
    void Predict(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, Span<T> outputs, int batch);

    /// <summary>The sum of the losses of what was predicted last.</summary>
    T LossSum(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> targets, int batch) => throw new NotSupportedException();

    /// <summary>The mean of <paramref name="sum"/>, and the penalties.</summary>
    T MeanLoss(Span<T> parameters, Span<T> arena, T sum, int examples) => throw new NotSupportedException();

    /// <summary>Training-mode forward of 1 to MaxBatch examples; statistics that are measured go into the parameters.</summary>
    void Forward(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, Span<T> outputs, DropoutDraw draw, int batch) => throw new NotSupportedException();

    /// <summary>The mean loss of the last forward pass, and its gradients.</summary>
    T Backward(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, int batch) => throw new NotSupportedException();

    /// <summary>The optimizer's step <paramref name="step"/>, from 1, with the gradients in the arena; <paramref name="numbers"/> are kept from step to step beside the states.</summary>
    void Update(Span<T> parameters, Span<T> arena, long step, T learningRate, Span<double> numbers) => throw new NotSupportedException();
}
