using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints the loops of a contraction with examples in the lanes, and the multiply-adds within (<see cref="LaneSchedule"/>).</summary>
internal sealed class NestEmitter(SourceWriter writer, LaneSchedule schedule, LaneOperands operands, TileEpilogue epilogue, bool hasRange)
{
    private readonly BodyEmitter _body = new(writer, schedule, operands);

    private LaneNest Nest => schedule.Nest;

    public void Emit()
    {
        if (Nest.Axes[schedule.BlockAxis] is { Role: AxisRole.Sum } || schedule.BlockAxis != schedule.Column)
        {
            writer.Line($"nint {LaneNames.Blocks} = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        }

        EmitResults(0, schedule.First);
    }

    private string NameOf(int axis) => LaneNames.Of(Nest.Axes[axis]);

    /// <summary>The loops over results, from <paramref name="axis"/> inwards; then a tile.</summary>
    private void EmitResults(int axis, LaneSegment[] chosen)
    {
        while (axis < Nest.Axes.Count && Nest.Axes[axis].Role == AxisRole.Sum)
        {
            axis++;
        }

        if (axis == Nest.Axes.Count)
        {
            EmitTile(chosen);
            return;
        }

        foreach (LaneSegment segment in schedule.Segments[axis])
        {
            chosen[axis] = segment;
            using (BlockOf(axis, segment))
            {
                if (segment.Overlap > 0)
                {
                    writer.Line($"nint {NameOf(axis)} = nint.Min({NextOf(axis)}, {segment.End - segment.Size});");
                }

                EmitResults(axis + 1, [.. chosen]);
            }
        }
    }

    private IDisposable? BlockOf(int axis, LaneSegment segment)
    {
        string name = segment.Overlap > 0 ? NextOf(axis) : NameOf(axis);
        if (axis == schedule.Column)
        {
            (string first, string end) = hasRange ? (LaneNames.First, LaneNames.End) : ("0", $"{Nest.Axes[axis].Extent}");
            return writer.Block($"for (nint {name} = {first}; {name} < {end}; {name} += B.Columns)");
        }

        return Nest.Axes[axis].IsLane ? writer.Block($"for (nint {name} = 0; {name} < {LaneLayout.Block}; {name} += B.Lanes)")
            : Nest.Axes[axis].IsDynamic ? writer.Block($"for (nint {name} = 0; {name} < {LaneNames.Blocks}; {name}++)")
            : schedule.Moves(axis, segment) ? writer.Block($"for (nint {name} = {segment.Start}; {name} < {segment.End}; {(segment.Size == 1 ? $"{name}++" : $"{name} += {segment.Size}")})")
            : schedule.Segments[axis].Count > 1 ? writer.Block("")
            : null;
    }

    /// <summary>A tile: what stands in its tensors, its sums from start to end, its results.</summary>
    private void EmitTile(LaneSegment[] chosen)
    {
        TileSum?[] sums = schedule.Sums(chosen);
        Dictionary<string, Body> bodies = schedule.Choices([.. chosen], ofSum: true).ToDictionary(Key, schedule.BodyOf);
        Term[] terms = [.. bodies.Values.SelectMany(b => b.Terms)];
        int firstA = terms.Select(t => t.A).DefaultIfEmpty(0).Min(), firstB = terms.Select(t => t.B).DefaultIfEmpty(0).Min();
        string[] names = [.. sums.Select(s => s is null ? "" : NameOf(s, chosen))];

        EmitBounds();
        writer.Line(operands.A.Declare(Place(chosen, o => o.A, firstA)));
        if (operands.Index is { } index)
        {
            writer.Line(index.Declare(Place(chosen, o => o.A, firstA)));
        }

        if (operands.B is { } second)
        {
            writer.Line(second.Declare(Place(chosen, o => o.B, firstB)));
        }

        int[] loops = schedule.Loops(ofSum: true);
        HashSet<int> startsLater = loops.Length == 0 && Nest.B is null && epilogue.StartsAtZero ? [.. terms.Select(t => t.Sum)] : [];
        epilogue.Start(sums, names, (offset, first) => Place(chosen, offset, first), startsLater.Contains);
        _body.Begin(names, startsLater, firstA, firstB);
        EmitSums(loops, 0, chosen, bodies, new Cursors(operands.A.Cursor, operands.B?.Cursor ?? "", operands.Index?.Cursor ?? ""));
        epilogue.End(sums, names);
    }

    private static string Key(LaneSegment[] chosen) => string.Join(",", chosen.Select(s => s.Start));

    private string NameOf(TileSum sum, LaneSegment[] chosen)
    {
        int[] axes = [.. Enumerable.Range(0, Nest.Axes.Count).Where(a => Nest.Axes[a].Role != AxisRole.Sum)];
        string place = string.Join("_", axes.Select((a, k) => (chosen[a].Size, Place: sum.Place[k])).Where(p => p.Size > 1).Select(p => p.Place));
        return place.Length == 0 ? "sum" : $"sum{place}";
    }

    /// <summary>
    /// Where the loops stand in a tensor, and where those of the sum begin: a reference must never leave its tensor, not even to come back, because the collector
    /// may move memory in between.
    /// </summary>
    private string Place(LaneSegment[] chosen, Func<Offsets, int> tensor, int first)
    {
        string place = "0";
        for (int a = 0; a < Nest.Axes.Count; a++)
        {
            string? position = Nest.Axes[a].Role != AxisRole.Sum ? (schedule.Moves(a, chosen[a]) ? NameOf(a) : null)
                : IsBoundLoop(a) ? FirstOf(a)
                : null;
            place = position is null ? place : VectorText.Plus(place, VectorText.Scaled(position, tensor(Nest.StrideOf(a))));
        }

        return VectorText.Plus(place, $"{first}");
    }

    /// <summary>The loops of the sum, from <paramref name="depth"/> inwards; then the multiply-adds.</summary>
    private void EmitSums(int[] loops, int depth, LaneSegment[] chosen, Dictionary<string, Body> bodies, Cursors at)
    {
        if (depth == loops.Length)
        {
            _body.Emit(bodies[Key(chosen)], at);
            return;
        }

        int axis = loops[depth];
        foreach (LaneSegment segment in schedule.Segments[axis])
        {
            chosen[axis] = segment;
            if (schedule.Moves(axis, segment))
            {
                EmitLoop(axis, segment, depth, at, inner => EmitSums(loops, depth + 1, [.. chosen], bodies, inner));
                continue;
            }

            using (writer.Block(""))
            {
                EmitSums(loops, depth + 1, [.. chosen], bodies, at);
            }
        }
    }

    private void EmitLoop(int axis, LaneSegment segment, int depth, Cursors at, Action<Cursors> emitInner)
    {
        Offsets stride = Nest.StrideOf(axis);
        bool isBound = IsBoundLoop(axis), isLane = Nest.Axes[axis].IsLane;
        string name = NameOf(axis), count = Nest.Axes[axis].IsDynamic ? LaneNames.Blocks : isBound ? $"{LastOf(axis)} - {FirstOf(axis)} + 1" : $"{segment.Count}";

        // Cursors of this loop's own; the tile's may move themselves, if nothing comes after.
        bool isOnly = depth == 0 && schedule.Segments[axis].Count == 1;
        Cursors inner = new(
            Own(operands.A, at.A, stride.A),
            operands.B is { } b ? Own(b, at.B, stride.B) : "",
            operands.Index is { } index ? Own(index, at.Index, stride.A) : "");
        using (writer.Block(isLane ? $"for (nint {name} = 0; {name} < {LaneLayout.Block}; {name} += B.Lanes)" : $"for (nint {name} = {count}; {name} {(isBound ? ">" : "!=")} 0; {name}--)"))
        {
            emitInner(inner);
            Advance(operands.A, inner.A, stride.A);
            Advance(operands.Index, inner.Index, stride.A);
            Advance(operands.B, inner.B, stride.B);
        }

        string Own(LaneOperand operand, string outer, int moves)
        {
            if (isOnly || moves == 0)
            {
                return outer;
            }

            string own = $"{operand.Cursor}{depth + 1}{(schedule.Segments[axis].Count > 1 ? $"_{segment.Start}" : "")}";
            writer.Line(operand.Copy(own, outer));
            return own;
        }

        void Advance(LaneOperand? operand, string cursor, int moves)
        {
            if (operand is not null && moves != 0)
            {
                writer.Line(operand.Advance(cursor, isLane ? "B.Lanes" : $"{moves * segment.Size}"));
            }
        }
    }

    private bool IsBoundLoop(int axis) => schedule.BoundOf(axis) is not null && schedule.Loops(ofSum: true).Contains(axis);

    private string NextOf(int axis) => $"next{Identifier.Pascal(NameOf(axis))}";

    private string FirstOf(int axis) => $"first{Identifier.Pascal(NameOf(axis))}";

    private string LastOf(int axis) => $"last{Identifier.Pascal(NameOf(axis))}";

    /// <summary>Declares the first and the last value of every loop of the sum that stays inside a tensor.</summary>
    private void EmitBounds()
    {
        foreach (int axis in schedule.Loops(ofSum: true).Where(IsBoundLoop))
        {
            DerivedIndex index = schedule.BoundOf(axis)!;

            // 0 ≤ c + k · axis < extent, with c what the loops around say, and k ≥ 1 or −1.
            int k = index.Coefficient(axis);
            string c = VectorText.Plus(string.Join(" + ", index.Terms.Where(t => t.Axis != axis).Select(t => VectorText.Scaled(NameOf(t.Axis), t.Coefficient))), $"{index.Offset}").Replace("+ -", "- ");
            (string lower, string upper) = k > 1 ? ($"({k - 1} - ({c})) / {k}", $"({index.Extent - 1} - ({c})) / {k}")
                : k > 0 ? ($"-({c})", $"{index.Extent - 1} - ({c})")
                : ($"{c} - {index.Extent - 1}", c);
            writer.Line($"nint {FirstOf(axis)} = nint.Max(0, {lower}), {LastOf(axis)} = nint.Min({Nest.Axes[axis].Extent - 1}, {upper});");
            if (MayBeOutside(axis, index))
            {
                // References that go on from block to block must not start where nothing is.
                writer.Line($"if ({FirstOf(axis)} > {LastOf(axis)}) ({FirstOf(axis)}, {LastOf(axis)}) = (0, -1);");
            }
        }
    }

    /// <summary>Whether for some values of the loops around no value of the axis lies inside.</summary>
    private bool MayBeOutside(int axis, DerivedIndex index)
    {
        IEnumerable<int> reaches = index.Terms.Where(t => t.Axis != axis).Select(t => t.Coefficient * (Nest.Axes[t.Axis].Extent - 1));
        int least = index.Offset + reaches.Sum(r => Math.Min(0, r)), most = index.Offset + reaches.Sum(r => Math.Max(0, r)), last = Nest.Axes[axis].Extent - 1;
        return index.Coefficient(axis) > 0 ? least < -index.Coefficient(axis) * last || most > index.Extent - 1 : least < 0 || most > last + index.Extent - 1;
    }
}

/// <summary>What stands in each operand where a body is.</summary>
internal readonly record struct Cursors(string A, string B, string Index);

/// <summary>The operands of a contraction.</summary>
/// <param name="B">Null without a second one.</param>
/// <param name="Index">For a routed first operand, where the largest number of each window came from.</param>
internal sealed record LaneOperands(LaneOperand A, LaneOperand? B, LaneOperand? Index, ColumnText Text);
