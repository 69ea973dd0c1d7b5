using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class CsvTests
{
    private const string Moons = "# two moons\nset,x1,x2,label\ntrain,0.25,-1e-3,0\n\ntest,1.5,0.5,1\ntrain,-2,3,1\n";

    [Fact]
    public void ReadsColumnsByName()
    {
        CsvTable table = Parse(Moons);

        Assert.Equal((3, 4), (table.RowCount, table.ColumnCount));
        Assert.Equal(["set", "x1", "x2", "label"], table.Columns);
        Assert.Equal([0.25f, -1e-3f, 1.5f, 0.5f, -2, 3], table.Numbers<float>("x1", "x2"));
        Assert.Equal([-1e-3, 0.25, 0.25, 0.5, 1.5, 1.5, 3, -2, -2], table.Numbers<double>("x2", "x1", "x1"));
        Assert.Equal([0, 1, 1], table.Numbers<int>("label"));
        Assert.Equal(["train", "test", "train"], table.Text("set"));
    }

    [Fact]
    public void FindsRowsByText()
    {
        CsvTable train = Parse(Moons).Where("set", "train");

        Assert.Equal(2, train.RowCount);
        Assert.Equal([0.25, -2], train.Numbers<double>("x1"));
        Assert.Equal(0, Parse(Moons).Where("set", "none").RowCount);
    }

    [Fact]
    public void ReadsColumnsByRangeWithoutHeader()
    {
        CsvTable table = Parse("1; 2 ;3\r\n4;5;6\r\n", header: false, separator: ';');

        Assert.Equal(["0", "1", "2"], table.Columns);
        Assert.Equal([1, 2, 4, 5], table.Numbers<double>(..^1));
        Assert.Equal([3, 6], table.Numbers<int>(^1..));
        Assert.Equal([2, 5], table.Numbers<int>("1"));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Numbers<int>(2..4));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Numbers<int>(2..1));
    }

    [Fact]
    public void QuotesHoldSeparatorsAndQuotes()
    {
        CsvTable table = Parse("\"width, mm\",\"the \"\"b\"\"\",c\n\"1\",2,\"a,b\"\n");

        Assert.Equal(["width, mm", "the \"b\"", "c"], table.Columns);
        Assert.Equal([1, 2], table.Numbers<int>("width, mm", "the \"b\""));
        Assert.Equal(["a,b"], table.Text("c"));
    }

    [Theory]
    [InlineData('\t', "a\tb\n\t\"x\ty\"\n")]
    [InlineData(' ', "a b\n \"x\ty\"\n")]
    public void BlanksMaySeparate(char separator, string text)
    {
        CsvTable table = Parse(text, separator: separator);

        Assert.Equal([""], table.Text("a"));
        Assert.Equal(["x\ty"], table.Text("b"));
    }

    [Fact]
    public void ErrorsNameLineAndColumn()
    {
        CsvTable table = Parse("# c\na,b\n1,2\n3,four\n");

        Assert.Equal([1, 3], table.Numbers<int>("a"));
        Assert.Equal(
            "moons.csv, line 4, column 2 (b): 'four' is not a number of type Int32.",
            Assert.Throws<InvalidDataException>(() => table.Numbers<int>("b")).Message);
        Assert.Equal(
            "moons.csv, line 3: 3 columns, expected 2 as in the first line.",
            Assert.Throws<InvalidDataException>(() => Parse("a,b\n1,2\n1,2,3\n")).Message);
        Assert.Contains("moons.csv: no lines", Assert.Throws<InvalidDataException>(() => Parse("# only this\n")).Message);
        Assert.Contains("no column 'c'; its columns are a, b", Assert.Throws<ArgumentException>(() => table.Text("c")).Message);
        Assert.Contains("more than one column 'a'", Assert.Throws<ArgumentException>(() => Parse("a,a\n1,2\n").Text("a")).Message);
        Assert.Throws<ArgumentException>(() => Parse("a\n", separator: '"'));
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1.5.2")]
    [InlineData("")]
    [InlineData("1 2")]
    public void NumbersAreInTheInvariantCulture(string cell)
    {
        Assert.Throws<InvalidDataException>(() => Parse($"a;b\n{cell};0\n", separator: ';').Numbers<double>("a"));
    }

    [Fact]
    public void ReadsFilesPlainAndCompressed()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modelgen-csv");
        try
        {
            string plain = Path.Combine(folder.FullName, "moons.csv");
            string compressed = Path.Combine(folder.FullName, "moons.csv.gz");
            File.WriteAllText(plain, Moons);
            using (GZipStream stream = new(File.Create(compressed), CompressionLevel.Fastest))
            {
                stream.Write(Encoding.UTF8.GetBytes(Moons));
            }

            Assert.Equal([0, 1, 1], Csv.Read(plain).Numbers<int>("label"));
            Assert.Equal([0, 1, 1], Csv.Read(compressed).Numbers<int>("label"));
            Assert.StartsWith(
                "moons.csv.gz, line 3, column 1 (set): 'train'",
                Assert.Throws<InvalidDataException>(() => Csv.Read(compressed).Numbers<int>("set")).Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CsvTable Parse(string text, bool header = true, char separator = ',')
        => Csv.Read(new StringReader(text), "moons.csv", header, separator);
}
