using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ModelGen.Data;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Data;

/// <summary>Against files that NumPy wrote (make_numpy.py).</summary>
public sealed class NumPyTests
{
    [Fact]
    public void ReadsWhatNumPyWrote()
    {
        NumberArray<float> cube = Npy.Read<float>(PathOf("f4.npy"));
        Assert.Equal([2, 3, 4], cube.Shape);
        Assert.Equal((2, 12), (cube.Count, cube.ExampleLength));
        Assert.Equal([.. Enumerable.Range(0, 24).Select(i => i / 8f)], cube.Values);
        Assert.Equal([.. Enumerable.Range(0, 24).Select(i => i / 8.0)], Npy.Read<double>(PathOf("f4.npy")).Values);

        Assert.Equal([1, -2, 1L << 40], Npy.Read<long>(PathOf("i8.npy")).Values);
        NumberArray<float> scalar = Npy.Read<float>(PathOf("scalar.npy"));
        Assert.Empty(scalar.Shape);
        Assert.Equal([2.5f], scalar.Values);
    }

    [Fact]
    public void FortranOrderAndBigEndianNumbersComeAsAllOthers()
    {
        NumberArray<double> array = Npy.Read<double>(PathOf("fortran.npy"));
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1.25], array.Values);
    }

    [Fact]
    public void ReadsArchives()
    {
        using NpzReader npz = Npz.Open(PathOf("mixed.npz"));
        Assert.Equal(["x", "y"], npz.Names);
        Assert.Equal([3, 2], npz.Read<int>("x").Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], npz.Read<float>("x").Values);
        Assert.Equal([0, 255, 7], npz.Read<byte>("y").Values);
        Assert.Contains("no array 'z'; its arrays are x, y", Assert.Throws<ArgumentException>(() => npz.Read<int>("z")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WritesWhatNumPyWrites()
    {
        using MemoryStream stream = new();
        Npy.Write<float>(stream, [.. Enumerable.Range(0, 24).Select(i => i / 8f)], 2, 3, 4);
        Assert.Equal(File.ReadAllBytes(PathOf("f4.npy")), stream.ToArray());

        stream.SetLength(0);
        Npy.Write<long>(stream, [1, -2, 1L << 40]);
        Assert.Equal(File.ReadAllBytes(PathOf("i8.npy")), stream.ToArray());
        Assert.Throws<ArgumentException>(() => Npy.Write<long>(stream, [1, 2, 3], 2, 2));
        Assert.Throws<ArgumentException>(() => Npy.Write<short>(stream, [1, 2, 3]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ArchivesHoldWhatWasWritten(bool compress)
    {
        using MemoryStream stream = new();
        double[] many = [.. Enumerable.Range(0, 10_000).Select(i => Math.Sin(i))];
        using (NpzWriter writer = Npz.Create(new Kept(stream), compress))
        {
            writer.Add<double>("many", many, 100, 100);
            writer.Add<byte>("few", [1, 2]);
        }

        using NpzReader npz = Npz.Open(new MemoryStream(stream.ToArray()), "written");
        Assert.Equal(many, npz.Read<double>("many").Values);
        Assert.Equal([2], npz.Read<int>("few").Shape);
        Assert.Equal([1, 2], npz.Read<int>("few").Values);
        Assert.Contains("written", Assert.Throws<InvalidDataException>(() => Npz.Open(new MemoryStream([1, 2, 3]), "written")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsNameTheIndex()
    {
        Assert.Equal("i8.npy, index [1]: -2 is not a number of type Byte.", Assert.Throws<InvalidDataException>(() => Npy.Read<byte>(PathOf("i8.npy"))).Message);
        Assert.Equal("fortran.npy, index [1, 0]: 0.75 is not a number of type Int32.", Fault(() => Npy.Read<int>(PathOf("fortran.npy"))));
        byte[] bytes = File.ReadAllBytes(PathOf("f4.npy"));
        Assert.Equal("cut, index [1, 2, 3]: the file ends, expected a number of type f4.", Fault(() => Npy.Read<float>(new MemoryStream(bytes[..^2]), "cut")));
        Assert.Equal("cut, index [0, 0, 0]: the file ends, expected a number of type f4.", Fault(() => Npy.Read<float>(new MemoryStream(bytes[..^96]), "cut")));
        Assert.Equal("cut, index [1, 0, 2]: the file ends, expected a number of type f4.", Fault(() => Npy.Read<float>(new MemoryStream(bytes[..^40]), "cut")));
        Assert.Equal("more: more bytes after the last of 24 numbers.", Fault(() => Npy.Read<float>(new MemoryStream([.. bytes, 0]), "more")));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "index [0, 0]: the file ends")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647), }", "more numbers than an array takes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }", "index [0]: the file ends")]
    [InlineData("{'descr': '<U5', 'fortran_order': False, 'shape': (2,), }", "numbers of type '<U5', expected f4, f8, i4, i8 or u1")]
    [InlineData("{'descr': '<f4', 'fortran_order': Perhaps, 'shape': (2,), }", "fortran_order is Perhaps")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", "the shape is (-2,)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 2, }", "the shape is 2")]
    [InlineData("{'descr': '<f4', 'shape': (2,), }", "no 'fortran_order'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2), }", "the shape is (2)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,,3), }", "the shape is (2,,3)")]
    [InlineData("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", "'descr' stands in the header twice")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}", "'more' in the header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } more", "expected a dictionary in braces")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)", "expected a dictionary in braces")]
    [InlineData("{'descr': '<f4', fortran_order: False, 'shape': (2,)}", "expected a key in quotes and a colon")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1)", "expected a dictionary in braces")]
    [InlineData("{}", "no 'descr'")]
    [InlineData("", "expected a dictionary in braces")]
    public void HeadersAreChecked(string header, string fault)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)];
        Assert.Contains(fault, Fault(() => Npy.Read<float>(new MemoryStream(file), "given")), StringComparison.Ordinal);
    }

    [Fact]
    public void ArraysHaveAsManyDimensionsAsNumPyTakes()
    {
        double[] numbers = [.. Enumerable.Range(0, 6)];
        int[] most = [2, .. Enumerable.Repeat(1, 62), 3];
        using MemoryStream stream = new();
        Npy.Write<double>(stream, numbers, most);
        NumberArray<double> read = Npy.Read<double>(new MemoryStream(stream.ToArray()), "most");
        Assert.Equal(most, read.Shape);
        Assert.Equal(numbers, read.Values);
        Assert.Throws<ArgumentException>(() => Npy.Write<double>(stream, numbers, [1, .. most]));

        // With 25,000 numbers, 15 seconds.
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '<f8', 'fortran_order': True, 'shape': (25000, {string.Concat(Enumerable.Repeat("1,", 15_000))}), }}");
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. new byte[200_000]];
        Assert.Equal("many: 15001 dimensions, expected at most 64.", Fault(() => Npy.Read<double>(new MemoryStream(file), "many")));
    }

    [Fact]
    public void ArraysWithoutNumbersHaveExamplesOfAPossibleLength()
    {
        Assert.Equal((0, 12), Empty("(0, 3, 4)"));
        Assert.Equal((5, 0), Empty("(5, 0)"));
        Assert.Contains("more numbers than an array takes", Fault(() => Empty("(0, 65536, 65536)")), StringComparison.Ordinal);

        static (int Count, int ExampleLength) Empty(string shape)
        {
            byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}");
            NumberArray<float> array = Npy.Read<float>(new MemoryStream([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text]), "empty");
            return (array.Count, array.ExampleLength);
        }
    }

    [Fact]
    public void DamagedFilesEndInTheOneException()
    {
        ModelRandom random = new(3);
        byte[] good = File.ReadAllBytes(PathOf("f4.npy"));
        for (int round = 0; round < 20_000; round++)
        {
            List<byte> bytes = [.. good];
            for (int change = 0; change < 3; change++)
            {
                int at = (int)(random.NextUInt64() % 140);
                bytes[at] = random.NextUInt64() % 3 == 0 ? (byte)random.NextUInt64() : (byte)('0' + random.NextUInt64() % 10);
            }

            try
            {
                Npy.Read<float>(new MemoryStream([.. bytes]), "damaged");
            }
            catch (InvalidDataException fault)
            {
                Assert.StartsWith("damaged", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Fault(Action read) => Assert.Throws<InvalidDataException>(read).Message;

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "numpy", name);

    /// <summary>Stays open when what writes to it is closed.</summary>
    private sealed class Kept(MemoryStream stream) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => stream.Write(buffer, offset, count);
    }
}
