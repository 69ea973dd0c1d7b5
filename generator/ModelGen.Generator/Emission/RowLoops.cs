using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the loops over an output of which a tile has several values (<see cref="RowAxis"/>).</summary>
internal sealed class RowLoops(SourceWriter writer, RowAxis rows, Dictionary<string, string> variables)
{
    /// <summary>Whether rows may be computed twice: then the last tile is moved back, and no other text is needed for what is left.</summary>
    public bool MayComeTwice { get; init; }

    /// <summary>The local that counts full tiles, of which the last is moved back.</summary>
    public string Next { get; init; } = "next";

    private string Name => rows.Axis.Name;

    /// <summary>The number of a segment.</summary>
    private string Part => $"{Name}Part";

    /// <summary>Whether nothing else stands beside the one segment: then a loop that runs once is left out.</summary>
    private bool IsAlone => rows.Long.Count + rows.Short.Count + rows.Empty.Count == 1;

    /// <param name="inner">Given the rows of a tile, and the segment if it is the only one.</param>
    public void EmitLong(Action<int, Segment?> inner)
    {
        if (rows.Long.Count == 1)
        {
            EmitTiles(rows.Long[0], inner);
        }
        else if (rows.Long.Count > 1)
        {
            using (writer.Block($"for (nint {Part} = 0; {Part} < {rows.Long.Count}; {Part}++)"))
            {
                writer.Line($"nint {Name}From = {Choose(rows.Long.Select(s => s.From))}, {Name}To = {Choose(rows.Long.Select(s => s.To))};");
                EmitTiles(null, inner);
            }
        }
    }

    /// <summary>Values that come one by one.</summary>
    public void EmitShort(Action inner)
    {
        int[] values = [.. rows.Short.SelectMany(s => Enumerable.Range(s.From, s.Length)).OrderBy(v => v)];
        if (values.Length == 0)
        {
            return;
        }

        (int At, int Next)[] jumps = [.. values.Zip(values.Skip(1), (at, next) => (at, next)).Where(v => v.next > v.at + 1)];
        string next = jumps.Length == 0 ? $"{Name}++"
            : values.Length == 2 ? $"{Name} += {values[1] - values[0]}"
            : $"{Name} = {string.Concat(jumps.Select(j => $"{Name} == {j.At} ? {j.Next} : "))}{Name} + 1";
        Loop($"{values[0]}", $"<= {values[values.Length - 1]}", next, inner);
    }

    /// <summary>Values without a term.</summary>
    public void EmitEmpty(Action inner)
    {
        foreach (Segment segment in rows.Empty)
        {
            EmitEach($"{segment.From}", $"{segment.To}", 1, segment.Length, inner);
        }
    }

    /// <summary>All rows of a segment, in full tiles as far as may be.</summary>
    /// <param name="segment">If null, it goes from a local <c>xFrom</c> up to a local <c>xTo</c>.</param>
    private void EmitTiles(Segment? segment, Action<int, Segment?> inner)
    {
        int count = rows.Count;
        (string from, string to) = segment is null ? ($"{Name}From", $"{Name}To") : ($"{segment.From}", $"{segment.To}");
        string last = segment is null ? $"{to} - {count}" : $"{segment.To - count}";
        if (count == 1 || segment?.Length % count == 0)
        {
            EmitEach(from, to, count, segment?.Length, () => inner(count, segment));
        }
        else if (MayComeTwice)
        {
            using (writer.Block($"for (nint {Next} = {from}; {Next} < {to}; {Next} += {count})"))
            {
                writer.Line($"nint {Name} = nint.Min({Next}, {last});");
                variables[Name] = Name;
                inner(count, segment);
            }
        }
        else
        {
            Loop(from, $"<= {last}", $"{Name} += {count}", () => inner(count, segment));
            string rest = segment is null ? $"{to} - ({to} - {from}) % {count}" : $"{segment.To - (segment.Length % count)}";
            EmitEach(rest, to, 1, null, () => inner(1, segment));
        }
    }

    private void EmitEach(string from, string to, int count, int? length, Action inner)
    {
        if (length == count && IsAlone)
        {
            variables[Name] = from;
            inner();
        }
        else
        {
            Loop(from, $"< {to}", count == 1 ? $"{Name}++" : $"{Name} += {count}", inner);
        }
    }

    private void Loop(string from, string until, string next, Action inner)
    {
        variables[Name] = Name;
        using (writer.Block($"for (nint {Name} = {from}; {Name} {until}; {next})"))
        {
            inner();
        }
    }

    private string Choose(IEnumerable<int> numbers)
    {
        int[] all = [.. numbers];
        return string.Concat(all.Take(all.Length - 1).Select((n, k) => $"{Part} == {k} ? {n} : ")) + all[all.Length - 1];
    }
}
