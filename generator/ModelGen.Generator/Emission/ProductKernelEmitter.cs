using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// The methods of a product of matrices whose columns lie in blocks: one that asks what the machine has, and what it calls, which is mostly one method for all
/// widths.
/// </summary>
internal sealed class ProductKernelEmitter(ContractKernel kernel, string name, Precision precision, bool checkOverflow, bool asks)
{
    private readonly KernelSignature _signature = KernelSignature.Of(kernel.Step);
    private readonly IReadOnlyList<TileText> _texts = TileText.Of(kernel, precision);

    private string Element => new VectorType(0, precision).Element;

    /// <returns>The call.</returns>
    public KernelCall Emit(SourceWriter writer)
    {
        bool isDirect = !asks && _texts is [{ HasRange: false }];
        KernelDescription.Write(writer, kernel, isDirect ? Describe(_texts[0]) : null);
        if (!isDirect)
        {
            KernelVariant.WriteDispatch(
                writer, $"public static void {name}({_signature.Parameters(Element)})", KernelVariant.Distinct(VectorWidth.All.Select(Variant)));
        }

        foreach (TileText text in _texts)
        {
            string? sweeps = text.SweepPlace is null || text.Rows == 1 ? null : $"{NameOf(text)}RowByRow<B>({_signature.Arguments()}{(text.HasRange ? $", {TileText.First}, {TileText.End}" : "")});";
            using SourceWriter body = new BroadcastKernelEmitter(new SourceWriter(), kernel, text, sweeps, precision).Whole();
            if (!isDirect)
            {
                writer.Line();
                writer.Line($"// {Describe(text)}");
            }

            string range = text.HasRange ? $", nint {TileText.First}, nint {TileText.End}" : "";
            string signature = $"{KernelMethod.Access(isDirect)} static void {NameOf(text)}<B>({_signature.Parameters(Element)}{range})";
            KernelMethod.Write(writer, signature, body, checkOverflow, KernelMethod.IsBlock(Element));
            if (sweeps is not null)
            {
                using SourceWriter swept = new BroadcastKernelEmitter(new SourceWriter(), kernel, text, null, precision).Swept();
                writer.Line();
                writer.Line("// Fewer rows than a tile: each a few terms at a time for all columns, so that weights are read as they lie in memory.");
                KernelMethod.Write(writer, signature.Replace("<B>(", "RowByRow<B>(").Replace("public ", "private "), swept, checkOverflow, KernelMethod.IsBlock(Element));
            }
        }

        return new KernelCall(name, isDirect ? [MachineType.Block(w => BlockText.TypeOf(((BroadcastSchedule)kernel.Schedule(w)).Tiles[0].Pieces), Element)] : []);
    }

    private string Describe(TileText text) => text.Describe(kernel.Product.Row.Name, kernel.Product.Column.Name, kernel.Product.Row.IsBatch);

    private KernelVariant Variant(VectorWidth width)
    {
        BroadcastSchedule schedule = (BroadcastSchedule)kernel.Schedule(width);
        return new KernelVariant(width, [.. schedule.Tiles.Select(t => Call(schedule, t))], null);
    }

    private string Call(BroadcastSchedule schedule, ColumnTile tile)
    {
        TileText text = _texts.Single(t => t.Runs(schedule.Tiles));
        string range = text.HasRange ? $", {tile.Offset}, {tile.End}" : "";
        return $"{NameOf(text)}<{BlockText.TypeOf(tile.Pieces)}>({_signature.Arguments()}{range});";
    }

    private string NameOf(TileText text) => _texts.Count == 1 ? name
        : _texts.Select(t => t.Rows).Distinct().Count() == _texts.Count ? $"{name}By{text.Rows}"
        : $"{name}By{text.Rows}In{text.Chains}";
}
