using System;
using System.IO;
using System.IO.Compression;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class IdxTests
{
    // Two pictures of 2 × 3, as the description of the format has it.
    private static readonly byte[] Pictures = [0, 0, 0x08, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];

    [Fact]
    public void ReadsExampleByExample()
    {
        using IdxReader reader = Idx.Open(new MemoryStream(Pictures), "pictures");
        Assert.Equal([2, 2, 3], reader.Shape.ToArray());
        Assert.Equal((2, 6), (reader.Count, reader.ExampleLength));
        float[] example = new float[6];
        Assert.True(reader.Read<float>(example));
        Assert.Equal([1, 2, 3, 4, 5, 6], example);
        Assert.True(reader.Read<float>(example));
        Assert.Equal([7, 8, 9, 10, 11, 255], example);
        Assert.False(reader.Read<float>(example));
        Assert.Throws<ArgumentException>(() => reader.Read<float>(new float[5]));
    }

    [Fact]
    public void ReadsEveryTypeOfNumber()
    {
        Assert.Equal([-1, 5], All<int>([0, 0, 0x09, 1, 0, 0, 0, 2, 255, 5]));
        Assert.Equal([-2, 258], All<int>([0, 0, 0x0B, 1, 0, 0, 0, 2, 255, 254, 1, 2]));
        Assert.Equal([16909060], All<double>([0, 0, 0x0C, 1, 0, 0, 0, 1, 1, 2, 3, 4]));
        Assert.Equal([-2.5f], All<float>([0, 0, 0x0D, 1, 0, 0, 0, 1, 0xC0, 0x20, 0, 0]));
        Assert.Equal([-2.5f], All<float>([0, 0, 0x0E, 1, 0, 0, 0, 1, 0xC0, 4, 0, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public void ErrorsNameTheIndex()
    {
        Assert.Equal("given, index [1, 1, 1]: the file ends, expected a number of type u1.", Fault(() => All<int>(Pictures[..^2])));
        Assert.Equal("given, index [1, 1, 2]: 255 is not a number of type SByte.", Fault(() => All<sbyte>(Pictures)));
        Assert.Equal("given: more bytes after the last of 12 numbers.", Fault(() => All<int>([.. Pictures, 0])));
        Assert.Equal("given: not an IDX file.", Fault(() => All<int>([1, 2, 3, 4])));
        Assert.Equal("given: not an IDX file.", Fault(() => All<int>([0, 0, 8])));
        Assert.Contains("numbers of type 0x0A", Fault(() => All<int>([0, 0, 0x0A, 1, 0, 0, 0, 0])), StringComparison.Ordinal);
        Assert.Contains("ends within the 2 extents", Fault(() => All<int>([0, 0, 8, 2, 0, 0, 0, 1])), StringComparison.Ordinal);
        Assert.Equal("given: the extent 2 is 0, expected examples with numbers.", Fault(() => Idx.Open(new MemoryStream([0, 0, 8, 2, 127, 255, 255, 255, 0, 0, 0, 0]), "given")));
        Assert.Equal("given: the extent 3 is 0, expected examples with numbers.", Fault(() => All<int>([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0])));
        Assert.Empty(All<int>([0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 2]));
        Assert.Contains("extent 2 is 4294967295", Fault(() => All<int>([0, 0, 8, 2, 0, 0, 0, 1, 255, 255, 255, 255])), StringComparison.Ordinal);

        using IdxReader reader = Idx.Open(new MemoryStream(Pictures[..^1]), "given");
        reader.Read<int>(new int[6]);
        Assert.Equal("given, index [1, 1, 2]: the file ends, expected a number of type u1.", Fault(() => reader.ReadAll<int>()));
    }

    [Fact]
    public void ReadsFilesPlainAndCompressed()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modelgen-idx");
        try
        {
            string plain = Path.Combine(folder.FullName, "pictures"), compressed = Path.Combine(folder.FullName, "pictures.gz");
            File.WriteAllBytes(plain, Pictures);
            using (GZipStream stream = new(File.Create(compressed), CompressionLevel.Fastest))
            {
                stream.Write(Pictures);
            }

            Assert.Equal(Idx.Read<float>(plain).Values, Idx.Read<float>(compressed).Values);
            Assert.Equal([2, 2, 3], Idx.Read<float>(compressed).Shape);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static T[] All<T>(byte[] bytes)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        using IdxReader reader = Idx.Open(new MemoryStream(bytes), "given");
        return reader.ReadAll<T>().Values;
    }

    private static string Fault(Action read) => Assert.Throws<InvalidDataException>(read).Message;
}
