using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ModelGen.Files;

namespace ModelGen.Tool.Tensors;

/// <summary>A safetensors file, or one of torch.save, read a piece at a time: it may be larger than memory.</summary>
internal sealed class TensorFile : IDisposable
{
    private const int ChunkLength = 64 << 10;

    private readonly FileStream _stream;
    private readonly string _source;
    private readonly long _data;
    private readonly byte[] _bytes = new byte[ChunkLength];
    private readonly double[] _values = new double[ChunkLength];

    /// <summary>Opens a file and reads what it says about its tensors.</summary>
    /// <exception cref="ModelFileException">It is damaged, or no safetensors file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ToolException">There is no such file.</exception>
    public TensorFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException(Directory.Exists(path) ? $"{path}: this is a folder, not a safetensors file." : $"{path}: there is no such file.");
        }

        _source = path;
        _stream = File.OpenRead(path);
        try
        {
            _stream = Seekable(_stream, WeightsFile.AsSafetensors(_stream, path));
            Header = SafetensorsHeader.Read(_stream, path);
            _data = _stream.Position;
            if (_stream.Length - _data != Header.DataLength)
            {
                throw new ModelFileException(path, null, $"the end after {Header.DataLength} bytes of tensors", $"{_stream.Length - _data - Header.DataLength} more bytes");
            }
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensors' names, types and shapes, and the metadata.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors => Header.Tensors;

    /// <summary>The tensor of that name; null if there is none.</summary>
    public SafetensorsTensor? Find(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>A tensor's numbers in order, in pieces of <see cref="PieceLength"/>. Each piece is good until the next.</summary>
    /// <param name="tensor">One whose type <see cref="TensorNumbers.CanDecode"/>.</param>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public IEnumerable<ReadOnlyMemory<double>> Read(SafetensorsTensor tensor)
    {
        int size = TensorNumbers.SizeOf(tensor.Type);
        for (long done = tensor.Begin; done < tensor.End;)
        {
            int length = (int)Math.Min((long)PieceLength * size, tensor.End - done);
            _stream.Position = _data + done;
            if (_stream.ReadAtLeast(_bytes.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
            {
                throw new ModelFileException(_source, tensor.Name, $"{tensor.End - tensor.Begin} bytes", "the end of the file");
            }

            TensorNumbers.Decode(tensor.Type, _bytes.AsSpan(0, length), _values);
            done += length;
            yield return _values.AsMemory(0, length / size);
        }
    }

    /// <summary>What is made of another format goes into a temporary file, which is gone with its stream.</summary>
    private static FileStream Seekable(FileStream file, Stream weights)
    {
        if (weights == file)
        {
            return file;
        }

        FileStream copy = new(
            Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        try
        {
            using (file)
            using (weights)
            {
                weights.CopyTo(copy);
            }

            copy.Position = 0;
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The numbers in a piece, whatever their type.</summary>
    public const int PieceLength = ChunkLength / 8;

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
