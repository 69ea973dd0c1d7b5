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
    SourceWriter writer, LoopNest nest, ColumnTile tile, IReadOnlyList<NestPoint> rows, EquatableArray<ReductionLoop> loops, IReadOnlyDictionary<string, string> variables, Precision precision)
{
    private readonly Dictionary<string, string> _variables = variables.ToDictionary(v => v.Key, v => v.Value);
    private readonly VectorType _number = new(0, precision);

    /// <summary>What the sums of a piece start with.</summary>
    public Func<NestPoint, Piece, string> StartOf { get; set; } = (_, _) => "";

    public bool StartsWithZero { get; set; }

    /// <summary>How many vectors may live at once.</summary>
    public int Registers { get; set; }

    /// <summary>Whether the position of a maximum is wanted.</summary>
    public bool KeepsPosition { get; set; }

    public static string Sum(int row, int piece, int chain) => $"sum{row}_{piece}{(chain == 0 ? "" : $"_{chain}")}";

    public static string Position(int row, int piece) => $"at{row}_{piece}";

    private string LeftTerm => TermName(nest.Left);

    /// <summary>Empty without a right operand; a square reads its one tensor twice.</summary>
    private string RightTerm => nest.Right is null ? "" : TermName(nest.Right) + (TermName(nest.Right) == LeftTerm ? "2" : "");

    private static string TermName(Value value) => $"{KernelSignature.Place(value).Name}Term";

    /// <summary>The loop whose body is all written out, if there is a loop.</summary>
    private ReductionLoop? Innermost => loops.LastOrDefault(l => !l.IsWrittenOut);

    private IReadOnlyList<ReductionLoop> WrittenOut => [.. loops.Where(l => l.IsWrittenOut)];

    private int Chains => nest.Kind == NestKind.Sum ? LoopSelector.Chains(rows.Count * tile.Pieces.Count, loops) : 1;

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

        for (int r = 0; r < rows.Count && nest.Factor != 1; r++)
        {
            for (int p = 0; p < tile.Pieces.Count; p++)
            {
                writer.Line($"{Sum(r, p, 0)} = {Sum(r, p, 0)} * {Literal.Of(nest.Factor, precision)};");
            }
        }
    }

    /// <summary>Each result is the larger of two neighbours: the rows of the window first, in vectors twice as wide, then the pairs.</summary>
    public void EmitPairs(OffsetText left)
    {
        DeclareReferences(left, OffsetText.Of(0));
        List<int> offsets = [0];
        foreach (LoopAxis axis in nest.Reductions.Take(nest.Reductions.Count - 1))
        {
            offsets = [.. offsets.SelectMany(o => Enumerable.Range(0, axis.Extent).Select(k => o + (k * axis.Step.Left)))];
        }

        for (int p = 0; p < tile.Pieces.Count; p++)
        {
            VectorType wide = new(2 * tile.Pieces[p].Type.Bits, precision);
            string[] numbers = [.. offsets.Select(o => VectorText.Load(wide, LeftTerm, o + (2 * tile.Pieces[p].Offset)))];
            writer.Line($"var {Sum(0, p, 0)} = HorizontalMax.OfPairs({numbers.Aggregate(VectorText.Max)});");
        }
    }

    private void EmitStarts(int chains)
    {
        for (int c = 0; c < chains; c++)
        {
            for (int r = 0; r < rows.Count; r++)
            {
                for (int p = 0; p < tile.Pieces.Count; p++)
                {
                    VectorType type = tile.Pieces[p].Type;
                    string start = nest.Kind == NestKind.Largest ? VectorText.Fill(type, $"{_number.Element}.NegativeInfinity")
                        : c > 0 ? VectorText.Zero(type)
                        : r > 0 && !StartsWithZero && rows[r].Channel == rows[0].Channel ? Sum(0, p, 0)
                        : StartOf(rows[r], tile.Pieces[p]);
                    writer.Line($"var {Sum(r, p, c)} = {start};");
                    if (KeepsPosition)
                    {
                        writer.Line($"var {Position(r, p)} = {VectorText.Zero(type)};");
                    }
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
        string name = loop.Axis.Name;
        string from = $"{loop.From}", to = loop.Axis.PerExample ? loop.Axis.Length : $"{loop.From + loop.Count}";
        if (loop.IsClipped)
        {
            (from, to) = ($"{name}From", $"{name}To");
            EmitBounds(loop.Axis, from, to);
        }

        if (loop == Innermost && (nest.Kind == NestKind.Sum || loop.Axis.Step.Tap == 0))
        {
            (left, right, tap) = AtFirst(left.Plus(from, loop.Axis.Step.Left), right.Plus(from, loop.Axis.Step.Right), tap);
            DeclareReferences(left, right);
            EmitInnermost(loop, loop.IsClipped ? $"{to} - {from}" : loop.Axis.PerExample ? to : $"{loop.Count}", tap);
            return;
        }

        using (writer.Block($"for (nint {name} = {from}; {name} < {to}; {name}++)"))
        {
            _variables[name] = name;
            EmitLoops(depth + 1, left.Plus(name, loop.Axis.Step.Left), right.Plus(name, loop.Axis.Step.Right), tap.Plus(name, loop.Axis.Step.Tap), declare);
        }
    }

    /// <summary>The range of a reduction in which its terms lie inside, given the outer variables.</summary>
    private void EmitBounds(LoopAxis axis, string from, string to)
    {
        string least = "0", most = $"{axis.Extent}";
        foreach (Clip clip in nest.ClipsOf(axis))
        {
            int step = clip.Coefficient(axis);
            int sign = Math.Sign(step);
            OffsetText Rest(int times, int constant) => OffsetText.Of((times * clip.Offset) + constant)
                .Plus(clip.Terms.Where(t => t.Axis != axis.Name).Select(t => (_variables[t.Axis], times * t.Coefficient)));

            // step · k ≥ −rest and step · k < extent − rest; a quotient rounded towards 0 is right, since what is negative is clipped at 0.
            int size = Math.Abs(step);
            OffsetText first = sign > 0 ? Rest(-1, size - 1) : Rest(1, size - clip.Extent), last = sign > 0 ? Rest(-1, clip.Extent - 1 + size) : Rest(1, size);
            least = $"nint.Max({least}, {Quotient(first, size)})";
            most = $"nint.Min({most}, {Quotient(last, size)})";
        }

        writer.Line($"nint {from} = {least}, {to} = {most};");
    }

    private static string Quotient(OffsetText offset, int divisor) => divisor == 1 ? $"{offset}" : $"({offset}) / {divisor}";

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
        Declare(LeftTerm, nest.Left, left);
        if (nest.Right is not null)
        {
            Declare(RightTerm, nest.Right, right);
        }

        void Declare(string term, Value value, OffsetText offset) =>
            writer.Line($"ref {_number.Element} {term} = {VectorText.At(KernelSignature.Place(value).Name, offset.ToString())};");
    }

    private void EmitInnermost(ReductionLoop loop, string count, OffsetText tap)
    {
        string name = loop.Axis.Name;
        NestPoint step = loop.Axis.Step;
        int chains = Chains;
        if (loop.Axis.PerExample && chains > 1)
        {
            writer.Line($"nint {name} = {count};");
            using (writer.Block($"for (; {name} >= {chains}; {name} -= {chains})"))
            {
                EmitChains(chains);
            }

            using (writer.Block($"for (; {name} != 0; {name}--)"))
            {
                EmitTerms(0, default, tap, declare: false);
                Advance(1);
            }

            return;
        }

        using (writer.Block($"for (nint {name} = {(chains > 1 ? $"{loop.Count / chains}" : count)}; {name} {(loop.IsClipped ? ">" : "!=")} 0; {name}--)"))
        {
            EmitChains(chains);
        }

        int rest = loop.Axis.PerExample ? 0 : loop.Count % chains;
        for (int c = 0; c < rest; c++)
        {
            using (writer.Block(""))
            {
                EmitTerms(c, c * step, tap, declare: false);
            }
        }

        void EmitChains(int count)
        {
            for (int c = 0; c < count; c++)
            {
                using (count > 1 ? writer.Block("") : null)
                {
                    EmitTerms(c, c * step, tap, declare: false);
                }
            }

            Advance(count);
        }

        void Advance(int times)
        {
            Move(LeftTerm, times * step.Left);
            if (nest.Right is not null)
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

        LoopTermText terms = new(writer, nest, tile, rows, precision, Registers, KeepsPosition, tap, LeftTerm, RightTerm);
        terms.Emit(points, chain, declare);
    }

    private void EmitChainSums()
    {
        for (int p = 0; p < tile.Pieces.Count && Chains > 1; p++)
        {
            for (int r = 0; r < rows.Count; r++)
            {
                string[] terms = [.. Enumerable.Range(0, Chains).Select(c => Sum(r, p, c))];
                while (terms.Length > 2)
                {
                    terms = [.. Enumerable.Range(0, terms.Length / 2).Select(i => $"({terms[2 * i]} + {terms[(2 * i) + 1]})")];
                }

                writer.Line($"{Sum(r, p, 0)} = {terms[0]} + {terms[1]};");
            }
        }
    }
}
