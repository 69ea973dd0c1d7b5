using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// Prints Maps and reductions with a row's numbers side by side (<see cref="RegionKernel"/>). A block that is a whole row has it in
/// registers; else each sweep is a loop of blocks.
/// </summary>
internal sealed class RegionEmitter(RegionKernel kernel, bool holdsRow, Precision precision) : SweepEmitter(kernel, precision)
{
    // Where the last block of a row is moved back: the mark on the numbers that the one before has not taken.
    private const string New = "isNew";

    private readonly bool _movesBack = !holdsRow && kernel.MovesBack(precision);

    private readonly bool _hasRest = kernel.HasRest(precision);

    // What is masked is left out in whole blocks.
    private readonly bool _leavesOut = kernel.IsMasked && !holdsRow && !kernel.MovesBack(precision);

    // The sweep of which the block moved back is printed, or -1.
    private int _last = -1;

    protected override VectorType OfRow { get; } = new(0, precision);

    private RegionSchedule Schedule => kernel.Schedule;

    /// <summary>Whether there is a loop over rows.</summary>
    private bool HasRows => !Schedule.IsFlat && (Schedule.PerExample || Schedule.Rows > 1);

    /// <summary>The statements of the kernel.</summary>
    public SourceWriter Emit()
    {
        if (kernel.Total is { } total)
        {
            Declare(TotalOf(total), VectorText.Zero(IsSumOfRowNumbers(total) ? OfRow : Block));
        }

        if (HasRows)
        {
            string count = Schedule.PerExample ? VectorText.Scaled("batch", Schedule.Rows) : $"{Schedule.Rows}";
            using (Writer.Block($"for (nint row = 0; row < {count}; row++)"))
            {
                DeclareRow();
                EmitRow();
            }
        }
        else
        {
            if (Schedule.IsDynamic && !_hasRest)
            {
                Writer.Line($"nint length = {VectorText.Scaled("batch", Schedule.Columns)};");
            }

            EmitRow();
        }

        if (kernel.Total is { } sum)
        {
            Writer.Line();
            Writer.Line($"return {VectorText.Sum(IsSumOfRowNumbers(sum) ? OfRow : Block, TotalOf(sum))};");
        }

        return Whole();
    }

    /// <summary>References to the current row.</summary>
    private void DeclareRow()
    {
        // A view counts as what it shows: its storage may have other rows.
        IEnumerable<Value> operands = kernel.Step.Ops.SelectMany(op => op.Inputs).Where(i => !kernel.Step.Computes(i))
            .Concat(kernel.Step.Stored);
        HashSet<string> declared = [];
        foreach (Value value in operands.Where(v => v.Shape.Rank > 0 && Moves(v) && declared.Add(Reference(v))))
        {
            string type = value.Role == ValueRole.ClassTarget ? "int" : Block.Element;
            string offset = Domain.Of(value.Shape) == Extent.Full ? VectorText.Scaled("row", Schedule.Columns) : "row";
            Writer.Line($"ref {type} {Reference(value)} = {VectorText.At(value.Place.Name, offset)};");
        }
    }

    private void EmitRow()
    {
        RowNumbers.Clear();
        DeclareSeen();
        Dictionary<Value, string> names = [];
        for (int s = 0; s < Schedule.Sweeps.Count; s++)
        {
            IReadOnlyList<Op> along = EmitRowNumbers(Schedule.Sweeps[s]);
            if (along.Count > 0 && holdsRow)
            {
                EmitWhole(along, names);
            }
            else if (along.Count > 0)
            {
                EmitSweep(s, [.. along.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0)]);
            }
        }
    }

    /// <summary>A sweep of a row that is one block.</summary>
    private void EmitWhole(IReadOnlyList<Op> along, Dictionary<Value, string> names)
    {
        foreach (MapOp map in along.OfType<MapOp>())
        {
            EmitMap(map, Block, "_", names, "0", "0");
        }

        foreach (ReduceOp reduce in along.OfType<ReduceOp>())
        {
            string term = NameOf(reduce.Source, names, "0", "0");
            if (reduce.Result.Shape.Rank == 0)
            {
                Writer.Line($"{TotalOf(reduce)} += {term};");
            }
            else
            {
                EmitReduced(reduce, term);
            }
        }

        EmitStores(along, names, "0");
    }

    private void EmitSweep(int s, ReduceOp[] reductions)
    {
        int columns = Schedule.Columns;
        EmitStarts(reductions);
        if (_hasRest)
        {
            Writer.Line($"nint i = {RegionKernelEmitter.First};");
        }

        string loop = _hasRest ? "; i <= length - B.Width"
            : _leavesOut ? "nint i = 0; i < end"
            : _movesBack ? $"nint i = 0; i <= {columns} - B.Width"
            : $"nint i = 0; i < {(Schedule.IsDynamic || kernel.Sizes.Count > 0 ? KernelSize.Length : columns)}";
        using (Writer.Block($"for ({loop}; i += B.Width)"))
        {
            EmitPosition(s, "i", "i");
        }

        if (_hasRest)
        {
            Writer.Line($"{RegionKernelEmitter.First} = i;");
        }

        if (_leavesOut)
        {
            ClearUnseen(s);
        }

        if (_movesBack)
        {
            _last = s;
            using (Writer.Block($"if ({columns} % B.Width != 0)"))
            {
                Writer.Line($"nint i = {columns} - B.Width;");
                EmitPosition(s, "i", "i");
            }

            _last = -1;
        }

        foreach (ReduceOp reduce in reductions)
        {
            EmitReduced(reduce, PartOf(reduce));
        }
    }

    /// <summary>Where a row's blocks end.</summary>
    private void DeclareSeen()
    {
        if (_leavesOut)
        {
            Writer.Line("// Blocks of columns that the mask hides are left out.");
            Writer.Line($"nint end = (row % {Schedule.Columns} + B.Width) / B.Width * B.Width;");
        }
    }

    /// <summary>What a sweep stores is 0 where the mask hides it.</summary>
    /// <remarks>Block by block: what is read soon after it was cleared in other pieces waits for memory (measured: 128 columns, 1.8 times as slow).</remarks>
    private void ClearUnseen(int s)
    {
        foreach (Value output in Schedule.Sweeps[s].SelectMany(op => op.Outputs).Where(o => kernel.Step.Stored.Contains(o) && Domain.Of(o.Shape) == Extent.Full))
        {
            Writer.Line($"for (nint i = end; i < {Schedule.Columns}; i += B.Width) {VectorText.Store(Block, VectorText.Zero(Block), Reference(output), "i")}");
        }
    }

    private void EmitReduced(ReduceOp reduce, string block)
    {
        string all = reduce.Reduction == ReduceKind.Sum ? "Sum" : "Largest";
        EmitRowNumber(reduce.Result, Declare(RowName(reduce.Result), $"B.{all}({block})"));
    }

    protected override string Load(Value value, VectorType type, string at, string column)
    {
        if (RowNumbers.TryGetValue(value.Storage, out string? number))
        {
            return VectorText.Fill(type, number);
        }

        if (value.Role == ValueRole.ClassTarget)
        {
            return VectorText.Fill(type, $"({Block.Element}){Reference(value)}");
        }

        return Domain.Of(value.Shape) switch
        {
            Extent.Scalar => Filled(type, value.Name),
            Extent.PerRow => VectorText.Broadcast(type, Reference(value), "0"),
            _ => VectorText.Load(type, Reference(WaitingPlace(value) ?? value), at),
        };
    }

    protected override string Positions(string column) => $"B.Sequence({column})";

    protected override string RowNumber(int count) => $"B.Create(row % {count})";

    protected override string Reference(Value value)
    {
        string place = value.Place.Name;
        return Moves(value) ? $"{place}At" : place;
    }

    protected override string Result(Value output, string text) => text;

    protected override string Counted(string term) => _last < 0 ? term : $"B.KeepMarked({Mark()}, {term})";

    protected override string CountedRow(string term) => term;

    // A number may be taken twice for a maximum, unless the sweep changes what it is computed from.
    protected override string Term(ReduceOp reduce, string term, string part) => reduce.Reduction == ReduceKind.Sum ? Counted(term)
        : _last < 0 || !Changes(_last) ? term
        : $"B.SelectMarked({Mark()}, {term}, {part})";

    protected override string Store(string name, Value place, string at) => _last >= 0 && Changes(_last)
        ? $"B.SelectMarked({Mark()}, {name}, {VectorText.Load(Block, Reference(place), at)}).Store(ref {Reference(place)}, {at});"
        : VectorText.Store(Block, name, Reference(place), at);

    // A row in registers is read once.
    protected override bool IsReadOften(MapOp map, int input) =>
        holdsRow ? Schedule.Sweeps.SelectMany(s => s).Sum(op => Reads(op, map.Inputs[input])) > 1 : base.IsReadOften(map, input);

    private static int Reads(Op op, Value value) => Enumerable.Range(0, op.Inputs.Count)
        .Where(k => op.Inputs[k].Storage == value.Storage)
        .Sum(k => op is MapOp map ? map.Bodies.Sum(b => b.CountOf(k)) : 1);

    protected override string PartOf(ReduceOp reduce) => $"{reduce.Result.Name}_";

    protected override string TotalOf(ReduceOp total) => $"{total.Result.Name}_";

    /// <summary>Whether a sweep writes where it reads: what the block moved back takes once more has changed then.</summary>
    private bool Changes(int s) =>
        Schedule.Sweeps[s].SelectMany(op => op.Outputs).Any(o => o.Overwrites is not null)
        || kernel.Waiting.Any(read => read.From < s && s <= read.Until
            && (Schedule.Sweeps[s].Any(op => op.Outputs.Contains(read.Place)) || kernel.Waiting.Any(w => w.From == s && w.Place == read.Place)));

    private string Mark()
    {
        Begin($"var {New} = B.MarkFrom(B.Width - {Schedule.Columns} % B.Width);");
        return New;
    }

    private bool IsSumOfRowNumbers(ReduceOp total) => kernel.IsRowNumber(total.Source);

    private bool Moves(Value value) => HasRows && Domain.Of(value.Shape) is (Extent.Full or Extent.PerRow);
}
