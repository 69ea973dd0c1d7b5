using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>
/// Max-pooling while the sums of a window are in registers: the largest goes through the Maps, which keep order, and its cell is kept for the gradient. What is
/// pooled is never stored.
/// </summary>
internal sealed class PoolEpilogue(SourceWriter writer, VectorType type, LaneContractKernel kernel) : TileEpilogue(writer, type, kernel)
{
    public override void End(TileSum?[] sums, string[] names)
    {
        FusedPool pool = Kernel.Pool!;
        foreach (var window in sums.Select((sum, i) => (Sum: sum, Name: names[i])).Where(s => s.Sum is not null).GroupBy(s => s.Sum!.Window))
        {
            (TileSum? Sum, string Name)[] cells = [.. window];
            string suffix = string.Join("_", window.Key);
            string largest = cells[0].Name;
            if (cells.Length > 1)
            {
                largest = $"max{suffix}";
                Writer.Line($"var {largest} = {Largest([.. cells.Select(c => c.Name)])};");
            }

            Offsets at = cells[0].Sum!.At;
            Dictionary<Value, string> computed = Compute(Type, largest, at, $"_{suffix}");
            int offset = at.Result - First.Result;
            Writer.Line(VectorText.Store(Type, computed[pool.Source], ReferenceTo(pool.Result), offset));
            if (Kernel.Step.Stored.Contains(pool.Cell))
            {
                EmitCell($"cell_{suffix}", largest, cells);
                Writer.Line(VectorText.Store(Type, $"cell_{suffix}", ReferenceTo(pool.Cell), offset));
            }
        }
    }

    private string Largest(string[] names)
    {
        // In pairs: the comparisons of one level do not wait for each other.
        while (names.Length > 1)
        {
            names = [.. Enumerable.Range(0, (names.Length + 1) / 2).Select(i => (2 * i) + 1 < names.Length ? VectorText.Max(names[2 * i], names[(2 * i) + 1]) : names[2 * i])];
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
            string cell = Number(cells[k].Sum!.Cell);
            Writer.Line(Type.IsScalar
                ? $"{name} = {cells[k].Name} == {largest} ? {cell} : {name};"
                : $"{name} = {Type.Class}.ConditionalSelect({Type.Class}.Equals({cells[k].Name}, {largest}), {cell}, {name});");
        }

        if (cells.Length == 1)
        {
            return;
        }

        using (Writer.Block(Type.IsScalar ? $"if ({Type.Element}.IsNaN({largest}))" : $"if (!{Type.Class}.EqualsAll({largest}, {largest}))"))
        {
            foreach ((TileSum? sum, string cell) in cells)
            {
                Writer.Line(Type.IsScalar
                    ? $"{name} = {Type.Element}.IsNaN({cell}) ? {Number(sum!.Cell)} : {name};"
                    : $"{name} = {Type.Class}.ConditionalSelect({Type.Class}.Equals({cell}, {cell}), {name}, {Number(sum!.Cell)});");
            }
        }
    }

    private string Number(int k) => k == 0 ? VectorText.Zero(Type) : VectorText.Fill(Type, Literal.Of(k, Type.Precision));
}
