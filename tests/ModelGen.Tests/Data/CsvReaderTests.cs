using System;
using System.Collections.Generic;
using System.IO;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class CsvReaderTests
{
    [Fact]
    public void ReadsRowByRow()
    {
        using CsvReader reader = Csv.Open(new StringReader("# c\nset,x1,x2\n\ntrain,1.5,-2\n# d\n\"test, too\",3,4\n"), "points.csv");
        Assert.Equal(["set", "x1", "x2"], reader.Columns);
        Assert.True(reader.Read());
        Assert.Equal((4, "train", 1.5, -2), (reader.Line, reader.Text(0), reader.Number<double>(1), reader.Number<int>(2)));
        Assert.True(reader.Read());
        Assert.Equal((6, "test, too", 3), (reader.Line, reader.Text(0), reader.Number<float>(1)));
        Assert.False(reader.Read());
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Text(3));
    }

    [Fact]
    public void RowsOfNumbersNeedNoHeader()
    {
        using CsvReader reader = Csv.Open(new StringReader("1;2\n3;4\n"), "points.csv", header: false, separator: ';');
        List<float> all = [];
        float[] row = new float[2];
        while (reader.Read())
        {
            reader.Numbers<float>(row);
            all.AddRange(row);
        }

        Assert.Equal([1, 2, 3, 4], all);
        Assert.Throws<ArgumentException>(() => reader.Numbers<float>(new float[3]));
    }

    [Fact]
    public void ErrorsNameLineAndColumn()
    {
        using CsvReader reader = Csv.Open(new StringReader("a,b\n1,2\n3,four\n5\n"), "points.csv");
        reader.Read();
        reader.Read();
        Assert.Equal("points.csv, line 3, column 2 (b): 'four' is not a number of type Single.", Assert.Throws<InvalidDataException>(() => reader.Number<float>(1)).Message);
        Assert.Equal("points.csv, line 3, column 2 (b): 'four' is not a number of type Int32.", Assert.Throws<InvalidDataException>(() => reader.Numbers<int>(new int[2])).Message);
        Assert.Equal("points.csv, line 4: 1 columns, expected 2 as in the first line.", Assert.Throws<InvalidDataException>(() => reader.Read()).Message);
    }
}
