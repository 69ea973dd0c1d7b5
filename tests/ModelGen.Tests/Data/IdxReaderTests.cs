using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class IdxReaderTests
{
    [Fact]
    public void ReadsBytesInPieces()
    {
        using IdxReader reader = Reader([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 200, 5, 255]);

        Assert.Equal([2, 1, 3], reader.Shape.AsEnumerable());
        Assert.Equal((6, 3), (reader.Length, reader.ExampleLength));
        float[] first = new float[2];
        reader.Read<float>(first);
        Assert.Equal([1f, 2], first);
        Assert.Equal([3, 200, 5, 255], reader.ReadToEnd<int>());
        Assert.Contains("0 more numbers, asked for 1", Assert.Throws<ArgumentException>(() => reader.Read<int>(new int[1])).Message);
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0xFE, 7 }, -2, 7)]
    [InlineData(0x0B, new byte[] { 0xFF, 0, 1, 2 }, -256, 258)]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF }, 65536, -1)]
    [InlineData(0x0D, new byte[] { 0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0 }, 1.5, -2)]
    [InlineData(0x0E, new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0 }, 1.5, -2)]
    public void ReadsEveryType(int type, byte[] numbers, double first, double second)
    {
        using IdxReader reader = Reader([0, 0, (byte)type, 1, 0, 0, 0, 2, .. numbers]);
        Assert.Equal([first, second], reader.ReadToEnd<double>());
    }

    [Fact]
    public void ReadsMoreThanItsBuffer()
    {
        byte[] content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
        using IdxReader reader = Reader([0, 0, 8, 1, 0, 1, 0x86, 0xA0, .. content]);
        Assert.Equal(content, reader.ReadToEnd<byte>());
    }

    [Fact]
    public void ReadsGzip()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.gz");
        try
        {
            using (GZipStream file = new(File.Create(path), CompressionMode.Compress))
            {
                file.Write([0, 0, 8, 1, 0, 0, 0, 2, 3, 4]);
            }

            using IdxReader reader = IdxReader.Open(path);
            Assert.Equal([3, 4], reader.ReadToEnd<int>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "x.idx ends within the header")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 1, 9 }, "x.idx begins with the bytes 00010801")]
    [InlineData(new byte[] { 0, 0, 10, 1, 0, 0, 0, 1, 9 }, "x.idx begins with the bytes 00000A01")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "x.idx begins with the bytes 00000800")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0 }, "x.idx ends within the size of dimension 1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF }, "dimension 0 has a size of -1")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0 }, "dimension 1 has a size of 65536")]
    public void SaysWhatIsWrongWithAHeader(byte[] file, string message)
        => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Reader(file)).Message);

    [Fact]
    public void SaysWhereAFileEnds()
    {
        using IdxReader reader = Reader([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4]);
        reader.Read<int>(new int[4]);
        string message = Assert.Throws<InvalidDataException>(() => reader.ReadToEnd<int>()).Message;
        Assert.Equal("x.idx ends within example 1, from number 1 of its 3 on.", message);
    }

    private static IdxReader Reader(byte[] file) => new(new MemoryStream(file), "x.idx");
}
