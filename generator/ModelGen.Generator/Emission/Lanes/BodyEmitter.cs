using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints the multiply-adds of a tile: blocks of columns are loaded once, what is the same for all columns by the instruction that uses it.</summary>
internal sealed class BodyEmitter(SourceWriter writer, LaneSchedule schedule, LaneOperands operands)
{
    private string[] _sums = [];
    private HashSet<int> _undeclared = [];
    private int _firstA, _firstB;

    private LaneNest Nest => schedule.Nest;

    private ColumnText Text => operands.Text;

    /// <summary>Begins with a tile.</summary>
    /// <param name="undeclared">Sums that are declared with their first term.</param>
    /// <param name="firstA">Where the tile stands in the first operand.</param>
    /// <param name="firstB">Where it stands in the second.</param>
    public void Begin(string[] sums, HashSet<int> undeclared, int firstA, int firstB) => (_sums, _undeclared, _firstA, _firstB) = (sums, undeclared, firstA, firstB);

    public void Emit(Body body, Cursors at)
    {
        Dictionary<(int, int, int, int), string> blocks = [];
        Dictionary<(int, int), string> routed = Nest.Routing is null ? [] : EmitRouted(body, at);
        Dictionary<int, string> blocksOfB = [];
        Dictionary<(int, int, int, int), int> uses = body.Terms.GroupBy(KeyOfA).ToDictionary(g => g.Key, g => g.Count());
        Dictionary<int, int> usesOfB = body.Terms.GroupBy(t => t.B).ToDictionary(g => g.Key, g => g.Count());
        foreach (Term term in body.Terms)
        {
            string sum = _sums[term.Sum];
            if (operands.B is not { } second)
            {
                string x = BlockOfA(term);
                writer.Line(_undeclared.Remove(term.Sum) ? $"var {sum} = {x};" : $"{sum} += {x};");
            }
            else if (!schedule.HasColumnsOfB)
            {
                string number = second.At(at.B, term.B - _firstB), x = BlockOfA(term);
                writer.Line(second.Form == OperandForm.Lanes ? $"{sum}.AccumulateLanes({number}, {x});"
                    : term.Before > 0 ? $"E.AccumulateFrom{term.Before}(ref {sum}, {number}, {x});"
                    : term.After > 0 ? $"E.AccumulateTo{term.After}(ref {sum}, {number}, {x});"
                    : $"{sum}.Accumulate({number}, {x});");
            }
            else if (schedule.HasColumnsOfA || Nest.Routing is not null)
            {
                string x = BlockOfA(term);
                writer.Line($"{sum} = B.MultiplyAddEstimate({x}, {BlockOfB(term)}, {sum});");
            }
            else
            {
                writer.Line($"{sum}.AccumulateLanes({operands.A.At(at.A, term.A - _firstA)}, {BlockOfB(term)});");
            }
        }

        (int, int, int, int) KeyOfA(Term t) => (t.A, t.Cell, t.Before, t.After);

        string BlockOfA(Term term) => routed.TryGetValue((term.A, term.Cell), out string? name)
            ? name
            : Named(blocks, KeyOfA(term), uses[KeyOfA(term)], "x", Load(operands.A, at.A, term.A - _firstA, schedule.ColumnStride.A, term));

        string BlockOfB(Term term) => Named(blocksOfB, term.B, usesOfB[term.B], "w", OfB(term));

        string OfB(Term term) => operands.B!.Form == OperandForm.Lanes
            ? Load(operands.B, at.B, term.B - _firstB, schedule.ColumnStride.B, term)
            : Numbers(operands.B, at.B, term.B - _firstB);
    }

    private string Named<T>(Dictionary<T, string> names, T key, int uses, string prefix, string load)
        where T : notnull
    {
        if (uses == 1)
        {
            return load;
        }

        if (!names.TryGetValue(key, out string? name))
        {
            names[key] = name = $"{prefix}{names.Count}";
            writer.Line($"var {name} = {load};");
        }

        return name;
    }

    /// <summary>A number for each column.</summary>
    private string Numbers(LaneOperand operand, string cursor, int offset)
    {
        (string reference, string index) = operand.From(cursor, offset);
        return Text.Broadcast(reference, index, schedule.ColumnStride.B);
    }

    private string Load(LaneOperand operand, string cursor, int offset, int step, Term term)
    {
        (string reference, string index) = operand.From(cursor, offset);
        string border = !operand.IsNumber ? "" : term.Before > 0 ? $"From{term.Before}" : term.After > 0 ? $"To{term.After}" : "";
        return border.Length == 0 ? Text.Load(reference, index, step) : $"E.Load{border}(ref {reference}, {index}, {step})";
    }

    /// <summary>Declares the blocks of a routed operand: the pooled gradient where it came from a cell, else 0.</summary>
    private Dictionary<(int At, int Cell), string> EmitRouted(Body body, Cursors at)
    {
        Dictionary<(int, int), string> names = [];
        (int At, int Cell)[] wanted = [.. body.Terms.Select(t => (t.A, t.Cell)).Distinct().OrderBy(k => k)];
        int[] places = [.. wanted.Select(w => w.At).Distinct()];
        foreach (int place in places)
        {
            string suffix = places.Length == 1 ? "" : $"{System.Array.IndexOf(places, place)}_";
            Term term = body.Terms.First(t => t.A == place);
            writer.Line($"var from{suffix} = {Load(operands.Index!, at.Index, place - _firstA, schedule.ColumnStride.A, term)};");
            writer.Line($"var gradient{suffix} = {Load(operands.A, at.A, place - _firstA, schedule.ColumnStride.A, term)};");
            foreach ((_, int cell) in wanted.Where(w => w.At == place))
            {
                string name = names[(place, cell)] = $"gradient{suffix}{cell}";
                writer.Line($"var {name} = B.SelectEqual(from{suffix}, {VectorText.Fill(Text.Block, Literal.Of(cell, Text.Block.Precision))}, gradient{suffix}, B.Zero);");
            }
        }

        return names;
    }
}
