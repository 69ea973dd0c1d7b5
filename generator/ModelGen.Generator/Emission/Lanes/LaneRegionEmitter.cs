using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints Maps and reductions with examples in the lanes (<see cref="LaneRegionKernel"/>).</summary>
internal sealed class LaneRegionEmitter(LaneRegionKernel kernel, Precision precision) : SweepEmitter(kernel, precision)
{
    protected override VectorType OfRow => Block;

    private string Rows => kernel.HasPositions ? KernelSize.Positions : $"{Domain.Rows}";

    private string Columns => kernel.HasPositions ? KernelSize.Channels : $"{Domain.Columns}";

    /// <summary>The statements of the kernel.</summary>
    public SourceWriter Emit()
    {
        Writer.Line($"nint blocks = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        if (kernel.Total is { } total)
        {
            Writer.Line($"var {total.Result.Name} = {VectorText.Zero(Block)};");
        }

        if (kernel.IsFlat)
        {
            Writer.Line($"nint length = blocks * {LaneLayout.Block} * {KernelSize.Features};");
            using (Writer.Block("for (nint i = 0; i < length; i += B.Width)"))
            {
                EmitPosition(0, "i", "");
            }
        }
        else
        {
            using (Writer.Block("for (nint block = 0; block < blocks; block++)"))
            {
                EmitBlock();
            }
        }

        if (kernel.Total is { } sum)
        {
            Writer.Line();
            Writer.Line($"return {VectorText.Sum(Block, sum.Result.Name)};");
        }

        return Whole();
    }

    /// <summary>The vectors of 16 examples, and for each its rows.</summary>
    private void EmitBlock()
    {
        using (Writer.Block($"for (nint lane = 0; lane < {LaneLayout.Block}; lane += B.Width)"))
        {
            if (kernel.NeedsMask)
            {
                Writer.Line($"var isExample = B.MarkFirst(batch - (block * {LaneLayout.Block} + lane));");
            }

            using (Domain.Rows == 1 ? null : Writer.Block($"for (nint row = 0; row < {Rows}; row++)"))
            {
                EmitRow(Domain.Rows == 1 ? "0" : "row");
            }
        }
    }

    /// <summary>The sweeps over a row. What is read of numbers of the row is loaded before them.</summary>
    private void EmitRow(string row)
    {
        RowNumbers.Clear();
        if (kernel.HasPositions)
        {
            Writer.Line($"nint start = (block * {KernelSize.Positions} + row) * {KernelSize.Channels} * {LaneLayout.Block} + lane;");
        }

        foreach (IGrouping<string, Value> values in kernel.Lanes.Region.Ops.SelectMany(op => op.Inputs).Where(i => !kernel.Step.Computes(i))
            .Concat(kernel.Step.Stored).Where(IsOfExamples).GroupBy(v => v.Place.Name))
        {
            Value value = values.First();
            int columns = kernel.IsRowNumber(value) ? 1 : Domain.Columns;
            string at = kernel.HasPositions
                ? columns == 1 ? $"(block * {KernelSize.Positions} + row) * {LaneLayout.Block} + lane" : "start"
                : VectorText.Plus(VectorText.Plus(VectorText.Scaled("block", Domain.Rows * columns * LaneLayout.Block), VectorText.Scaled(row, columns * LaneLayout.Block)), "lane");
            if (kernel.IsRowNumber(value) && !values.Any(v => kernel.Step.Stored.Contains(v)))
            {
                RowNumbers[value.Storage] = Declare(RowName(value), VectorText.Load(Block, values.Key, at));
            }
            else
            {
                Writer.Line($"ref {Block.Element} {Reference(value)} = {VectorText.At(values.Key, at)};");
            }
        }

        for (int s = 0; s < kernel.Sweeps.Count; s++)
        {
            EmitSweep(s);
        }
    }

    /// <summary>A loop along the row, unless all of the sweep is numbers of the row.</summary>
    private void EmitSweep(int s)
    {
        IReadOnlyList<Op> along = EmitRowNumbers(kernel.Sweeps[s]);
        if (along.Count == 0)
        {
            return;
        }

        ReduceOp[] reductions = [.. along.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0)];
        EmitStarts(reductions);
        if (Domain.Columns == 1 && kernel.Sweeps.Count == 1)
        {
            EmitPosition(s, "0", "0");
        }
        else
        {
            using (Writer.Block($"for (nint column = 0; column < {Columns}; column++)"))
            {
                EmitPosition(s, $"column * {LaneLayout.Block}", "column");
            }
        }

        foreach (ReduceOp reduce in reductions)
        {
            EmitRowNumber(reduce.Result, RowName(reduce.Result));
        }
    }

    protected override string Load(Value value, VectorType type, string at, string column) =>
        RowNumbers.TryGetValue(value.Storage, out string? number) ? number
        : value.Shape.Rank == 0 ? Filled(type, value.Name)
        : kernel.IsRowNumber(value) ? VectorText.Load(type, Reference(value), "0")
        : IsOfExamples(value) ? VectorText.Load(type, Reference(WaitingPlace(value) ?? value), at)
        : VectorText.Broadcast(type, Reference(value), column);

    protected override string Positions(string column) => VectorText.Fill(Block, $"({Block.Element}){column}");

    protected override string Reference(Value value)
    {
        string place = value.Place.Name;
        return IsOfExamples(value) && !kernel.IsFlat ? $"{place}At" : place;
    }

    protected override string Result(Value output, string text) => kernel.Lanes.Masked.Contains(output) ? Counted(text) : text;

    /// <summary>0 where the block has no example.</summary>
    protected override string Counted(string term) => $"B.KeepMarked(isExample, {term})";

    protected override string CountedRow(string term) => Counted(term);

    protected override string Term(ReduceOp reduce, string term, string part) => term;

    protected override string Store(string name, Value place, string at) => VectorText.Store(Block, name, Reference(place), at);

    protected override string PartOf(ReduceOp reduce) => RowName(reduce.Result);

    protected override string TotalOf(ReduceOp total) => total.Result.Name;

    private static bool IsOfExamples(Value value) => value.Shape.HasBatch;
}
