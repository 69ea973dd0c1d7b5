using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a loop nest (<see cref="NestSchedule"/>): loops over the outputs, and for each tile its sums and their epilogue.</summary>
internal sealed class NestTextEmitter(SourceWriter writer, LoopKernel kernel, NestSchedule schedule, TileText text, Precision precision)
    : ContractKernelEmitter(writer, kernel, precision)
{
    private readonly Piece _block = new(0, VectorType.Block(precision));

    // The text of each output's value.
    private readonly Dictionary<string, string> _variables = [];

    private int _rowChannel;

    private LoopNest Nest => schedule.Nest;

    public override void Emit() => EmitOuter(0);

    private void EmitOuter(int depth)
    {
        if (depth == schedule.Outer.Count)
        {
            EmitColumns();
            return;
        }

        LoopAxis axis = schedule.Outer[depth];
        _variables[axis.Name] = axis.Name;
        using (Writer.Block($"for (nint {axis.Name} = 0; {axis.Name} < {axis.Length}; {axis.Name}++)"))
        {
            EmitOuter(depth + 1);
        }
    }

    private void EmitColumns()
    {
        string name = schedule.Vector?.Name ?? "";
        _variables[name] = text.IsLoop ? name : "0";
        if (!text.IsLoop)
        {
            EmitRows([], 0);
            return;
        }

        string start = text.HasRange ? TileText.First : "0", end = text.HasRange ? TileText.End : $"{schedule.Vector!.Extent}", counter = text.MovesBack ? "nextColumn" : name;
        using (Writer.Block($"for (nint {counter} = {start}; {counter} < {end}; {counter} += B.Width)"))
        {
            if (text.MovesBack)
            {
                Writer.Line($"nint {name} = nint.Min({counter}, {end} - B.Width);");
            }

            EmitRows([], 0);
        }
    }

    /// <param name="chosen">How many rows of the axes before <paramref name="depth"/> the tile has, and which terms lie inside.</param>
    private void EmitRows(IReadOnlyList<RowChoice> chosen, int depth)
    {
        if (depth == schedule.Rows.Count)
        {
            EmitTile(chosen);
            return;
        }

        RowAxis rows = schedule.Rows[depth];
        void Inner(int count, EquatableArray<ReductionLoop>? loops = null, bool isEmpty = false) => EmitRows([.. chosen, new RowChoice(rows, count, loops, isEmpty)], depth + 1);
        string next = depth == 0 ? "next" : $"next{depth + 1}";
        if (rows.Axis.PerExample)
        {
            EmitRowsOfExamples(rows, next, count => Inner(count));
            return;
        }

        RowLoops loops = new(Writer, rows, _variables) { MayComeTwice = Step.Stored.All(v => v.Overwrites is null), Next = next };
        loops.EmitLong((count, segment) => Inner(count, CutsTerms(rows.Axis) ? segment?.Loops : null));
        loops.EmitShort(() => Inner(1));
        loops.EmitEmpty(() => Inner(1, isEmpty: true));
    }

    /// <summary>Whether the terms that lie inside depend on the axis and on a reduction.</summary>
    private bool CutsTerms(LoopAxis axis) => Nest.ClipsOf(axis).Any(c => c.Terms.Count > 1);

    /// <summary>Any number of rows: full tiles, the last moved back so that it ends with the batch; fewer rows than a tile has go one by one.</summary>
    private void EmitRowsOfExamples(RowAxis rows, string next, Action<int> inner)
    {
        string name = rows.Axis.Name, length = rows.Axis.Length;
        _variables[name] = name;
        bool mayBeFewer = rows.Axis.Extent < rows.Count;
        using (mayBeFewer ? Writer.Block($"if ({length} >= {rows.Count})") : null)
        {
            using (Writer.Block($"for (nint {next} = 0; {next} < {length}; {next} += {rows.Count})"))
            {
                Writer.Line($"nint {name} = nint.Min({next}, {length} - {rows.Count});");
                inner(rows.Count);
            }
        }

        if (mayBeFewer)
        {
            using (Writer.Block("else"))
            {
                using (Writer.Block($"for (nint {name} = 0; {name} < {length}; {name}++)"))
                {
                    inner(1);
                }
            }
        }
    }

    private void EmitTile(IReadOnlyList<RowChoice> chosen)
    {
        foreach (Value operand in EpilogueOperands)
        {
            bool perColumn = IsPerColumn(operand) && operand.Shape != Step.Core.Output.Shape;
            Refer(operand, Offset(perColumn ? Nest.Start.Channel : Nest.Start.Result, Nest.Outputs, a => perColumn ? a.Step.Channel : a.Step.Result).ToString());
        }

        List<NestPoint> rows = [default];
        foreach (RowChoice choice in chosen)
        {
            rows = [.. rows.SelectMany(r => Enumerable.Range(0, choice.Count).Select(k => r + (k * choice.Rows.Axis.Step)))];
        }

        EmitTerms(chosen, rows);
        if (text.WaitingPlace is { } place && chosen.Count(c => c.Count > 1) == 1 && Nest.Kind == NestKind.Sum && rows.All(r => r.Channel == 0))
        {
            FinishInLoop(rows.Count, rows[1].Result, place, _block, r => LoopTermsEmitter.Sum(r, 0));
            return;
        }

        for (int r = 0; r < rows.Count; r++)
        {
            _rowChannel = rows[r].Channel;
            FinishAt(rows[r].Result, [(_block, Computed(r), rows.Count == 1 ? "_" : $"_{r}")]);
        }
    }

    private void EmitTerms(IReadOnlyList<RowChoice> chosen, IReadOnlyList<NestPoint> rows)
    {
        // Where a segment of known terms is all that full tiles have, its loops are theirs.
        EquatableArray<ReductionLoop> loops = chosen.Select(c => c.Loops).OfType<EquatableArray<ReductionLoop>?>().FirstOrDefault() ?? schedule.Loops;
        LoopTermsEmitter terms = new(Writer, schedule, rows, loops, _variables, Precision)
        {
            StartOf = row =>
            {
                _rowChannel = row.Channel;
                return StartOf(_block);
            },
            StartsWithZero = Kernel.Start is null,
            Lengths = LengthsOf(chosen),
            KeepsPosition = Step.Core is MaxPoolOp pool && Step.Stored.Contains(pool.Position),
        };
        terms.Emit(
            Nest.IsEmpty || chosen.Any(c => c.IsEmpty),
            Offset(Nest.Start.Left, Nest.Outputs, a => a.Step.Left),
            Offset(Nest.Start.Right, Nest.Outputs, a => a.Step.Right),
            Offset(Nest.Start.Tap, Nest.Outputs, a => a.Step.Tap));
    }

    private Dictionary<string, string> LengthsOf(IReadOnlyList<RowChoice> chosen)
    {
        Dictionary<string, string> lengths = chosen.ToDictionary(c => c.Rows.Axis.Name, c => $"{c.Count}");
        if (schedule.Vector is { } vector)
        {
            lengths[vector.Name] = text.IsLoop ? "B.Width" : $"{vector.Extent}";
        }

        return lengths;
    }

    private Dictionary<Value, string> Computed(int row)
    {
        Dictionary<Value, string> computed = new() { [Step.Core.Output] = LoopTermsEmitter.Sum(row, 0) };
        if (Step.Core is MaxPoolOp pool)
        {
            computed[pool.Position] = LoopTermsEmitter.Position(row);
        }

        return computed;
    }

    private OffsetText Offset(int start, IEnumerable<LoopAxis> axes, Func<LoopAxis, int> step) =>
        OffsetText.Of(start).Plus(axes.Select(a => (_variables[a.Name], step(a))));

    /// <summary>Where the columns are pixels and not channels, all of them have the number of the row's channel.</summary>
    protected override string LoadPerColumn(Value value, Piece piece) => schedule.Vector is { Step.Channel: not 0 }
        ? VectorText.Load(piece.Type, AtName(value), _rowChannel)
        : VectorText.Broadcast(piece.Type, AtName(value), $"{_rowChannel}");

    /// <param name="Loops">What is summed, where that is known.</param>
    /// <param name="IsEmpty">Whether no term lies inside.</param>
    private sealed record RowChoice(RowAxis Rows, int Count, EquatableArray<ReductionLoop>? Loops, bool IsEmpty);
}
