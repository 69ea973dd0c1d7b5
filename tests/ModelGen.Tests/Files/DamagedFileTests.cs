using System;
using System.IO;
using System.Text;
using System.Text.Json;
using ModelGen.Files;
using ModelGen.Numerics;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

public sealed class DamagedFileTests
{
    [Theory]
    [InlineData("", 0, "a header that begins with a brace")]
    [InlineData("[]", 0, "a header that begins with a brace")]
    [InlineData(" {}", 0, "a header that begins with a brace")]
    [InlineData("\n{}", 0, "a header that begins with a brace")]
    [InlineData("\ufeff{}", 0, "a header that begins with a brace")]
    [InlineData("{} x", 0, "a header in JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", 8, "a header in JSON")]
    [InlineData("""{"a":5}""", 0, "an object with dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "dtype, shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", 8, "dtype, shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", 8, "a known type")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole numbers, 0 or more, in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole numbers, 0 or more, in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "whole numbers, 0 or more, in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "12 bytes for F32 (3)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 8, "a shape that can be counted in 64 bits")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "8 bytes for F32 (2)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "bytes from 8 on, where those before end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[9,17]}}""", 17, "bytes from 8 on, where those before end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, "one entry in the header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "8 bytes of tensors after the header")]
    [InlineData("""{"__metadata__":{"a":5}}""", 0, "a text for a")]
    [InlineData("""{"__metadata__":{"a":null}}""", 0, "a text for a")]
    [InlineData("""{"__metadata__":{"a":"1","b":"2","a":"1"}}""", 0, "one text for a")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "dtype once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"shape":[2]}}""", 8, "shape once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4],"data_offsets":[0,8]}}""", 8, "data_offsets once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-0,8]}}""", 8, "whole numbers, 0 or more, in data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}""", 0, "whole numbers, 0 or more, in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, "whole numbers, 0 or more, in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}""", 8, "whole numbers, 0 or more, in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,0],"data_offsets":[0,8]}}""", 8, "0 bytes for F32 (2, 0)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}""", 0, "a shape that can be counted in 64 bits")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, "whole bytes")]
    [InlineData("""{"a":{"dtype":"F6_E2M3","shape":[2,4],"data_offsets":[0,8]}}""", 8, "6 bytes for F6_E2M3 (2, 4)")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "a header in JSON")]
    public void HeadersAreChecked(string json, int dataLength, string expected)
    {
        ModelFileException fault = Assert.Throws<ModelFileException>(() => SafetensorsHeader.Read(TestFiles.Of(json, dataLength), "given"));
        Assert.Equal(expected, fault.Expected);
        Assert.StartsWith("given", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-0", "-0 at byte 47")]
    [InlineData("2.5", "2.5 at byte 47")]
    [InlineData("99999999999999999999", "99999999999999999999 at byte 47")]
    [InlineData("true", "True at byte 47")]
    public void NumbersAreQuotedAsTheyAreWritten(string number, string found)
    {
        string json = $"{{\"a\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[{number},0]}}}}";
        ModelFileException fault = Assert.Throws<ModelFileException>(() => SafetensorsHeader.Read(TestFiles.Of(json, 0)));
        Assert.Equal(found, fault.Found);
        json = json.Replace(number, new string('9', 1000), StringComparison.Ordinal);
        Assert.Equal("Number at byte 47", Assert.Throws<ModelFileException>(() => SafetensorsHeader.Read(TestFiles.Of(json, 0))).Found);
    }

    /// <summary>What the format allows, and the reference implementation reads.</summary>
    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{}\r \t\n", 0)]
    [InlineData("""{"a":{"dtype":"I32","shape":[2,0],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"F64","shape":[0,9223372036854775807,4],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"c":{"dtype":"F32","shape":[3,0],"data_offsets":[4,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F4","shape":[2,2],"data_offsets":[0,2]},"b":{"dtype":"F6_E3M2","shape":[4],"data_offsets":[2,5]},"c":{"dtype":"F8_E4M3FNUZ","shape":[],"data_offsets":[5,6]}}""", 6)]
    [InlineData("""{"a":{"shape":[2],"more":{"shape":1,"shape":2},"data_offsets":[0,8],"dtype":"F32"}}""", 8)]
    public void HeadersOfTheFormatAreRead(string json, int dataLength) =>
        Assert.Equal(dataLength, SafetensorsHeader.Read(TestFiles.Of(json, dataLength)).DataLength);

    [Fact]
    public void TensorsOfEveryTypeCanBePassedOver()
    {
        FiledPlainly model = new(1);
        using MemoryStream saved = new();
        model.Save(saved);
        byte[] bytes = saved.ToArray();
        long headerLength = BitConverter.ToInt64(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, (int)headerLength).TrimEnd();
        byte[] data = bytes[(8 + (int)headerLength)..];
        foreach (string type in (string[])["F64", "F4", "F6_E2M3", "F8_E8M0", "F8_E5M2FNUZ", "BOOL", "C64", "F99"])
        {
            int length = SafetensorsTensor.BitsOf(type);
            string entry = $$""","other":{"dtype":"{{type}}","shape":[8],"data_offsets":[{{data.Length}},{{data.Length + length}}]} }""";
            byte[] text = Encoding.UTF8.GetBytes(header[..^1] + entry);
            MemoryStream file = new([.. BitConverter.GetBytes((long)text.Length), .. text, .. data, .. new byte[length]]);
            if (length == 0)
            {
                Assert.Equal("'F99'", Assert.Throws<ModelFileException>(() => FiledPlainly.Load(file, new() { IgnoreExtraTensors = true })).Found);
            }
            else
            {
                Assert.Equal(model.Parameters, FiledPlainly.Load(file, new() { IgnoreExtraTensors = true }).Parameters);
            }
        }
    }

    [Fact]
    public void AHugeHeaderTakesNoMemory()
    {
        byte[] start = [.. BitConverter.GetBytes(SafetensorsHeader.MaxLength + 1L), (byte)'{'];
        Assert.Contains("a header of at most", Assert.Throws<ModelFileException>(() => SafetensorsHeader.Read(new MemoryStream(start))).Expected, StringComparison.Ordinal);

        start = [.. BitConverter.GetBytes((long)SafetensorsHeader.MaxLength), (byte)'{'];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFileException>(() => SafetensorsHeader.Read(new MemoryStream(start)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.Throws<ModelFileException>(() => SafetensorsHeader.Read(new MemoryStream([1, 2, 3])));
    }

    [Fact]
    public void EveryShorterFileIsRefused()
    {
        FiledPlainly model = new(1);
        using MemoryStream saved = new();
        model.Save(saved);
        byte[] bytes = saved.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<ModelFileException>(() => FiledPlainly.Load(new OneWay(bytes[..length])));
            Assert.Throws<ModelFileException>(() => FiledPlainly.Load(new MemoryStream(bytes[..length])));
        }
    }

    /// <summary>Whatever a file holds: it is loaded, or refused by the one exception, with little memory; a model that exists is set wholly or not at all.</summary>
    [Fact]
    public void AHundredThousandDamagedFilesDoNoHarm()
    {
        Filed source = new(1);
        source.TrainBatch(new float[Filed.InputLength], new float[Filed.OutputLength]);
        using MemoryStream saved = new();
        source.Save(saved, new() { IncludeOptimizer = true });
        byte[] good = saved.ToArray();
        int headerLength = (int)BitConverter.ToInt64(good) + 8;

        Filed model = new(2);
        LoadOptions[] options = [new(), new() { IncludeOptimizer = true }, new() { ConvertTypes = true, IgnoreArchitecture = true, IgnoreExtraTensors = true }];
        ModelRandom random = new(20);
        int refused = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = Mutated(good, headerLength, ref random);
            float[]? before = round % 100 == 0 ? model.Parameters.ToArray() : null;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                model.Restore(round % 2 == 0 ? new MemoryStream(bytes) : new OneWay(bytes), options[round % 3]);
                AssertStrict(bytes);
            }
            catch (ModelFileException fault)
            {
                refused++;
                Assert.NotEmpty(fault.Expected);
                Assert.NotEmpty(fault.Found);
                if (before is not null)
                {
                    Assert.Equal(before, model.Parameters);
                }
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 400_000);
        }

        Assert.InRange(refused, 50_000, 99_999);
    }

    /// <summary>What is loaded has a header that another reader of JSON takes too, where it is told to be strict.</summary>
    private static void AssertStrict(byte[] bytes)
    {
        ReadOnlyMemory<byte> header = bytes.AsMemory(8, (int)BitConverter.ToInt64(bytes));
        Assert.Equal((byte)'{', header.Span[0]);
        using JsonDocument document = JsonDocument.Parse(header, new() { AllowDuplicateProperties = false });
    }

    /// <summary>One to four changes: a byte, a run of bytes gone or doubled, a text of the header for another, the end cut off.</summary>
    private static byte[] Mutated(byte[] good, int headerLength, ref ModelRandom random)
    {
        string[] texts = ["F32", "F64", "BF16", "I8", "F7", "0", "-1", "9223372036854775807", "1e3", "[", "]", "{", "}", "\"", "\\u0000", "null", "data_offsets", "shape", "-0", " ", "\"dtype\":\"F32\",", "\"shape\":[3],", "\"a\":\"b\","];
        byte[] bytes = [.. good];
        for (int changes = 1 + Next(ref random, 4); changes > 0 && bytes.Length > 0; changes--)
        {
            // Four of five changes are to the header.
            int at = Next(ref random, Next(ref random, 5) == 0 ? bytes.Length : Math.Min(headerLength, bytes.Length));
            int length = Math.Min(1 + Next(ref random, 12), bytes.Length - at);
            switch (Next(ref random, 6))
            {
                case 0:
                    bytes[at] = (byte)random.NextUInt64();
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << Next(ref random, 8));
                    break;
                case 2:
                    bytes = [.. bytes[..at], .. bytes[(at + length)..]];
                    break;
                case 3:
                    bytes = [.. bytes[..(at + length)], .. bytes[at..]];
                    break;
                case 4:
                    bytes = [.. bytes[..at], .. Encoding.UTF8.GetBytes(texts[Next(ref random, texts.Length)]), .. bytes[(at + length)..]];
                    break;
                default:
                    bytes = bytes[..at];
                    break;
            }
        }

        // Half of them with a header's length that is right again, so that the damage is found further in.
        if (Next(ref random, 2) == 0 && bytes.Length >= 8)
        {
            int end = bytes.AsSpan().LastIndexOf("]}}"u8) + 3;
            BitConverter.TryWriteBytes(bytes, (long)Math.Max(0, end - 8));
        }

        return bytes;
    }

    private static int Next(ref ModelRandom random, int below) => (int)(random.NextUInt64() % (ulong)below);

    /// <summary>A stream that cannot seek and hands out a few bytes at a time.</summary>
    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));
    }
}
