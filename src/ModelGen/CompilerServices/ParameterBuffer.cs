using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.CompilerServices;

/// <summary>The parameters of a model, in an <see cref="AlignedBuffer"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ParameterBuffer<T>
    where T : unmanaged
{
    private readonly T[] _numbers;
    private readonly int _first;
    private readonly int _length;

    /// <param name="length">The number of parameters; all are 0 at first.</param>
    public ParameterBuffer(int length)
    {
        _numbers = AlignedBuffer.Allocate<T>(length, out _first);
        _length = length;
    }

    /// <summary>The first parameter.</summary>
    public ref T First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers), _first);
    }

    /// <summary>All of them.</summary>
    public Span<T> Span => new(_numbers, _first, _length);

    /// <summary>The array that they lie in.</summary>
    internal T[] Array => _numbers;
}
