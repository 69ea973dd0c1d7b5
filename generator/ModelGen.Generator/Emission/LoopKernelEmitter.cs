using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints loop nests (<see cref="NestSchedule"/>): loops over the outputs, and for each tile its sums and their epilogue.</summary>
internal sealed class LoopKernelEmitter(SourceWriter writer, LoopKernel kernel, EquatableArray<NestSchedule> schedules, Precision precision)
    : ContractKernelEmitter(writer, kernel, precision)
{
    private readonly Dictionary<string, string> _variables = [];
    private NestSchedule _schedule = schedules[0];
    private int _rowChannel;

    private LoopNest Nest => _schedule.Nest;

    public override void Emit()
    {
        foreach (NestSchedule schedule in schedules)
        {
            _schedule = schedule;
            _variables.Clear();
            if (schedule.Nest.Place != "")
            {
                Writer.Line($"// {schedule.Nest.Place}");
            }

            EmitOuter(0, isAlone: schedules.Count == 1);
        }
    }

    /// <param name="isAlone">Whether nothing else stands in the block around: a tile then needs none of its own for its names.</param>
    private void EmitOuter(int depth, bool isAlone)
    {
        if (depth == _schedule.Outer.Count)
        {
            EmitColumns(isAlone);
            return;
        }

        LoopAxis axis = _schedule.Outer[depth];
        using (Writer.Block($"for (nint {axis.Name} = 0; {axis.Name} < {axis.Length}; {axis.Name}++)"))
        {
            _variables[axis.Name] = axis.Name;
            EmitOuter(depth + 1, isAlone: true);
        }
    }

    private void EmitColumns(bool isAlone)
    {
        isAlone &= _schedule.Columns.Count == 1;
        foreach (ColumnTile tile in _schedule.Columns)
        {
            string name = _schedule.Vector?.Name ?? "";
            if (tile.Repeat == 1)
            {
                _variables[name] = $"{tile.Offset}";
                EmitRows(tile, [], 0, isAlone);
                continue;
            }

            string advance = tile.Width == 1 ? $"{name}++" : $"{name} += {tile.Width}";
            using (Writer.Block($"for (nint {name} = {tile.Offset}; {name} < {tile.Offset + (tile.Repeat * tile.Width)}; {advance})"))
            {
                _variables[name] = name;
                EmitRows(tile, [], 0, isAlone: true);
            }
        }
    }

    /// <param name="chosen">The segments of the row axes before <paramref name="depth"/>, and how many of each the tile has.</param>
    private void EmitRows(ColumnTile tile, IReadOnlyList<(RowAxis Rows, Segment Segment, int Count)> chosen, int depth, bool isAlone)
    {
        if (depth == _schedule.Rows.Count)
        {
            using (isAlone ? null : Writer.Block(""))
            {
                EmitTile(tile, chosen);
            }

            return;
        }

        RowAxis rows = _schedule.Rows[depth];
        string name = rows.Axis.Name;
        foreach (Segment segment in rows.Segments)
        {
            void Inner(int count, bool isAlone) => EmitRows(tile, [.. chosen, (rows, segment, count)], depth + 1, isAlone);
            if (rows.Axis.PerExample)
            {
                EmitRowsOfExamples(rows.Axis, segment.Count, count => Inner(count, isAlone: true));
                continue;
            }

            int full = (segment.To - segment.From) / segment.Count, end = segment.From + (full * segment.Count);
            bool isOnly = isAlone && rows.Segments.Count == 1 && end == segment.To;
            if (full == 1)
            {
                _variables[name] = $"{segment.From}";
                Inner(segment.Count, isOnly);
            }
            else
            {
                string advance = segment.Count == 1 ? $"{name}++" : $"{name} += {segment.Count}";
                using (Writer.Block($"for (nint {name} = {segment.From}; {name} < {end}; {advance})"))
                {
                    _variables[name] = name;
                    Inner(segment.Count, isAlone: true);
                }
            }

            if (end < segment.To)
            {
                _variables[name] = $"{end}";
                Inner(segment.To - end, isAlone: false);
            }
        }
    }

    /// <summary>Any number of rows: full tiles, the last moved back so that it ends with the batch; fewer rows than a tile has go one by one.</summary>
    private void EmitRowsOfExamples(LoopAxis axis, int count, System.Action<int> inner)
    {
        string name = axis.Name;
        _variables[name] = name;
        bool mayBeFewer = axis.Extent < count;
        if (count > 1)
        {
            using (mayBeFewer ? Writer.Block($"if ({axis.Length} >= {count})") : null)
            {
                using (Writer.Block($"for (nint next = 0; next < {axis.Length}; next += {count})"))
                {
                    Writer.Line($"nint {name} = nint.Min(next, {axis.Length} - {count});");
                    inner(count);
                }
            }
        }

        if (count == 1 || mayBeFewer)
        {
            using (count > 1 ? Writer.Block("else") : null)
            {
                using (Writer.Block($"for (nint {name} = 0; {name} < {axis.Length}; {name}++)"))
                {
                    inner(1);
                }
            }
        }
    }

    private void EmitTile(ColumnTile tile, IReadOnlyList<(RowAxis Rows, Segment Segment, int Count)> chosen)
    {
        foreach (Value operand in EpilogueOperands)
        {
            bool perColumn = IsPerColumn(operand) && operand.Shape != Step.Core.Output.Shape;
            Refer(operand, Offset(perColumn ? Nest.Start.Channel : Nest.Start.Result, Nest.Outputs, a => perColumn ? a.Step.Channel : a.Step.Result).ToString());
        }

        List<NestPoint> rows = [default];
        foreach ((RowAxis axis, _, int count) in chosen)
        {
            rows = [.. rows.SelectMany(r => Enumerable.Range(0, count).Select(k => r + (k * axis.Axis.Step)))];
        }

        bool isEmpty = Nest.IsEmpty || chosen.Any(c => c.Segment.IsEmpty);
        EquatableArray<ReductionLoop> loops = chosen.Where(c => Nest.ClipsOf(c.Rows.Axis).Any(clip => clip.Terms.Count > 1)).Select(c => c.Segment.Loops).DefaultIfEmpty(_schedule.Loops).First();
        LoopTermsEmitter terms = new(Writer, Nest, tile, rows, loops, _variables, Precision)
        {
            StartOf = (row, piece) =>
            {
                _rowChannel = row.Channel;
                return StartOf(piece);
            },
            Registers = _schedule.Registers,
            StartsWithZero = Kernel.Start is null,
            KeepsPosition = Step.Core is MaxPoolOp pool && Step.Stored.Contains(pool.Position),
        };
        if (_schedule.IsPaired)
        {
            terms.EmitPairs(Offset(Nest.Start.Left, Nest.Outputs, a => a.Step.Left));
        }
        else
        {
            terms.Emit(
                isEmpty,
                Offset(Nest.Start.Left, Nest.Outputs, a => a.Step.Left),
                Offset(Nest.Start.Right, Nest.Outputs, a => a.Step.Right),
                Offset(Nest.Start.Tap, Nest.Outputs, a => a.Step.Tap));
        }

        for (int r = 0; r < rows.Count; r++)
        {
            _rowChannel = rows[r].Channel;
            FinishAt(rows[r].Result, [.. tile.Pieces.Select((piece, p) => (piece, Computed(r, p), Suffix(rows.Count, tile, r, p)))]);
        }
    }

    private Dictionary<Value, string> Computed(int row, int piece)
    {
        Dictionary<Value, string> computed = new() { [Step.Core.Output] = LoopTermsEmitter.Sum(row, piece, 0) };
        if (Step.Core is MaxPoolOp pool)
        {
            computed[pool.Position] = LoopTermsEmitter.Position(row, piece);
        }

        return computed;
    }

    private OffsetText Offset(int start, IEnumerable<LoopAxis> axes, System.Func<LoopAxis, int> step) =>
        OffsetText.Of(start).Plus(axes.Select(a => (_variables[a.Name], step(a))));

    /// <summary>Where the columns are pixels and not channels, all of them have the number of the row's channel.</summary>
    protected override string LoadPerColumn(Value value, Piece piece) => _schedule.Vector is not { Step.Channel: 0 }
        ? VectorText.Load(piece.Type, AtName(value), _rowChannel + piece.Offset)
        : VectorText.Broadcast(piece.Type, AtName(value), $"{_rowChannel}");

    private static string Suffix(int rows, ColumnTile tile, int row, int piece) => rows == 1 && tile.Pieces.Count == 1 ? "_" : $"_{row}_{piece}";
}
