using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>
/// The methods of a contraction with examples in the lanes: one that asks what the machine has, and one for all widths, generic over the block of columns and, where
/// terms reach over a border, over where that block stands.
/// </summary>
internal sealed class LaneContractEmitter(LaneContractKernel kernel, string name, Precision precision, bool checkOverflow)
{
    private readonly KernelSignature _signature = KernelSignature.Of(kernel);
    private readonly LaneSchedule _schedule = kernel.Schedule;
    private readonly (int Before, int After) _reach = kernel.Schedule.Reach;

    private string Element => new VectorType(0, precision).Element;

    private bool HasEdges => _reach != (0, 0);

    private bool IsAlongBlocks => _schedule.Column == _schedule.BlockAxis;

    /// <summary>Whether callers say which columns.</summary>
    private bool HasRange => _schedule.Column >= 0 && kernel.OverPositions is null && (IsAlongBlocks || VectorWidth.All.Any(w => Runs(w).Count > 1));

    /// <returns>The call.</returns>
    public KernelCall Emit(SourceWriter writer)
    {
        KernelDescription.Write(writer, kernel);
        KernelCall call = WriteCalls(writer);
        using SourceWriter body = Body();
        writer.Line(kernel.OverPositions is null ? $"// {LaneDescription.Of(_schedule)}." : "// examples in the lanes, sums of B.Columns channels.");
        string range = HasRange ? $", nint {LaneNames.First}, nint {LaneNames.End}" : "";
        KernelMethod.Write(
            writer,
            $"{KernelMethod.Access(!HasRange && !HasEdges)} static void {name}<{(HasEdges ? "B, E" : "B")}>({_signature.Parameters(Element)}{range})",
            body,
            checkOverflow,
            $"{IsColumns("B")}{(HasEdges ? $" where E : struct, IEdges<B, {Element}>" : "")}");
        return call;
    }

    private string IsColumns(string type) => $"where {type} : struct, IColumns<{type}, {Element}>";

    /// <summary>Prints the method that runs all columns, if more than one call of the text does.</summary>
    private KernelCall WriteCalls(SourceWriter writer)
    {
        MachineType one = TypeOf(_ => 1);
        if (!HasRange && !HasEdges)
        {
            return new KernelCall(name, [kernel.OverPositions is { } sum ? TypeOf(w => VectorWidth.All[w].IsScalar ? 1 : sum.Columns) : _schedule.Column < 0 ? one : TypeOf(w => _schedule.Blocks[w])]);
        }

        if (IsAlongBlocks)
        {
            bool isOne = _schedule.Blocks.All(c => c == 1);
            string full = isOne ? "" : $", full = {LaneNames.Blocks} - {LaneNames.Blocks} % B.Columns";
            WriteAll(
                writer,
                !isOne,
                [
                    $"nint {LaneNames.Blocks} = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block}{full};",
                    .. isOne ? [Call("B", $", 0, {LaneNames.Blocks}")] : new[] { Call("B", ", 0, full"), Call("R", $", full, {LaneNames.Blocks}") },
                ]);
            return new KernelCall(name, isOne ? [one] : [TypeOf(w => _schedule.Blocks[w]), one]);
        }

        if (ColumnRuns.Of([.. VectorWidth.All.Select(Runs)], _schedule.Nest.Axes[_schedule.Column].Extent) is { } runs)
        {
            WriteAll(writer, runs.HasRest, [.. runs.Runs.Select(r => Call(r.Block, HasRange ? $", {r.First}, {r.End}" : "", r.Run))]);
            return new KernelCall(name, runs.HasRest ? [TypeOf(w => runs.Blocks[w]), TypeOf(w => runs.Rests[w])] : [TypeOf(w => runs.Blocks[w])]);
        }

        List<KernelVariant> variants = KernelVariant.Distinct(VectorWidth.All.Select(w => new KernelVariant(w, [.. Calls(w)], null)));
        KernelVariant.WriteDispatch(writer, $"public static void {name}({_signature.Parameters(Element)})", variants);
        writer.Line();
        return new KernelCall(name, []);

        MachineType TypeOf(System.Func<int, int> columns) => new([.. VectorWidth.All.Select((w, k) => BlockText.TypeOf(w.Type(precision), columns(k)))], $"IColumns<{{0}}, {Element}>");
    }

    /// <summary>Prints the method that calls the text for all columns: B holds a block of them, R what is left over.</summary>
    private void WriteAll(SourceWriter writer, bool hasRest, IReadOnlyList<string> statements)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void {name}<{(hasRest ? "B, R" : "B")}>({_signature.Parameters(Element)}) {IsColumns("B")}{(hasRest ? $" {IsColumns("R")}" : "")}"))
        {
            foreach (string statement in statements)
            {
                writer.Line(statement);
            }
        }

        writer.Line();
    }

    private SourceWriter Body()
    {
        SourceWriter body = new();
        ColumnText text = new(precision, _schedule.Column >= 0);
        if (kernel.OverPositions is not null)
        {
            LaneSumEpilogue end = new(body, text, kernel);
            PositionSumEmitter.Emit(body, text, kernel, end);
            return body.Behind(end.Prologue);
        }

        TileEpilogue epilogue = kernel.Pool is not null ? new PoolEpilogue(body, text, kernel)
            : _schedule.Nest.SumsLanes ? new LaneSumEpilogue(body, text, kernel)
            : new StoreEpilogue(body, text, kernel);
        LaneOperands operands = new(
            Operand(kernel.A, "At", _schedule.Nest.A, _schedule.HasColumnsOfA),
            kernel.B is { } b ? Operand(b, b.Storage.Name == kernel.A.Storage.Name ? "RightAt" : "At", _schedule.Nest.B!.Value, _schedule.HasColumnsOfB) : null,
            kernel.Index is { } index ? Operand(index, "At", OperandForm.Lanes, _schedule.HasColumnsOfA) : null,
            text);
        new NestEmitter(body, _schedule, operands, epilogue, HasRange).Emit();
        return body.Behind(epilogue.Prologue);

        LaneOperand Operand(Value value, string suffix, OperandForm form, bool hasColumns) =>
            new(value.Storage.Name, value.Storage.Name + suffix, Element, form, HasEdges && hasColumns);
    }

    private IReadOnlyList<ColumnRun> Runs(VectorWidth width) =>
        ColumnRun.Of(_schedule.Nest.Axes[_schedule.Column].Extent, _schedule.Blocks[VectorWidth.All.ToList().IndexOf(width)], _reach);

    private IEnumerable<string> Calls(VectorWidth width) =>
        Runs(width).Select(r => Call(BlockText.TypeOf(width.Type(precision), r.Columns), HasRange ? $", {r.First}, {r.End}" : "", r));

    private string Call(string block, string range, ColumnRun? run = null)
    {
        string edges = !HasEdges ? "" : $", {EdgesOf(block, run!)}";
        return $"{name}<{block}{edges}>({_signature.Arguments()}{range});";
    }

    private string EdgesOf(string block, ColumnRun run)
    {
        string arguments = $"{block}, {Element}";
        return (run.Before, run.After) switch
        {
            (null, null) => $"Inside<{arguments}>",
            (0, null) => $"AtFirst<{arguments}>",
            (null, 0) => $"AtLast<{arguments}>",
            (0, 0) => $"AtBoth<{arguments}>",
            _ => $"Edges<{arguments}, {Count(run.Before)}, {Count(run.After)}>",
        };

        static string Count(int? columns) => columns is { } n ? $"By{n}" : "Far";
    }
}
