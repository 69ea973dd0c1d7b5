using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Reads an IDX file example by example; made by <see cref="Idx"/>.</summary>
public sealed class IdxReader : IDisposable
{
    private readonly Stream _stream;
    private readonly string _source;
    private readonly NumberFormat _format;
    private readonly int[] _shape;
    private int _read;

    internal IdxReader(Stream stream, string source)
    {
        _stream = stream;
        _source = source;
        Span<byte> bytes = stackalloc byte[4];
        int read = stream.Fill(bytes, _ => source);
        if (read < 4 || bytes[0] != 0 || bytes[1] != 0 || bytes[3] == 0)
        {
            throw new InvalidDataException($"{source}: not an IDX file.");
        }

        _format = bytes[2] switch
        {
            0x08 => new('u', 1, true),
            0x09 => new('i', 1, true),
            0x0B => new('i', 2, true),
            0x0C => new('i', 4, true),
            0x0D => new('f', 4, true),
            0x0E => new('f', 8, true),
            byte code => throw new InvalidDataException($"{source}: numbers of type 0x{code:X2}, expected 0x08, 0x09 or 0x0B to 0x0E."),
        };
        _shape = new int[bytes[3]];
        long length = 1;
        for (int d = 0; d < _shape.Length; d++)
        {
            if (stream.Fill(bytes, _ => source) < 4)
            {
                throw new InvalidDataException($"{source}: the file ends within the {_shape.Length} extents of its header.");
            }

            _shape[d] = BinaryPrimitives.ReadInt32BigEndian(bytes);
            length = d == 0 ? 1 : length * _shape[d];
            if (_shape[d] < 0 || length > Array.MaxLength)
            {
                throw new InvalidDataException($"{source}: the extent {d + 1} is {(uint)_shape[d]}, more than an example can have.");
            }

            // Any number of rows without numbers would take no bytes.
            if (length == 0)
            {
                throw new InvalidDataException($"{source}: the extent {d + 1} is 0, expected examples with numbers.");
            }
        }

        ExampleLength = (int)length;
    }

    /// <summary>The extents, the number of examples first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of examples.</summary>
    public int Count => _shape[0];

    /// <summary>The numbers in one example: 784 for a digit of MNIST, 1 for its label.</summary>
    public int ExampleLength { get; }

    /// <summary>Reads the next example.</summary>
    /// <param name="example">Room for its numbers, <see cref="ExampleLength"/>.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException">There is not the right room.</exception>
    /// <exception cref="InvalidDataException">The file ends too early or late, or a number does not fit its type; the message names its index, the example first.</exception>
    public bool Read<T>(Span<T> example)
        where T : unmanaged, INumberBase<T>
    {
        if (example.Length != ExampleLength)
        {
            throw new ArgumentException($"An example of {_source} has {ExampleLength} numbers, given room for {example.Length}.", nameof(example));
        }

        if (_read == Count)
        {
            return _stream.HasEnded(_source) ? false : throw new InvalidDataException($"{_source}: more bytes after the last of {Count} examples.");
        }

        _format.Fill(_stream, _source, example, (long)_read * ExampleLength, new(_shape));
        _read++;
        return true;
    }

    /// <summary>Reads all examples that are left.</summary>
    /// <exception cref="InvalidDataException">The file ends too early or late, or a number does not fit its type; the message names its index, the example first.</exception>
    public NumberArray<T> ReadAll<T>()
        where T : unmanaged, INumberBase<T>
    {
        int[] left = [.. _shape];
        int rows = _read;
        left[0] -= rows;
        _read = Count;
        return NumberReader.ReadAll<T>(_stream, _source, _format, left, rows);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();
}
