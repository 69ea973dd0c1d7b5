using System;
using System.ComponentModel;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>What a reference form is run on.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
/// <param name="parameters">All parameters.</param>
/// <param name="arena">All else that it computes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ReferenceCall<T>(Span<T> parameters, Span<T> arena)
    where T : unmanaged
{
    /// <summary>All parameters.</summary>
    public Span<T> Parameters { get; } = parameters;

    /// <summary>All else that it computes.</summary>
    public Span<T> Arena { get; } = arena;

    /// <summary>The examples' inputs, one after another.</summary>
    public ReadOnlySpan<T> Inputs { get; init; }

    /// <summary>The examples' targets as numbers.</summary>
    public ReadOnlySpan<T> Targets { get; init; }

    /// <summary>Where the outputs go.</summary>
    public Span<T> Outputs { get; init; }

    /// <summary>What dropout draws.</summary>
    public DropoutDraw Draw { get; init; }

    /// <summary>The examples.</summary>
    public int Batch { get; init; }
}

/// <summary>The sizes of a reference form.</summary>
/// <param name="ArenaLength">The numbers in the arena.</param>
/// <param name="Stride">From the gradients to the first state of the optimizer, and from each state to the next.</param>
/// <param name="LongestSum">The most terms that one of its sums has: how far rounding may lead.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ReferenceSizes(int ArenaLength, int Stride, long LongestSum);
