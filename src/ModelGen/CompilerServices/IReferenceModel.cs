using System;
using System.ComponentModel;

namespace ModelGen.CompilerServices;

/// <summary>Every generated model implements it, but one whose tensors, none sharing memory with another, are together more than an array holds.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReferenceModel<T>
    where T : unmanaged
{
    /// <summary>The model's reference form; null where it is the model's only code.</summary>
    IReferenceForm<T>? Reference { get; }

    /// <summary>The model's gradients of the inputs of the last Backward or TrainBatch; empty if it computes none.</summary>
    ReadOnlySpan<T> InputGradients => [];
}
