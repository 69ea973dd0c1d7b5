using System;
using System.ComponentModel;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>A model's way from examples to gradients, as a team's threads call it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TTarget">The type of one number of a target, or of a class index.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGradientPass<T, TTarget>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    /// <summary>Forward, loss and backward of <paramref name="batch"/> examples; writes to <paramref name="arena"/> alone.</summary>
    /// <param name="parameters">The first parameter.</param>
    /// <param name="arena">The first number of an arena.</param>
    /// <param name="input">The first number of the first example.</param>
    /// <param name="target">Its first target.</param>
    /// <param name="draw">What dropout draws from; without meaning for a model that has none.</param>
    /// <param name="perExample">What an example counts for.</param>
    /// <param name="slice">Where the threads of the batch meet; null where one takes it alone.</param>
    /// <param name="batch">The number of examples.</param>
    /// <returns>Their loss: the mean of all slices' is the mean loss of the batch, and that of their gradients its gradient.</returns>
    static abstract T ComputeGradients(ref T parameters, ref T arena, ref T input, ref TTarget target, DropoutDraw draw, T perExample, TrainingSlice<T>? slice, nint batch);
}

/// <summary>A model's optimizer step, as a team's threads call it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUpdatePass<T>
    where T : unmanaged
{
    /// <summary>Updates a range of the parameters and their states.</summary>
    /// <param name="parameters">The first parameter.</param>
    /// <param name="arena">The first number of the model's arena, which has the gradients of the batch.</param>
    /// <param name="numbers">The numbers of this step.</param>
    /// <param name="first">The first parameter to update.</param>
    /// <param name="end">The first after those.</param>
    static abstract void UpdateRange(ref T parameters, ref T arena, ReadOnlySpan<T> numbers, nint first, nint end);
}

/// <summary>How a model's training arena is laid out, for the threads' own arenas.</summary>
/// <param name="Length">In numbers; the gradients stand first.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="InputGradients">Where the gradients of the inputs stand, or −1 without.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ArenaLayout(int Length, int Parameters, int InputGradients = -1);
