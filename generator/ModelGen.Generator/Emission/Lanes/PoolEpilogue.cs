using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>
/// Max-pooling while the sums of a window are in registers: the largest goes through the Maps, which keep order, and its cell is kept for the gradient. What is
/// pooled is never stored.
/// </summary>
internal sealed class PoolEpilogue(SourceWriter writer, ColumnText text, LaneContractKernel kernel) : TileEpilogue(writer, text, kernel)
{
    public override void End(TileSum?[] sums, string[] names)
    {
        FusedPool pool = Kernel.Pool!;
        var windows = sums.Select((sum, i) => (Sum: sum, Name: names[i])).Where(s => s.Sum is not null).GroupBy(s => s.Sum!.Window).ToArray();
        int[] numbered = [.. Enumerable.Range(0, windows[0].Key.Count).Where(a => windows.Any(w => w.Key[a] != windows[0].Key[a]))];
        foreach (var window in windows)
        {
            (TileSum? Sum, string Name)[] cells = [.. window];
            string suffix = string.Join("_", numbered.Select(a => window.Key[a]));
            string largest = cells[0].Name;
            if (cells.Length > 1)
            {
                largest = $"max{suffix}";
                Writer.Line($"var {largest} = {Largest([.. cells.Select(c => c.Name)])};");
            }

            Offsets at = cells[0].Sum!.At;
            Dictionary<Value, string> computed = Compute(largest, at, $"_{suffix}");
            string index = $"{at.Result - First.Result}";
            Writer.Line(Text.Store(computed[pool.Source], ReferenceTo(pool.Result), index, ColumnStride.Result));
            if (Kernel.Step.Stored.Contains(pool.Cell))
            {
                EmitCell($"cell_{suffix}", largest, cells);
                Writer.Line(Text.Store($"cell_{suffix}", ReferenceTo(pool.Cell), index, ColumnStride.Result));
            }
        }
    }

    private string Largest(string[] names)
    {
        // In pairs: the comparisons of one level do not wait for each other.
        while (names.Length > 1)
        {
            names = [.. Enumerable.Range(0, (names.Length + 1) / 2).Select(i => (2 * i) + 1 < names.Length ? $"B.Max({names[2 * i]}, {names[(2 * i) + 1]})" : names[2 * i])];
        }

        return names[0];
    }

    /// <summary>
    /// The first cell that is the largest: from the last on, each that is takes the place of those after it. What is not a number equals nothing, and of several
    /// the last wins; it is looked for only where there is one.
    /// </summary>
    private void EmitCell(string name, string largest, (TileSum? Sum, string Name)[] cells)
    {
        Writer.Line($"var {name} = {Number(cells[cells.Length - 1].Sum!.Cell)};");
        for (int k = cells.Length - 2; k >= 0; k--)
        {
            Writer.Line($"{name} = B.SelectEqual({cells[k].Name}, {largest}, {Number(cells[k].Sum!.Cell)}, {name});");
        }

        if (cells.Length == 1)
        {
            return;
        }

        using (Writer.Block($"if (B.HasNaN({largest}))"))
        {
            foreach ((TileSum? sum, string cell) in cells)
            {
                Writer.Line($"{name} = B.SelectEqual({cell}, {cell}, {name}, {Number(sum!.Cell)});");
            }
        }
    }

    private string Number(int k) => k == 0 ? "B.Zero" : VectorText.Fill(Text.Block, Literal.Of(k, Text.Block.Precision));
}
