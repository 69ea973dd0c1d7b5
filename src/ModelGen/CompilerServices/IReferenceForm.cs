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
    /// <summary>Arena, stride and longest sum.</summary>
    ReferenceSizes Sizes { get; }

    /// <summary>The numbers in the arena.</summary>
    int ArenaLength => Sizes.ArenaLength;

    /// <summary>From the gradients to the first state, and from each state to the next.</summary>
    int Stride => Sizes.Stride;

    /// <summary>The most terms that one of its sums has: how far rounding may lead.</summary>
    long LongestSum => Sizes.LongestSum;

    /// <summary>Whether an update scales all gradients by a factor that has the sum of all their squares in it.</summary>
    bool ClipsByNorm => false;

    /// <summary>The class index that stands for no target; <see cref="int.MinValue"/> where there is none.</summary>
    int IgnoredClass => int.MinValue;

    /// <summary>Where the gradient of the inputs begins in the arena; −1 where there is none.</summary>
    int InputGradients => -1;

    /// <summary>Inference of 1 to MaxBatch examples.</summary>
    void Predict(ReferenceCall<T> call);

    /// <summary>The sum of the losses of what was predicted last.</summary>
    T LossSum(ReferenceCall<T> call) => throw new NotSupportedException();

    /// <summary>The mean of <paramref name="sum"/>, and the penalties.</summary>
    T MeanLoss(ReferenceCall<T> call, T sum, int examples) => throw new NotSupportedException();

    /// <summary>Training-mode forward of 1 to MaxBatch examples; statistics that are measured go into the parameters.</summary>
    void Forward(ReferenceCall<T> call) => throw new NotSupportedException();

    /// <summary>The mean loss of the last forward pass, and its gradients.</summary>
    T Backward(ReferenceCall<T> call) => throw new NotSupportedException();

    /// <summary>Whether there is <see cref="BackwardFrom(ReferenceCall{T})"/>.</summary>
    bool TakesOutputGradients => false;

    /// <summary>The gradients of the last forward pass from those of its outputs, which the call has as targets.</summary>
    void BackwardFrom(ReferenceCall<T> call) => throw new NotSupportedException();

    /// <summary>The optimizer's step <paramref name="step"/>, from 1, with the gradients in the arena; <paramref name="numbers"/> are kept from step to step beside the states.</summary>
    void Update(ReferenceCall<T> call, long step, T learningRate, Span<double> numbers) => throw new NotSupportedException();

    /// <inheritdoc cref="Predict(ReferenceCall{T})"/>
    void Predict(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, Span<T> outputs, int batch) =>
        Predict(new ReferenceCall<T>(parameters, arena) { Inputs = inputs, Outputs = outputs, Batch = batch });

    /// <inheritdoc cref="LossSum(ReferenceCall{T})"/>
    T LossSum(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, int batch) =>
        LossSum(new ReferenceCall<T>(parameters, arena) { Inputs = inputs, Targets = targets, Batch = batch });

    /// <inheritdoc cref="MeanLoss(ReferenceCall{T}, T, int)"/>
    T MeanLoss(Span<T> parameters, Span<T> arena, T sum, int examples) => MeanLoss(new ReferenceCall<T>(parameters, arena), sum, examples);

    /// <inheritdoc cref="Forward(ReferenceCall{T})"/>
    void Forward(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, Span<T> outputs, DropoutDraw draw, int batch) =>
        Forward(new ReferenceCall<T>(parameters, arena) { Inputs = inputs, Outputs = outputs, Draw = draw, Batch = batch });

    /// <inheritdoc cref="Backward(ReferenceCall{T})"/>
    T Backward(Span<T> parameters, Span<T> arena, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, int batch) =>
        Backward(new ReferenceCall<T>(parameters, arena) { Inputs = inputs, Targets = targets, Batch = batch });

    /// <inheritdoc cref="Update(ReferenceCall{T}, long, T, Span{double})"/>
    void Update(Span<T> parameters, Span<T> arena, long step, T learningRate, Span<double> numbers) =>
        Update(new ReferenceCall<T>(parameters, arena), step, learningRate, numbers);
}
