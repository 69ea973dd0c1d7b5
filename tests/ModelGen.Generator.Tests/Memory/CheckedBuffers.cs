using System;

namespace ModelGen.Generator.Tests.Memory;

/// <summary>Stands for ParameterBuffer.</summary>
public readonly struct CheckedParameters<T>
    where T : unmanaged
{
    private readonly T[] _buffer;
    private readonly int _first;
    private readonly int _length;

    public CheckedParameters(int length)
    {
        _buffer = CheckedMemory.Allocate<T>(length, out _first);
        _length = length;
    }

    public ref T First => ref CheckedMemory.Move(_buffer, _first);

    public Span<T> Span => new(_buffer, _first, _length);
}

/// <summary>Stands for TrainingArena.</summary>
public struct CheckedArena<T>(int length, params ModelGen.CompilerServices.ArenaFill<T>[] fills)
    where T : unmanaged
{
    private T[]? _buffer;
    private int _first;

    public ref T First
    {
        get
        {
            if (_buffer is null)
            {
                _buffer = CheckedMemory.Allocate<T>(length, out _first);
                foreach (var fill in fills)
                {
                    _buffer.AsSpan(_first + fill.First, fill.Length).Fill(fill.Value);
                }
            }

            return ref CheckedMemory.Move(_buffer, _first);
        }
    }

    public Span<T> Span(int place, int count) => CheckedMemory.Span(ref First, place, count);
}
