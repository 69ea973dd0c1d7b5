using System;
using System.IO;
using System.IO.Compression;

namespace ModelGen.Data;

/// <summary>Unpacks a gzip file, and throws where it is cut off or something follows it: <see cref="GZipStream"/> takes both for its end.</summary>
/// <remarks>
/// A gzip file may have several members, one after another. Behind the file's last byte comes one more with a known content: it is found there only if all
/// before it is whole, and nothing of it gets out.
/// </remarks>
internal sealed class GzipReader : ForwardStream
{
    private static readonly byte[] s_content = "The end of what is to be unpacked"u8.ToArray();
    private static readonly byte[] s_member = Packed(s_content);

    private readonly FileThenMember _file;
    private readonly GZipStream _content;
    private long _length;
    private bool _hasEnded;

    public GzipReader(Stream file)
    {
        _file = new(file);
        _content = new(_file, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The file is damaged, cut off or followed by something. The message does not name it.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_hasEnded || buffer.IsEmpty)
        {
            return 0;
        }

        int read = Unpack(buffer);
        _length += read;
        if (read == 0)
        {
            _hasEnded = true;
            CheckEnd();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Packed(byte[] content)
    {
        using MemoryStream bytes = new();
        using (GZipStream stream = new(bytes, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return bytes.ToArray();
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (InvalidDataException fault)
        {
            throw Damaged(fault);
        }
    }

    private void CheckEnd()
    {
        if (!_file.IsAtEnd)
        {
            throw new InvalidDataException($"more bytes follow the compressed data, whose content are {_length} bytes.");
        }

        if (_file.IsEmpty)
        {
            throw new InvalidDataException("the file is empty, and so no gzip file.");
        }

        _file.GoOn();
        Span<byte> found = stackalloc byte[s_content.Length + 1];
        int count = 0;
        for (int read = -1; read != 0; count += read)
        {
            read = Unpack(found[count..]);
        }

        if (!found[..count].SequenceEqual(s_content))
        {
            throw Damaged(null);
        }
    }

    private InvalidDataException Damaged(InvalidDataException? fault) =>
        new($"the compressed data {(_file.IsAtEnd ? "ends too early" : "is damaged")}, after {_length} bytes of its content.", fault);

    /// <summary>The file, and once it has been read to its end and this is told to go on, the member.</summary>
    private sealed class FileThenMember(Stream file) : ForwardStream
    {
        private MemoryStream? _member;

        /// <summary>Whether more was asked for than the file has.</summary>
        public bool IsAtEnd { get; private set; }

        public bool IsEmpty { get; private set; } = true;

        public void GoOn() => _member = new(s_member);

        public override int Read(Span<byte> buffer)
        {
            int read = (_member ?? file).Read(buffer);
            IsAtEnd |= read == 0;
            IsEmpty &= read == 0;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
