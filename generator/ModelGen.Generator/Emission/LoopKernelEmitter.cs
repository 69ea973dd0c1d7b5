using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>The methods of a kernel of loop nests: one that asks what the machine has, and those that it calls, generic over their blocks.</summary>
internal sealed class LoopKernelEmitter(LoopKernel kernel, string name, Precision precision, bool checkOverflow, bool asks)
{
    private readonly KernelSignature _signature = KernelSignature.Of(kernel.Step);

    /// <summary>The texts of each nest.</summary>
    private readonly IReadOnlyList<IReadOnlyList<TileText>> _texts = [.. kernel.Nests.Select(n => TileText.Of(kernel, n.Select(s => s.Columns)))];

    private string Element => new VectorType(0, precision).Element;

    /// <returns>The call.</returns>
    public KernelCall Emit(SourceWriter writer)
    {
        KernelDescription.Write(writer, kernel);
        bool isDirect = !asks && _texts is [[{ HasRange: false }]];
        if (!isDirect)
        {
            List<KernelVariant> variants = KernelVariant.Distinct(VectorWidth.All.Select((width, w) => new KernelVariant(width, [.. Calls(w)], null)));
            KernelVariant.WriteDispatch(writer, $"public static void {name}({_signature.Parameters(Element)})", variants);
        }

        for (int n = 0; n < kernel.Nests.Count; n++)
        {
            foreach (TileText text in _texts[n])
            {
                NestSchedule schedule = kernel.Nests[n].First(s => text.Runs(s.Columns));
                using SourceWriter body = new NestTextEmitter(new SourceWriter(), kernel, schedule, text, precision).Whole();
                if (!isDirect)
                {
                    writer.Line();
                }

                writer.Line($"// {(schedule.Nest.Place == "" ? "" : $"{schedule.Nest.Place}: ")}{Describe(schedule)}.");
                string range = text.HasRange ? $", nint {TileText.First}, nint {TileText.End}" : "";
                KernelMethod.Write(writer, $"{KernelMethod.Access(isDirect)} static void {NameOf(n, text)}<B>({_signature.Parameters(Element)}{range})", body, checkOverflow, KernelMethod.IsBlock(Element));
            }
        }

        return new KernelCall(name, isDirect ? [new([.. kernel.Nests[0].Select(s => BlockText.TypeOf(s.Columns[0].Pieces))], $"IBlock<{{0}}, {Element}>")] : []);
    }

    private IEnumerable<string> Calls(int width)
    {
        for (int n = 0; n < kernel.Nests.Count; n++)
        {
            EquatableArray<ColumnTile> columns = kernel.Nests[n][width].Columns;
            TileText text = _texts[n].Single(t => t.Runs(columns));
            foreach (ColumnTile tile in columns)
            {
                string range = text.HasRange ? $", {tile.Offset}, {tile.End}" : "";
                yield return $"{NameOf(n, text)}<{BlockText.TypeOf(tile.Pieces)}>({_signature.Arguments()}{range});";
            }
        }
    }

    /// <summary>The tile in words: 6 × a block of results (x × o).</summary>
    private static string Describe(NestSchedule schedule)
    {
        RowAxis[] rows = [.. schedule.Rows.Where(r => r.Count > 1)];
        string[] axes = [.. rows.Select(r => r.Axis.Name), .. schedule.Vector is { } vector ? new[] { vector.Name } : []];
        return $"tiles of {string.Concat(rows.Select(r => $"{r.Count} × "))}a block of results{(axes.Length == 0 ? "" : $" ({string.Join(" × ", axes)})")}";
    }

    private string NameOf(int nest, TileText text) =>
        $"{name}{(kernel.Nests.Count == 1 ? "" : $"Part{nest + 1}")}{(_texts[nest].Count == 1 ? "" : _texts[nest].Select(t => t.Rows).Distinct().Count() == _texts[nest].Count ? $"By{text.Rows}" : $"By{text.Rows}In{text.Chains}")}";
}
