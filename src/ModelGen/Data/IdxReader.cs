using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO;
using System.IO.Compression;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>
/// Reads an array of the IDX format, in which MNIST and its relatives come: a header with the type of the numbers and the shape, then the numbers,
/// big-endian and row-major. They are read in order and as far as asked for, so that a file may be larger than memory.
/// </summary>
/// <remarks>The format is described at the end of http://yann.lecun.com/exdb/mnist.</remarks>
public sealed class IdxReader : IDisposable
{
    private const int BufferLength = 1 << 14;

    private readonly Stream _stream;
    private readonly string _source;
    private readonly IdxType _type;
    private readonly byte[] _buffer = new byte[BufferLength];
    private long _position;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">Where the array begins. Disposing of the reader closes it.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">This is no header of an IDX array.</exception>
    public IdxReader(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        _stream = stream;
        _source = source;
        Span<byte> header = stackalloc byte[4];
        Fill(header, "the header");
        if (header[0] != 0 || header[1] != 0 || header[3] == 0 || !Enum.IsDefined((IdxType)header[2]))
        {
            throw new InvalidDataException(
                $"{source} begins with the bytes {Convert.ToHexString(header)}, which is no IDX array: expected 0000, a type (08, 09 or 0B to 0E) and 1 or more dimensions.");
        }

        _type = (IdxType)header[2];
        ImmutableArray<int>.Builder shape = ImmutableArray.CreateBuilder<int>(header[3]);
        Span<byte> size = stackalloc byte[4];
        long length = 1;
        for (int dimension = 0; dimension < header[3]; dimension++)
        {
            Fill(size, $"the size of dimension {dimension}");
            int given = BinaryPrimitives.ReadInt32BigEndian(size);
            length *= given;
            if (given < 1 || length > int.MaxValue)
            {
                throw new InvalidDataException(
                    $"{source}: dimension {dimension} has a size of {given}, expected 1 or more and at most {int.MaxValue} numbers in all.");
            }

            shape.Add(given);
        }

        Shape = shape.DrainToImmutable();
        Length = (int)length;
    }

    /// <summary>The sizes of the array's dimensions, one or more; the first is the number of examples.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The numbers in all.</summary>
    public int Length { get; }

    /// <summary>The numbers of one example: the product of all sizes but the first.</summary>
    public int ExampleLength => Length / Shape[0];

    /// <summary>Opens a file, one that ends in <c>.gz</c> through gzip.</summary>
    /// <exception cref="InvalidDataException">The file is no IDX array.</exception>
    public static IdxReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileStream file = File.OpenRead(path);
        try
        {
            bool compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            return new(compressed ? new GZipStream(file, CompressionMode.Decompress) : file, Path.GetFileName(path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next numbers, as many as the span has room for.</summary>
    /// <exception cref="ArgumentException">So many are not left.</exception>
    /// <exception cref="InvalidDataException">The file ends before; the message says in which example.</exception>
    public void Read<T>(Span<T> numbers)
        where T : unmanaged, INumberBase<T>
    {
        if (numbers.Length > Length - _position)
        {
            throw new ArgumentException($"{_source} has {Length - _position} more numbers, asked for {numbers.Length}.", nameof(numbers));
        }

        int size = SizeOf(_type);
        while (numbers.Length > 0)
        {
            int count = Math.Min(numbers.Length, BufferLength / size);
            Span<byte> bytes = _buffer.AsSpan(0, count * size);
            Fill(bytes, $"example {_position / ExampleLength}, from number {_position % ExampleLength} of its {ExampleLength} on");
            for (int i = 0; i < count; i++)
            {
                numbers[i] = Number<T>(bytes.Slice(i * size, size));
            }

            numbers = numbers[count..];
            _position += count;
        }
    }

    /// <summary>Reads all numbers that are left.</summary>
    /// <exception cref="InvalidDataException">The file ends before; the message says in which example.</exception>
    public T[] ReadToEnd<T>()
        where T : unmanaged, INumberBase<T>
    {
        T[] numbers = new T[Length - _position];
        Read<T>(numbers);
        return numbers;
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    private static int SizeOf(IdxType type) => type switch
    {
        IdxType.Byte or IdxType.SignedByte => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Single => 4,
        _ => 8,
    };

    private T Number<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, INumberBase<T> => _type switch
    {
        IdxType.Byte => T.CreateChecked(bytes[0]),
        IdxType.SignedByte => T.CreateChecked((sbyte)bytes[0]),
        IdxType.Int16 => T.CreateChecked(BinaryPrimitives.ReadInt16BigEndian(bytes)),
        IdxType.Int32 => T.CreateChecked(BinaryPrimitives.ReadInt32BigEndian(bytes)),
        IdxType.Single => T.CreateChecked(BinaryPrimitives.ReadSingleBigEndian(bytes)),
        _ => T.CreateChecked(BinaryPrimitives.ReadDoubleBigEndian(bytes)),
    };

    private void Fill(Span<byte> bytes, string what)
    {
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new InvalidDataException($"{_source} ends within {what}.");
        }
    }

    /// <summary>The third byte of a file.</summary>
    private enum IdxType : byte
    {
        Byte = 0x08,
        SignedByte = 0x09,
        Int16 = 0x0B,
        Int32 = 0x0C,
        Single = 0x0D,
        Double = 0x0E,
    }
}
