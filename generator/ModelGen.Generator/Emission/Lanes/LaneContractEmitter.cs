using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
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

    public void Emit(SourceWriter writer)
    {
        KernelDescription.Write(writer, kernel);
        List<KernelVariant> variants = KernelVariant.Distinct(VectorWidth.All.Select(w => new KernelVariant(w, [.. Calls(w)], null)));
        KernelVariant.WriteDispatch(writer, $"public static void {name}({_signature.Parameters(Element)})", variants, IsAlongBlocks ? CountOfBlocks : null);
        writer.Line();
        using SourceWriter body = Body();
        writer.Line(kernel.OverPositions is null ? $"// {LaneDescription.Of(_schedule)}." : "// examples in the lanes, sums of B.Columns channels.");
        string range = HasRange ? $", nint {LaneNames.First}, nint {LaneNames.End}" : "";
        KernelMethod.Write(
            writer,
            $"private static void {name}<{(HasEdges ? "B, E" : "B")}>({_signature.Parameters(Element)}{range})",
            body,
            checkOverflow,
            $"where B : struct, IColumns<B, {Element}>{(HasEdges ? $" where E : struct, IEdges<B, {Element}>" : "")}");
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

    private IEnumerable<string> Calls(VectorWidth width)
    {
        string vector = Block(1);
        if (_schedule.Column < 0)
        {
            return [Call(vector, "")];
        }

        if (kernel.OverPositions is { } sum)
        {
            return [Call(Block(width.IsScalar ? 1 : sum.Columns), "")];
        }

        if (!IsAlongBlocks)
        {
            return Runs(width).Select(r => Call(Block(r.Columns), HasRange ? $", {r.First}, {r.End}" : "", r));
        }

        int columns = _schedule.Blocks[VectorWidth.All.ToList().IndexOf(width)];
        return columns == 1
            ? [Call(vector, $", 0, {LaneNames.Blocks}")]
            : [Call(Block(columns), $", 0, {Full(columns)}"), Call(vector, $", {Full(columns)}, {LaneNames.Blocks}")];

        string Block(int count) => BlockText.TypeOf(width.Type(precision), count);
    }

    /// <summary>How many blocks of examples there are, and how many of them fill blocks of columns.</summary>
    private string CountOfBlocks => $"nint {LaneNames.Blocks} = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block}"
        + string.Concat(_schedule.Blocks.Distinct().Where(c => c > 1).Select(c => $", {Full(c)} = {LaneNames.Blocks} - {LaneNames.Blocks} % {c}")) + ";";

    private string Full(int columns) => _schedule.Blocks.Distinct().Count(c => c > 1) == 1 ? "full" : $"full{columns}";

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
