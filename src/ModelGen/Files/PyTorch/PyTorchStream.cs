using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace ModelGen.Files.PyTorch;

/// <summary>A file of torch.save, read as the safetensors file with the same tensors: forward only, a tensor in memory at a time.</summary>
/// <remarks>
/// The format (PyTorch's caffe2/serialize and torch/serialization.py): a zip archive without compression, in one folder. <c>data.pkl</c>
/// is a pickle of the
/// object, whose storages lie in <c>data/0</c>, <c>data/1</c>, …, each its numbers as they are, little-endian unless <c>byteorder</c>
/// says otherwise.
/// </remarks>
internal sealed class PyTorchStream : Stream
{
    private const string Pickle = "/data.pkl";

    /// <summary>
    /// What all tensors together may have of the file's bytes: views share storages, and a small file could claim any number of them.
    /// </summary>
    private const int MostCopies = 16;

    private readonly ZipArchive _archive;
    private readonly string _source;
    private readonly string _folder;
    private readonly List<(string Name, PickleTensor Tensor)> _tensors;

    private byte[] _part;
    private int _partAt;
    private int _next;
    private PickleStorage? _loaded;
    private byte[] _storage = [];

    /// <summary>Reads what there is, and checks that all of it lies in the file.</summary>
    /// <param name="stream">The archive, from its first byte on; it stays open.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ModelFileException">It is damaged, or holds anything but tensors in dictionaries.</exception>
    public PyTorchStream(Stream stream, string source)
    {
        _source = source;
        try
        {
            _archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry pickle = _archive.Entries.FirstOrDefault(e => e.FullName.EndsWith(Pickle, StringComparison.Ordinal))
                ?? throw new ModelFileException(source, null, "an archive of torch.save, with a data.pkl", $"{_archive.Entries.Count} other files");
            _folder = pickle.FullName[..^(Pickle.Length - 1)];
            if (_archive.GetEntry(_folder + "byteorder") is { } order && !Bytes(order).AsSpan().SequenceEqual("little"u8))
            {
                throw new ModelFileException(source, null, "numbers with their lowest byte first", "another order of bytes");
            }

            _tensors = StateDict.Tensors(new PickleMachine(Bytes(pickle), source).Run(), source);
            _part = Header(stream.Length);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new ModelFileException(source, null, "a whole zip archive of torch.save", fault.Message.TrimEnd('.'), fault);
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_partAt == _part.Length)
        {
            if (_next == _tensors.Count)
            {
                return 0;
            }

            _part = Numbers(_tensors[_next++]);
            _partAt = 0;
        }

        int length = Math.Min(buffer.Length, _part.Length - _partAt);
        _part.AsSpan(_partAt, length).CopyTo(buffer);
        _partAt += length;
        return length;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _archive.Dispose();
        base.Dispose(disposing);
    }

    private static int SizeOf(PickleStorage storage) => SafetensorsTensor.BitsOf(storage.Type) / 8;

    private byte[] Header(long fileLength)
    {
        List<SafetensorsTensor> places = [];
        Int128 end = 0;
        foreach ((string name, PickleTensor tensor) in _tensors)
        {
            ZipArchiveEntry entry = Entry(name, tensor.Storage);
            Int128 begin = end;
            end += (Int128)tensor.Count * SizeOf(tensor.Storage);
            if (entry.Length != (Int128)tensor.Storage.Length * SizeOf(tensor.Storage))
            {
                string expected = $"{tensor.Storage.Length} numbers of {tensor.Storage.Type} in {entry.FullName}";
                throw new ModelFileException(_source, name, expected, $"{entry.Length} bytes");
            }

            if (end > (Int128)fileLength * MostCopies)
            {
                string expected = $"at most {MostCopies} times the file's {fileLength} bytes in its tensors";
                throw new ModelFileException(_source, name, expected, "more");
            }

            places.Add(new(name, tensor.Storage.Type, [.. tensor.Shape], (long)begin, (long)end));
        }

        return SafetensorsJson.Write(places, new Dictionary<string, string> { [MetadataKeys.Format] = "pt" });
    }

    private ZipArchiveEntry Entry(string tensor, PickleStorage storage)
    {
        string path = $"{_folder}data/{storage.Key}";
        return _archive.GetEntry(path)
            ?? throw new ModelFileException(_source, tensor, $"its numbers in {path}", "no such file in the archive");
    }

    /// <summary>A file of the archive. It is no longer than the archive is, since nothing is compressed.</summary>
    private byte[] Bytes(ZipArchiveEntry entry)
    {
        if (entry.Length != entry.CompressedLength || entry.Length > Array.MaxLength)
        {
            string expected = $"{entry.FullName} as it is, of at most {Array.MaxLength} bytes";
            throw new ModelFileException(_source, null, expected, $"{entry.Length} bytes in {entry.CompressedLength}");
        }

        using Stream stream = entry.Open();
        using MemoryStream all = new();
        stream.CopyTo(all);
        return all.Length == entry.Length
            ? all.ToArray()
            : throw new ModelFileException(_source, null, $"{entry.Length} bytes of {entry.FullName}", $"{all.Length}");
    }

    /// <summary>The numbers of a tensor in order, whatever its strides.</summary>
    private byte[] Numbers((string Name, PickleTensor Tensor) named)
    {
        PickleTensor tensor = named.Tensor;
        if (tensor.Count == 0)
        {
            return [];
        }

        if (_loaded != tensor.Storage)
        {
            try
            {
                _storage = Bytes(Entry(named.Name, tensor.Storage));
            }
            catch (InvalidDataException fault)
            {
                throw new ModelFileException(_source, named.Name, "a whole zip archive of torch.save", fault.Message.TrimEnd('.'), fault);
            }

            _loaded = tensor.Storage;
        }

        int size = SizeOf(tensor.Storage);
        byte[] numbers = new byte[tensor.Count * size];
        if (tensor.IsContiguous)
        {
            _storage.AsSpan((int)(tensor.Offset * size), numbers.Length).CopyTo(numbers);
            return numbers;
        }

        long[] index = new long[tensor.Shape.Length];
        long from = tensor.Offset;
        for (int at = 0; at < numbers.Length; at += size)
        {
            _storage.AsSpan((int)(from * size), size).CopyTo(numbers.AsSpan(at));
            for (int d = index.Length - 1; d >= 0; d--)
            {
                from += tensor.Strides[d];
                if (++index[d] < tensor.Shape[d])
                {
                    break;
                }

                from -= tensor.Strides[d] * tensor.Shape[d];
                index[d] = 0;
            }
        }

        return numbers;
    }
}
