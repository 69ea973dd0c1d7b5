using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace ModelGen.Tool.Rendering;

/// <summary>Rows under headings. Where a terminal is too narrow for them, every row becomes a few lines of its own.</summary>
/// <param name="headings">The columns; the first ones are text, the others numbers.</param>
/// <param name="texts">How many columns are text.</param>
internal sealed class Grid(IReadOnlyList<string> headings, int texts)
{
    // Beside its text, a cell takes a line and two blanks.
    private const int CellBorder = 3;

    private readonly List<(string[] Cells, string? Style)> _rows = [];
    private string[]? _total;

    /// <summary>Adds a row, in a colour where there are any.</summary>
    public void Add(string? style, params string[] cells) => _rows.Add((cells, style));

    /// <summary>Sets the row below the last line.</summary>
    public void Total(params string[] cells) => _total = cells;

    /// <summary>Writes it as wide as it is, or as narrow as it must be.</summary>
    public void Write(IAnsiConsole console)
    {
        IEnumerable<string[]> all = _rows.Select(r => r.Cells).Append([.. headings]);
        all = _total is null ? all : all.Append(_total);
        int width = 1 + Enumerable.Range(0, headings.Count).Sum(c => all.Max(cells => cells[c].Length) + CellBorder);
        if (width <= console.Profile.Width)
        {
            console.Write(AsTable());
        }
        else
        {
            WriteCards(console);
        }
    }

    private Table AsTable()
    {
        Table table = new Table().Border(TableBorder.Rounded);
        for (int c = 0; c < headings.Count; c++)
        {
            TableColumn column = new TableColumn(new Text(headings[c], new Style(decoration: Decoration.Bold))).NoWrap();
            column.Alignment = c < texts ? Justify.Left : Justify.Right;
            column.Footer = _total is null ? null : new Text(_total[c], new Style(decoration: Decoration.Bold));
            table.AddColumn(column);
        }

        foreach ((string[] cells, string? style) in _rows)
        {
            table.AddRow(cells.Select(cell => new Text(cell, style is null ? null : Style.Parse(style))));
        }

        return table;
    }

    private void WriteCards(IAnsiConsole console)
    {
        foreach ((string[] cells, string? style) in _total is null ? _rows : _rows.Append((_total, null)))
        {
            console.Write(new Text(cells[0] + "\n", style is null ? new Style(decoration: Decoration.Bold) : Style.Parse(style)));
            string details = string.Join(", ", cells.Select((cell, c) => c == 0 || cell.Length == 0 ? "" : c < texts ? cell : $"{cell} {UnitOf(headings[c])}").Where(t => t.Length > 0));
            if (details.Length > 0)
            {
                console.Write(new Padder(new Text(details), new Spectre.Console.Padding(2, 0, 0, 0)));
            }
        }
    }

    /// <summary>Parameters in a heading are parameters in a sentence; FLOPs stay what they are.</summary>
    private static string UnitOf(string heading) => heading.Skip(1).Any(char.IsUpper) ? heading : heading.ToLowerInvariant();
}
