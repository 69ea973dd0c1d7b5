using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ModelGen.Data;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Data;

/// <summary>A file of data is read wholly, or refused with a place: where it is cut off, where something follows, where it is damaged.</summary>
public sealed class WholeFileTests : IDisposable
{
    private const int Rows = 300;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modelgen-whole");

    /// <summary>Files with what reads them, whose name says how.</summary>
    public static TheoryData<string> Files => ["table.csv.gz", "rows.csv.gz", "all.idx.gz", "rows.idx.gz", "array.npy.gz", "arrays.npz", "packed.npz", "all.idx", "rows.idx", "array.npy"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void IsRefusedWhereverItIsCutOff(string name)
    {
        byte[] whole = Content(name);
        Assert.Equal(Rows * 2, Read(name, whole).Count);
        int step = Math.Max(1, whole.Length / 200);
        foreach (int length in Enumerable.Range(0, whole.Length).Where(i => i % step == 0 || i < 40 || i > whole.Length - 40))
        {
            Assert.StartsWith(name, Assert.Throws<InvalidDataException>(() => Read(name, whole[..length])).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void IsRefusedIfSomethingFollows(string name)
    {
        byte[] whole = Content(name);
        foreach (byte[] more in new byte[][] { [0], [0x1f], [0x1f, 0x8b, 8], [1, 2, 3], new byte[70_000] })
        {
            Assert.StartsWith(name, Assert.Throws<InvalidDataException>(() => Read(name, [.. whole, .. more])).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void DamageIsFoundOrDoesNotMatter(string name)
    {
        byte[] whole = Content(name);
        List<double> numbers = Read(name, whole);
        bool isChecked = name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".npz", StringComparison.Ordinal);
        ModelRandom random = new(16);
        for (int round = 0; round < 200; round++)
        {
            byte[] bytes = [.. whole];
            for (int changes = 1 + (int)(random.NextUInt64() % 3); changes > 0; changes--)
            {
                int near = (int)(random.NextUInt64() % 120);
                int at = (random.NextUInt64() % 3) switch { 0 => near, 1 => bytes.Length - 1 - near, _ => (int)(random.NextUInt64() % (ulong)bytes.Length) };
                bytes[at] ^= (byte)(1 << (int)(random.NextUInt64() % 8));
            }

            try
            {
                List<double> read = Read(name, bytes);
                if (isChecked && read.Count > 0)
                {
                    Assert.Equal(numbers, read);
                }
            }
            catch (InvalidDataException fault)
            {
                Assert.StartsWith(name, fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void SaysWhere()
    {
        byte[] table = Content("table.csv.gz");
        string fault = Assert.Throws<InvalidDataException>(() => Read("table.csv.gz", table[..(table.Length / 2)])).Message;
        Assert.Matches(@"^table\.csv\.gz, line 1\d\d: the compressed data ends too early, after \d+ bytes of its content\.$", fault);
        fault = Assert.Throws<InvalidDataException>(() => Read("array.npy.gz", Content("array.npy.gz")[..^20])).Message;
        Assert.Matches(@"^array\.npy\.gz, index \[2\d\d, [01]\]: the compressed data ends too early, after \d+ bytes of its content\.$", fault);
        fault = Assert.Throws<InvalidDataException>(() => Read("table.csv.gz", [.. table, 7])).Message;
        Assert.Matches(@"^table\.csv\.gz, line 302: more bytes follow the compressed data, whose content are \d+ bytes\.$", fault);
        Assert.Equal("rows.idx: more bytes after the last of 300 examples.", Assert.Throws<InvalidDataException>(() => Read("rows.idx", [.. Content("rows.idx"), 7])).Message);
    }

    [Theory]
    [InlineData("table.csv.gz", ", line 1")]
    [InlineData("rows.csv.gz", ", line 1")]
    [InlineData("all.idx.gz", "")]
    [InlineData("array.npy.gz", "")]
    public void AnEmptyFileIsNoGzip(string name, string place) =>
        Assert.Equal($"{name}{place}: the file is empty, and so no gzip file.", Assert.Throws<InvalidDataException>(() => Read(name, [])).Message);

    [Fact]
    public void SeveralMembersAreOneFile()
    {
        byte[] twice = [.. Packed("a,b\n1,2\n"u8.ToArray()), .. Packed("3,4\n"u8.ToArray())];
        Assert.Equal([1, 2, 3, 4], Read("table.csv.gz", twice));
        Assert.Throws<InvalidDataException>(() => Read("table.csv.gz", twice[..^1]));
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n", "table.csv, line 2, column 2: the line ends within quotes.")]
    [InlineData("a,\"b\n1,2\n", "table.csv, line 1, column 2: the line ends within quotes.")]
    [InlineData("a,b\n\"1,2\n", "table.csv, line 2, column 1: the line ends within quotes.")]
    public void ACellThatIsCutOffIsRefused(string text, string fault) =>
        Assert.Equal(fault, Assert.Throws<InvalidDataException>(() => Csv.Read(new StringReader(text), "table.csv")).Message);

    [Fact]
    public void ArchivesHoldAnArrayOnce()
    {
        MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("x.npy");
            archive.CreateEntry("x.npy");
        }

        Assert.Equal("twice: two arrays 'x'.", Assert.Throws<InvalidDataException>(() => Npz.Open(bytes, "twice")).Message);
        using NpzWriter writer = Npz.Create(new MemoryStream());
        writer.Add("x", [1]);
        Assert.Throws<ArgumentException>(() => writer.Add("x", [1]));
        Assert.Throws<ArgumentException>(() => Npz.Open(new DeflateStream(new MemoryStream(), CompressionMode.Decompress), "packed"));
    }

    private static double[] Numbers => [.. Enumerable.Range(0, Rows * 2).Select(i => (double)(float)Math.Sin(i))];

    private static byte[] Packed(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Content(string name)
    {
        MemoryStream bytes = new();
        if (name.EndsWith(".npz", StringComparison.Ordinal))
        {
            using NpzWriter writer = Npz.Create(bytes, compress: name.StartsWith("packed", StringComparison.Ordinal));
            writer.Add<double>("x", Numbers, Rows, 2);
        }
        else if (name.Contains(".npy", StringComparison.Ordinal))
        {
            Npy.Write<double>(bytes, Numbers, Rows, 2);
        }
        else if (name.Contains(".idx", StringComparison.Ordinal))
        {
            bytes.Write([0, 0, 0x0E, 2, 0, 0, Rows >> 8, Rows & 255, 0, 0, 0, 2]);
            foreach (double number in Numbers)
            {
                bytes.Write([.. BitConverter.GetBytes(number).Reverse()]);
            }
        }
        else
        {
            bytes.Write(Encoding.ASCII.GetBytes("a,b\n" + string.Concat(Numbers.Select((n, i) => FormattableString.Invariant($"{n:R}{(i % 2 == 0 ? ',' : '\n')}")))));
        }

        return name.EndsWith(".gz", StringComparison.Ordinal) ? Packed(bytes.ToArray()) : bytes.ToArray();
    }

    private List<double> Read(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        List<double> all = [];
        double[] row = new double[2];
        switch (name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name)
        {
            case "table.csv":
                all.AddRange(Csv.Read(path).Numbers<double>(..));
                break;
            case "rows.csv":
                using (CsvReader reader = Csv.Open(path))
                {
                    while (reader.Read())
                    {
                        reader.Numbers<double>(row);
                        all.AddRange(row);
                    }
                }

                break;
            case "all.idx":
                all.AddRange(Idx.Read<double>(path).Values);
                break;
            case "rows.idx":
                using (IdxReader reader = Idx.Open(path))
                {
                    row = new double[reader.ExampleLength];
                    while (reader.Read<double>(row))
                    {
                        all.AddRange(row);
                    }
                }

                break;
            case "array.npy":
                all.AddRange(Npy.Read<double>(path).Values);
                break;
            default:
                using (NpzReader reader = Npz.Open(path))
                {
                    foreach (string array in reader.Names)
                    {
                        all.AddRange(reader.Read<double>(array).Values);
                    }
                }

                break;
        }

        return all;
    }
}
