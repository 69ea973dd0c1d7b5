using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the terms of one tile: where its sums start, the loops over the reductions, and what is done for each term.</summary>
/// <param name="rows">Where each row of the tile is, from the first.</param>
/// <param name="variables">The text of each outer axis.</param>
internal sealed class LoopTermsEmitter(
    SourceWriter writer, NestSchedule schedule, IReadOnlyList<NestPoint> rows, EquatableArray<ReductionLoop> loops, IReadOnlyDictionary<string, string> variables, Precision precision)
{
    private readonly LoopNest _nest = schedule.Nest;
    private readonly Dictionary<string, string> _variables = variables.ToDictionary(v => v.Key, v => v.Value);
    private readonly VectorType _block = VectorType.Block(precision);

    /// <summary>What the sums of a row start with.</summary>
    public Func<NestPoint, string> StartOf { get; set; } = _ => "";

    public bool StartsWithZero { get; set; }

    /// <summary>How many values the tile has of an output, where that is not one.</summary>
    public IReadOnlyDictionary<string, string> Lengths { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether the position of a maximum is wanted.</summary>
    public bool KeepsPosition { get; set; }

    public static string Sum(int row, int chain) => $"sum{row}{(chain == 0 ? "" : $"_{chain}")}";

    public static string Position(int row) => $"at{row}";

    private string LeftTerm => TermName(_nest.Left);

    /// <summary>Empty without a right operand; a square reads its one tensor twice.</summary>
    private string RightTerm => _nest.Right is null ? "" : TermName(_nest.Right) + (TermName(_nest.Right) == LeftTerm ? "2" : "");

    private static string TermName(Value value) => $"{value.Place.Name}Term";

    /// <summary>The loop whose body is all written out, if there is a loop.</summary>
    private ReductionLoop? Innermost => loops.LastOrDefault(l => !l.IsWrittenOut);

    private IReadOnlyList<ReductionLoop> WrittenOut => [.. loops.Where(l => l.IsWrittenOut)];

    private int Chains => rows.Count == 1 && Innermost is not null ? schedule.Chains : 1;

    /// <param name="isEmpty">Whether there is no term.</param>
    public void Emit(bool isEmpty, OffsetText left, OffsetText right, OffsetText tap)
    {
        bool startsWithTerm = !isEmpty && Innermost is null && StartsWithZero;
        if (!startsWithTerm)
        {
            EmitStarts(isEmpty ? 1 : Chains);
        }

        if (!isEmpty)
        {
            EmitLoops(0, left, right, tap, startsWithTerm);
            EmitChainSums();
        }

        for (int r = 0; r < rows.Count && _nest.Factor != 1; r++)
        {
            writer.Line($"{Sum(r, 0)} = {Literal.Of(_nest.Factor, precision)} * {Sum(r, 0)};");
        }
    }

    private void EmitStarts(int chains)
    {
        for (int c = 0; c < chains; c++)
        {
            for (int r = 0; r < rows.Count; r++)
            {
                string start = _nest.Kind == NestKind.Largest ? VectorText.Fill(_block, $"{_block.Element}.NegativeInfinity")
                    : c > 0 ? VectorText.Zero(_block)
                    : r > 0 && !StartsWithZero && rows[r].Channel == rows[0].Channel ? Sum(0, 0)
                    : StartOf(rows[r]);
                writer.Line($"var {Sum(r, c)} = {start};");
                if (KeepsPosition)
                {
                    writer.Line($"var {Position(r)} = {VectorText.Zero(_block)};");
                }
            }
        }
    }

    private void EmitLoops(int depth, OffsetText left, OffsetText right, OffsetText tap, bool declare)
    {
        if (depth == loops.Count || loops[depth].IsWrittenOut)
        {
            (left, right, tap) = AtFirst(left, right, tap);
            DeclareReferences(left, right);
            EmitTerms(0, default, tap, declare);
            return;
        }

        ReductionLoop loop = loops[depth];
        LoopAxis axis = loop.Clipped ?? loop.Axis;
        string name = axis.Name, from = $"{loop.From}", to = loop.Axis.PerExample ? loop.Axis.Length : $"{loop.From + loop.Count}";
        if (loop.Clipped is not null)
        {
            (string first, to) = new LoopBounds(_nest, _variables, Lengths).Of(axis);
            if (first != from)
            {
                (from, string end) = ($"{name}From", to);
                to = $"{name}To";
                writer.Line($"nint {from} = {first}, {to} = {end};");
            }
        }

        if (loop == Innermost && (_nest.Kind == NestKind.Sum || loop.Axis.Step.Tap == 0))
        {
            (left, right, tap) = AtFirst(left.Plus(from, axis.Step.Left), right.Plus(from, axis.Step.Right), tap);
            DeclareReferences(left, right);
            EmitInnermost(loop, loop.Clipped is not null ? Times(from == "0" ? to : $"{to} - {from}", loop.Inner) : loop.Axis.PerExample ? to : $"{loop.Count}", tap);
            return;
        }

        if (loop.Inner > 1)
        {
            // Several terms lie side by side for each value.
            (from, to, axis) = (Times(from, loop.Inner), Times(to, loop.Inner), loop.Axis);
            name = axis.Name;
        }

        using (writer.Block($"for (nint {name} = {from}; {name} < {(to.Contains(" ? ") ? $"({to})" : to)}; {name}++)"))
        {
            _variables[name] = name;
            EmitLoops(depth + 1, left.Plus(name, axis.Step.Left), right.Plus(name, axis.Step.Right), tap.Plus(name, axis.Step.Tap), declare);
        }
    }

    private static string Times(string text, int factor) => factor == 1 ? text : text.Contains(" ") ? $"({text}) * {factor}" : $"{text} * {factor}";

    /// <summary>Offsets of the first written-out term.</summary>
    private (OffsetText Left, OffsetText Right, OffsetText Tap) AtFirst(OffsetText left, OffsetText right, OffsetText tap)
    {
        foreach (ReductionLoop loop in WrittenOut)
        {
            left = left.Plus($"{loop.From}", loop.Axis.Step.Left);
            right = right.Plus($"{loop.From}", loop.Axis.Step.Right);
            tap = tap.Plus($"{loop.From}", loop.Axis.Step.Tap);
        }

        return (left, right, tap);
    }

    private void DeclareReferences(OffsetText left, OffsetText right)
    {
        Declare(LeftTerm, _nest.Left, left);
        if (_nest.Right is not null)
        {
            Declare(RightTerm, _nest.Right, right);
        }

        void Declare(string term, Value value, OffsetText offset) =>
            writer.Line($"ref {_block.Element} {term} = {VectorText.At(value.Place.Name, offset.ToString())};");
    }

    private void EmitInnermost(ReductionLoop loop, string count, OffsetText tap)
    {
        string name = loop.Axis.Name;
        NestPoint step = loop.Axis.Step;
        int chains = Chains;
        bool isKnown = !loop.Axis.PerExample && loop.Clipped is null;
        if (!isKnown && chains > 1)
        {
            writer.Line($"nint {name} = {count};");
            using (writer.Block($"for (; {name} >= {chains}; {name} -= {chains})"))
            {
                EmitChains(chains);
            }

            if (loop.Clipped is null || loop.Inner % chains != 0)
            {
                using (writer.Block($"for (; {name} {(loop.Clipped is null ? "!=" : ">")} 0; {name}--)"))
                {
                    EmitTerms(0, default, tap, declare: false);
                    Advance(1);
                }
            }

            return;
        }

        using (writer.Block($"for (nint {name} = {(chains > 1 ? $"{loop.Count / chains}" : count)}; {name} {(loop.Clipped is not null ? ">" : "!=")} 0; {name}--)"))
        {
            EmitChains(chains);
        }

        int rest = isKnown ? loop.Count % chains : 0;
        for (int c = 0; c < rest; c++)
        {
            EmitTerms(c, c * step, tap, declare: false);
        }

        void EmitChains(int count)
        {
            for (int c = 0; c < count; c++)
            {
                EmitTerms(c, c * step, tap, declare: false);
            }

            Advance(count);
        }

        void Advance(int times)
        {
            Move(LeftTerm, times * step.Left);
            if (_nest.Right is not null)
            {
                Move(RightTerm, times * step.Right);
            }
        }

        void Move(string term, int by)
        {
            if (by != 0)
            {
                writer.Line($"{term} = {VectorText.At(term, $"{by}")};");
            }
        }
    }

    /// <summary>All written-out terms of every row.</summary>
    /// <param name="from">Where they are, from the references on.</param>
    /// <param name="declare">Whether the first terms are where the sums start.</param>
    private void EmitTerms(int chain, NestPoint from, OffsetText tap, bool declare)
    {
        List<NestPoint> points = [from];
        foreach (ReductionLoop loop in WrittenOut)
        {
            points = [.. points.SelectMany(p => Enumerable.Range(0, loop.Count).Select(k => p + (k * loop.Axis.Step)))];
        }

        LoopTermText terms = new(writer, schedule, rows, precision, KeepsPosition, tap, LeftTerm, RightTerm);
        terms.Emit(points, chain, declare);
    }

    private void EmitChainSums()
    {
        for (int r = 0; r < rows.Count && Chains > 1; r++)
        {
            string[] terms = [.. Enumerable.Range(0, Chains).Select(c => Sum(r, c))];
            while (terms.Length > 2)
            {
                terms = [.. Enumerable.Range(0, (terms.Length + 1) / 2).Select(i => (2 * i) + 1 < terms.Length ? $"({terms[2 * i]} + {terms[(2 * i) + 1]})" : terms[2 * i])];
            }

            writer.Line($"{Sum(r, 0)} = {terms[0]} + {terms[1]};");
        }
    }
}
