using System;
using System.IO;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

/// <summary>What reading a table keeps in memory, measured while no other test runs.</summary>
[Collection(nameof(CsvMemoryTests))]
[CollectionDefinition(nameof(CsvMemoryTests), DisableParallelization = true)]
public sealed class CsvMemoryTests
{
    /// <summary>A table far larger than the reader may keep.</summary>
    [Fact]
    public void ReadingKeepsOneRow()
    {
        using CsvReader reader = Csv.Open(new Endless(200_000), "endless.csv", header: false);
        long before = GC.GetTotalMemory(forceFullCollection: true), sum = 0;
        while (reader.Read())
        {
            sum += reader.Number<long>(1);
        }

        Assert.Equal(200_000L * 199_999 / 2, sum);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
    }

    /// <summary>Lines 7,0 and 7,1 and so on.</summary>
    private sealed class Endless(int lines) : TextReader
    {
        private int _line;

        public override string? ReadLine() => _line < lines ? string.Join(',', 7, _line++) : null;
    }
}
