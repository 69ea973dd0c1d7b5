using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints the loops of a contraction with examples in the lanes, and the multiply-adds within (<see cref="LaneSchedule"/>).</summary>
internal sealed class NestEmitter(SourceWriter writer, LaneSchedule schedule, VectorType type, NestOperands operands, ITileEpilogue epilogue)
{
    private const string Block = "block", Blocks = "blocks";

    // Sums of the tile that are declared with their first term.
    private HashSet<int> _undeclared = [];

    private LaneNest Nest => schedule.Nest;

    public void Emit()
    {
        writer.Line($"nint {Blocks} = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        if (schedule.Rest is { } rest)
        {
            writer.Line($"nint {Block} = 0;");
            EmitResults(0, schedule.First);
            writer.Line();
            new NestEmitter(writer, rest, type, operands, epilogue).EmitResults(0, rest.First, isRest: true);
        }
        else
        {
            EmitResults(0, schedule.First);
        }
    }

    private string NameOf(int axis) => Nest.Axes[axis].IsDynamic ? Block : Nest.Axes[axis].Name;

    /// <summary>The loops over results, from <paramref name="axis"/> inwards; then a tile.</summary>
    private void EmitResults(int axis, LaneSegment[] chosen, bool isRest = false)
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
            using (BlockOf(axis, segment, isRest))
            {
                EmitResults(axis + 1, [.. chosen], isRest);
            }
        }
    }

    private IDisposable? BlockOf(int axis, LaneSegment segment, bool isRest)
    {
        string name = NameOf(axis), next = segment.Size == 1 ? $"{name}++" : $"{name} += {segment.Size}";
        if (Nest.Axes[axis].IsDynamic)
        {
            string start = isRest || schedule.Rest is not null ? "" : $"nint {Block} = 0";
            return writer.Block($"for ({start}; {(segment.Size == 1 ? $"{Block} < {Blocks}" : $"{Block} <= {Blocks} - {segment.Size}")}; {next})");
        }

        return schedule.Moves(axis, segment) ? writer.Block($"for (nint {name} = {segment.Start}; {name} < {segment.End}; {next})")
            : schedule.Segments[axis].Count > 1 ? writer.Block("")
            : null;
    }

    /// <summary>A tile: its references, its sums from start to end, its results.</summary>
    private void EmitTile(LaneSegment[] chosen)
    {
        TileSum?[] sums = schedule.Sums(chosen);
        Dictionary<string, Body> bodies = schedule.Choices([.. chosen], ofSum: true).ToDictionary(Key, schedule.BodyOf);
        Term[] terms = [.. bodies.Values.SelectMany(b => b.Terms)];
        int firstA = terms.Select(t => t.A).DefaultIfEmpty(0).Min(), firstB = terms.Select(t => t.B).DefaultIfEmpty(0).Min();
        string[] names = [.. sums.Select(s => s is null ? "" : NameOf(s, chosen))];

        EmitBounds();
        operands.DeclareA(writer, Place(chosen, o => o.A, firstA));
        operands.DeclareB(writer, Place(chosen, o => o.B, firstB));
        int[] loops = schedule.Loops(ofSum: true);
        HashSet<int> startsLater = loops.Length == 0 && epilogue.StartsAtZero ? [.. terms.Select(t => t.Sum)] : [];
        epilogue.Start(sums, names, (offset, first) => Place(chosen, offset, first), startsLater.Contains);
        _undeclared = startsLater;
        EmitSums(loops, 0, [.. chosen], bodies, names, operands.A, operands.B, firstA, firstB);
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
    private void EmitSums(int[] loops, int depth, LaneSegment[] chosen, Dictionary<string, Body> bodies, string[] sums, string a, string b, int firstA, int firstB)
    {
        if (depth == loops.Length)
        {
            EmitBody(bodies[Key(chosen)], sums, a, b, firstA, firstB);
            return;
        }

        int axis = loops[depth];
        foreach (LaneSegment segment in schedule.Segments[axis])
        {
            chosen[axis] = segment;
            if (!schedule.Moves(axis, segment))
            {
                using (writer.Block(""))
                {
                    EmitSums(loops, depth + 1, [.. chosen], bodies, sums, a, b, firstA, firstB);
                }

                continue;
            }

            EmitLoop(axis, segment, depth, (nextA, nextB) => EmitSums(loops, depth + 1, [.. chosen], bodies, sums, nextA, nextB, firstA, firstB), a, b);
        }
    }

    private void EmitLoop(int axis, LaneSegment segment, int depth, Action<string, string> emitInner, string a, string b)
    {
        Offsets stride = Nest.StrideOf(axis);
        bool isBound = IsBoundLoop(axis);
        string name = NameOf(axis), count = Nest.Axes[axis].IsDynamic ? Blocks : isBound ? $"{LastOf(axis)} - {FirstOf(axis)} + 1" : $"{segment.Count}";

        // References of this loop's own; the tile's may move themselves, if nothing comes after.
        bool isOnly = depth == 0 && schedule.Segments[axis].Count == 1;
        string nextA = Reference(operands.A, a, stride.A, operands.IndexOfA), nextB = Reference(operands.B, b, stride.B, null);
        using (writer.Block($"for (nint {name} = {count}; {name} {(isBound ? ">" : "!=")} 0; {name}--)"))
        {
            emitInner(nextA, nextB);
            Advance(nextA, stride.A, operands.IndexOfA);
            Advance(nextB, stride.B, null);
        }

        string Reference(string tile, string outer, int moves, string? index)
        {
            if (isOnly || moves == 0 || outer.Length == 0)
            {
                return outer;
            }

            string inner = $"{tile}{depth + 1}{(schedule.Segments[axis].Count > 1 ? $"_{segment.Start}" : "")}";
            writer.Line($"ref {operands.Element} {inner} = ref {outer};");
            if (index is not null)
            {
                string suffixOf = inner.Substring(tile.Length), suffixOfOuter = outer.Substring(tile.Length);
                writer.Line($"ref {operands.Element} {index}{suffixOf} = ref {index}{suffixOfOuter};");
            }

            return inner;
        }

        void Advance(string reference, int moves, string? index)
        {
            if (moves != 0 && reference.Length > 0)
            {
                writer.Line($"{reference} = {VectorText.At(reference, $"{moves * segment.Size}")};");
                if (index is not null)
                {
                    string suffix = reference.Substring(operands.A.Length);
                    writer.Line($"{index}{suffix} = {VectorText.At($"{index}{suffix}", $"{moves * segment.Size}")};");
                }
            }
        }
    }

    private bool IsBoundLoop(int axis) => schedule.BoundOf(axis) is not null && schedule.Loops(ofSum: true).Contains(axis);

    private string FirstOf(int axis) => $"first{Identifier.Pascal(NameOf(axis))}";

    private string LastOf(int axis) => $"last{Identifier.Pascal(NameOf(axis))}";

    /// <summary>Declares the first and the last value of every loop of the sum that stays inside a tensor.</summary>
    private void EmitBounds()
    {
        foreach (int axis in schedule.Loops(ofSum: true).Where(IsBoundLoop))
        {
            DerivedIndex index = schedule.BoundOf(axis)!;

            // 0 ≤ c + k · axis < extent, with c what the loops around say, and k = 1 or −1.
            string c = VectorText.Plus(string.Join(" + ", index.Terms.Where(t => t.Axis != axis).Select(t => VectorText.Scaled(NameOf(t.Axis), t.Coefficient))), $"{index.Offset}").Replace("+ -", "- ");
            (string lower, string upper) = index.Coefficient(axis) > 0
                ? ($"-({c})", $"{index.Extent - 1} - ({c})")
                : ($"{c} - {index.Extent - 1}", c);
            writer.Line($"nint {FirstOf(axis)} = nint.Max(0, {lower}), {LastOf(axis)} = nint.Min({Nest.Axes[axis].Extent - 1}, {upper});");
        }
    }

    private void EmitBody(Body body, string[] sums, string a, string b, int firstA, int firstB)
    {
        Dictionary<(int, int), int> usesOfA = body.Terms.GroupBy(t => (t.A, t.Cell)).ToDictionary(g => g.Key, g => g.Count());
        Dictionary<int, int> usesOfB = body.Terms.GroupBy(t => t.B).ToDictionary(g => g.Key, g => g.Count());
        Dictionary<(int, int), string> namesOfA = Nest.Routing is null ? [] : operands.EmitRouted(writer, type, a, [.. body.Terms.Select(t => (t.A, t.Cell)).Distinct().OrderBy(k => k)], firstA);
        Dictionary<int, string> namesOfB = [];
        foreach (Term term in body.Terms)
        {
            string sum = sums[term.Sum];
            string left = Operand(namesOfA, (term.A, term.Cell), usesOfA[(term.A, term.Cell)], "x", Load(Nest.A, a, term.A - firstA));
            bool isFirst = _undeclared.Remove(term.Sum);
            if (Nest.B is not { } form)
            {
                writer.Line(isFirst ? $"var {sum} = {left};" : $"{sum} += {left};");
                continue;
            }

            string right = Operand(namesOfB, term.B, usesOfB[term.B], "w", Load(form, b, term.B - firstB));
            writer.Line(isFirst ? $"var {sum} = {left} * {right};" : $"{sum} = {VectorText.MultiplyAdd(type, left, right, sum)};");
        }
    }

    private string Operand<T>(Dictionary<T, string> names, T key, int uses, string prefix, string load)
        where T : notnull
    {
        if (names.TryGetValue(key, out string? name))
        {
            return name;
        }

        if (uses == 1)
        {
            return load;
        }

        name = $"{prefix}{names.Count}";
        writer.Line($"var {name} = {load};");
        return names[key] = name;
    }

    private string Load(OperandForm form, string reference, int offset) =>
        form == OperandForm.Lanes ? VectorText.Load(type, reference, offset) : VectorText.Broadcast(type, reference, $"{offset}");
}
