using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

/// <summary>
/// What torch.save writes, from files that PyTorch 1.13 wrote (tests/goldens/pytorch/make.py): the numbers are those of its formulas.
/// </summary>
public sealed class PyTorchArchiveTests
{
    private static readonly LoadOptions Converted = new() { ConvertTypes = true };

    public static TheoryData<string> Archives => ["float32", "float64", "float16", "bfloat16", "module", "parameters"];

    [Theory]
    [MemberData(nameof(Archives))]
    public void AStateDictIsLoaded(string name)
    {
        TorchNetwork network = TorchNetwork.Load(PathOf(name), Converted);
        HasTheNumbersOfTheFormulas(network);

        // Into one that exists, and from a stream, wherever in it the file begins.
        TorchNetwork other = new(seed: 5);
        using MemoryStream stream = new([1, 2, 3, .. File.ReadAllBytes(PathOf(name))]) { Position = 3 };
        other.Restore(stream, Converted);
        HasTheNumbersOfTheFormulas(other);
    }

    [Fact]
    public void DictionariesInDictionariesHaveNamesWithDots()
    {
        LoadOptions options = new() { NameInFile = name => "model." + name, IgnoreExtraTensors = true };
        HasTheNumbersOfTheFormulas(TorchNetwork.Load(PathOf("nested"), options));
        ModelFileException fault = Assert.Throws<ModelFileException>(() => TorchNetwork.Load(PathOf("nested")));
        Assert.Contains("model.dense1.weight", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherTypesAreRefusedUnlessTheyMayBeConverted()
    {
        Assert.Contains("found F64 (8, 4) (numbers are converted", Fault(PathOf("float64")), StringComparison.Ordinal);
        Assert.Contains("found F16 (8, 4)", Fault(PathOf("float16")), StringComparison.Ordinal);
        Assert.Contains("found I64 (8, 4)", Fault(PathOf("int64"), Converted), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoStateDictIsRefusedByName()
    {
        string whole = Fault(PathOf("whole"));
        Assert.Contains("whole.pt: expected tensors, numbers, texts", whole, StringComparison.Ordinal);
        Assert.Contains("__main__.N at byte", whole, StringComparison.Ordinal);
        Assert.Contains("legacy.pt: expected safetensors, or what torch.save has written since PyTorch 1.6", Fault(PathOf("legacy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cos\nsystem\n(X\u0004\0\0\0trueetR.", "os.system at byte 2")]
    [InlineData("cbuiltins\neval\n)R.", "builtins.eval at byte 2")]
    [InlineData("ctorch._utils\n_rebuild_tensor\n)R.", "torch._utils._rebuild_tensor at byte 2")]
    [InlineData("}X\u0001\0\0\0aios\nsystem\ns.", "0x69 at byte 9")]
    [InlineData("ccollections\nOrderedDict\n)\u0081.", "0x81 at byte 28")]
    [InlineData("ccollections\nOrderedDict\nK\u0001R.", "a tuple of arguments")]
    [InlineData("K\u0001K\u0002R.", "a tuple of arguments")]
    [InlineData("K\u0001)R.", "something to call")]
    [InlineData("}", "1 more bytes, found the end after 0 at byte 3 of data.pkl")]
    [InlineData("R.", "a value on the stack")]
    [InlineData("(.", "a value on the stack")]
    [InlineData("t.", "a mark on the stack")]
    [InlineData("h\u0007.", "a value that was remembered, found number 7 at byte 2")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ffabc.", "more bytes, found the end after 4")]
    [InlineData("K\u0001.", "a dictionary of tensors")]
    [InlineData("}.", "tensors with names")]
    [InlineData("}(K\u0001u.", "keys with values")]
    [InlineData("]K\u0001K\u0002s.", "a dictionary")]
    [InlineData("X\u0001\0\0\0aQ.", "a storage")]
    public void PicklesOfOtherThingsAreRefused(string pickle, string text)
    {
        string message = Fault(Archive(pickle));
        Assert.StartsWith("stream: expected ", message, StringComparison.Ordinal);
        Assert.Contains(text, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 0, 2, 3, 2, 1, "an end")]                                     // the whole storage: what is missing are the tensors
    [InlineData(6, 1, 2, 3, 3, 1, "a tensor within the 6 numbers of storage 0")]
    [InlineData(6, 0, 3, 3, 0, 0, "at most the 6 numbers of storage 0")]
    [InlineData(6, 0, 2, 2, 5, 1, "a tensor within the 6 numbers of storage 0")]
    [InlineData(6, 0, 1_000_000, 1_000_000, 0, 0, "at most the 6 numbers of storage 0")]
    [InlineData(7, 0, 2, 3, 3, 1, "7 numbers of F32 in a/data/0, found 24 bytes")]
    [InlineData(-1, 0, 2, 3, 3, 1, "a storage, found something else")]
    [InlineData(6, -1, 2, 3, 3, 1, "as many extents as strides, 0 or more each")]
    [InlineData(6, 0, 2, 3, -3, 1, "as many extents as strides, 0 or more each")]
    public void TensorsLieInTheirStorages(int length, int offset, int rows, int columns, int down, int right, string text)
    {
        string tensor = "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpu"
            + $"{Int(length)}tQ{Int(offset)}{Int(rows)}{Int(columns)}\u0086{Int(down)}{Int(right)}\u0086\u0089ccollections\nOrderedDict\n)RtR";
        string message = Fault(Archive("}X\u0001\0\0\0a" + tensor + "s.", new byte[24]));
        Assert.Contains(text == "an end" ? "no such tensor among a" : text, message, StringComparison.Ordinal);
    }

    /// <summary>A dictionary that holds one twice, which holds one twice, and so on: 2⁶⁰ tensors.</summary>
    [Fact]
    public void SmallFilesCannotNameManyTensors()
    {
        StringBuilder pickle = new("}q\u0001");
        for (char level = '\u0002'; level < '\u0014'; level++)
        {
            pickle.Append($"}}q{level}(");
            for (char key = 'a'; key < 'i'; key++)
            {
                pickle.Append($"X\u0001\0\0\0{key}h{(char)(level - 1)}");
            }

            pickle.Append('u');
        }

        Assert.Contains("at most 1048576 entries", Fault(Archive(pickle + ".")), StringComparison.Ordinal);
    }

    /// <summary>Cut anywhere, and with any byte changed: it is loaded or refused, with little memory.</summary>
    [Theory]
    [InlineData("float32")]
    [InlineData("parameters")]
    [InlineData("nested")]
    public void DamagedFilesAreRefused(string name)
    {
        byte[] whole = File.ReadAllBytes(PathOf(name));
        LoadOptions options = new() { NameInFile = tensor => name == "nested" ? "model." + tensor : tensor, IgnoreExtraTensors = true };
        int refused = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.ThrowsAny<ModelFileException>(() => TorchNetwork.Load(new MemoryStream(whole[..length]), options));
        }

        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte change in new byte[] { 1, 0x80, 0xFF, 0x2E })
            {
                byte[] changed = [.. whole];
                changed[at] ^= change;
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    TorchNetwork.Load(new MemoryStream(changed), options);
                }
                catch (ModelFileException fault)
                {
                    Assert.NotEmpty(fault.Message);
                    refused++;
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
            }
        }

        Assert.InRange(refused, whole.Length / 4, 4 * whole.Length);
    }

    private static string Fault(string path, LoadOptions? options = null)
        => Assert.Throws<ModelFileException>(() => TorchNetwork.Load(path, options)).Message;

    private static string Fault(MemoryStream stream) => Assert.Throws<ModelFileException>(() => TorchNetwork.Load(stream)).Message;

    /// <summary>An archive with a pickle, protocol 2, a character a byte, and a storage.</summary>
    private static MemoryStream Archive(string pickle, byte[]? storage = null)
    {
        MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("a/data.pkl", [0x80, 2, .. Encoding.Latin1.GetBytes(pickle)]);
            if (storage is not null)
            {
                Add("a/data/0", storage);
            }

            void Add(string name, byte[] bytes)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static string Int(int number) => "J" + Encoding.Latin1.GetString(BitConverter.GetBytes(number));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Files", "pytorch", name + ".pt");

    private static void HasTheNumbersOfTheFormulas(TorchNetwork network)
    {
        Has("dense1.weight", [.. Enumerable.Range(0, 32).Select(i => 0.125f * i - 1.5f)]);
        Has("dense1.bias", [.. Enumerable.Range(0, 8).Select(i => -0.25f * i)]);
        Has("dense2.weight", [.. Enumerable.Range(0, 24).Select(i => 0.5f * (i % 8 * 3 + i / 8))]);
        Has("dense2.bias", [2, 5, 8]);

        void Has(string name, float[] expected)
        {
            float[] values = new float[expected.Length];
            network.GetParameter(name, values);
            Assert.Equal(expected, values);
        }
    }
}
