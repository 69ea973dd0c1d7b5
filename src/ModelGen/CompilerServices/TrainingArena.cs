using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.CompilerServices;

/// <summary>What training needs beside the parameters: allocated at the first use, and never by a model that only predicts.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct TrainingArena<T>
    where T : unmanaged
{
    private readonly int _length;
    private readonly ArenaFill<T>[] _fills;
    private T[]? _numbers;
    private int _first;

    /// <param name="length">In numbers.</param>
    /// <param name="fills">What does not begin as 0.</param>
    public TrainingArena(int length, params ArenaFill<T>[] fills)
    {
        _length = length;
        _fills = fills;
    }

    /// <summary>The first number.</summary>
    public ref T First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_numbers is null)
            {
                Allocate();
            }

            return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers!), _first);
        }
    }

    /// <summary>The array that all lies in; null before the first use.</summary>
    internal readonly T[]? Array => _numbers;

    /// <summary>The numbers from a place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Span(int place, int length) => Numbers.Span(ref First, place, length);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Allocate()
    {
        // If there is no memory, nothing has changed.
        T[] numbers = AlignedBuffer.Allocate<T>(_length, out int first);
        foreach (ArenaFill<T> fill in _fills)
        {
            numbers.AsSpan(first + fill.First, fill.Length).Fill(fill.Value);
        }

        _first = first;
        _numbers = numbers;
    }
}

/// <summary>Numbers that begin as something else than 0: what some optimizers remember.</summary>
/// <param name="First">The place of the first.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Value">What each begins as.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ArenaFill<T>(int First, int Length, T Value)
    where T : unmanaged;
