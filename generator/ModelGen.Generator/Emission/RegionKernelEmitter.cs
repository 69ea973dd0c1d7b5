using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// The methods of Maps and reductions with a row's numbers side by side. Rows of a known length are one call. Where all is one row of any
/// length, blocks of the widest vectors go as far as they can, and narrower ones go on from there.
/// </summary>
internal static class RegionKernelEmitter
{
    /// <summary>Where a block of one width begins, and at its end where the next one goes on.</summary>
    public const string First = "first";

    // Bits of the vectors that begin where there are no wider ones, and never go on: the narrowest do, which spares the JIT a method.
    private const int Second = 256;

    /// <param name="asks">Whether callers know nothing of blocks.</param>
    /// <returns>The call.</returns>
    public static KernelCall Emit(SourceWriter writer, RegionKernel kernel, string name, Precision precision, bool checkOverflow, bool asks)
    {
        KernelDescription.Write(writer, kernel);
        if (kernel.HasRest(precision))
        {
            WriteRange(writer, kernel, name, precision, checkOverflow);
            return new KernelCall(name, []);
        }

        return WriteRows(writer, kernel, name, precision, checkOverflow, asks);
    }

    /// <summary>One text, or one for rows that are one block and one for rows in sweeps.</summary>
    private static KernelCall WriteRows(SourceWriter writer, RegionKernel kernel, string name, Precision precision, bool checkOverflow, bool asks)
    {
        RowBlock[] blocks = [.. VectorWidth.All.Select(w => kernel.BlockOf(w, precision))];
        bool[] texts = [.. blocks.Select(b => b.HoldsRow).Distinct().OrderByDescending(holdsRow => holdsRow)];
        string parameters = KernelSignature.Of(kernel).Parameters(Element(precision));
        MachineType type = MachineType.Block(w => BlockText.TypeOf(kernel.BlockOf(w, precision)), Element(precision));
        KernelCall call = BlockKernelEmitter.WriteDispatch(writer, kernel, name, precision, asks, w => (NameOf(kernel.BlockOf(w, precision).HoldsRow), [type]));
        foreach (bool holdsRow in texts)
        {
            if (holdsRow != texts[0])
            {
                writer.Line();
            }

            using SourceWriter body = new RegionEmitter(kernel, holdsRow, precision).Emit();
            BlockKernelEmitter.WriteText(writer, kernel, NameOf(holdsRow), parameters, precision, checkOverflow, body, call.Types.Count > 0);
        }

        return call;

        string NameOf(bool holdsRow) => texts.Length == 1 || holdsRow ? name : $"{name}InSweeps";
    }

    private static void WriteRange(SourceWriter writer, RegionKernel kernel, string name, Precision precision, bool checkOverflow)
    {
        KernelSignature signature = KernelSignature.Of(kernel.Step), withoutCount = signature with { Count = null };
        string element = Element(precision);
        Value? total = signature.Returns;
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static {(total is null ? "void" : element)} {name}({signature.Parameters(element)})"))
        {
            if (total is not null)
            {
                writer.Line($"{element} {total.Name} = 0;");
            }

            string length = kernel.Region.IsRange ? "" : $"length = {VectorText.Scaled("batch", kernel.Schedule.Columns)}, ";
            writer.Line($"nint {length}i = 0;");
            foreach (VectorType type in VectorWidth.All.Select(w => w.Type(precision)))
            {
                string condition = type.IsScalar ? "if (i < length)" : $"if (Room.For{type.Bits}<{element}>(i, length))";
                string call = $"{name}<{BlockText.TypeOf(type, 1)}>({Join(withoutCount.Arguments(), "ref i, length")});";
                writer.Line($"{(type.Bits == Second ? "else " : "")}{condition} {(total is null ? "" : $"{total.Name} += ")}{call}");
            }

            if (total is not null)
            {
                writer.Line($"return {total.Name};");
            }
        }

        writer.Line();
        using SourceWriter body = new RegionEmitter(kernel, holdsRow: false, precision).Emit();
        string parameters = Join(withoutCount.Parameters(element), $"ref nint {First}, nint length");
        BlockKernelEmitter.WriteText(writer, kernel, name, parameters, precision, checkOverflow, body);
    }

    private static string Element(Precision precision) => new VectorType(0, precision).Element;

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(p => p.Length > 0));
}
