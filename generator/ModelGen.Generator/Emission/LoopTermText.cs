using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints what is done for the written-out terms of a tile: products, maxima, or numbers that go where a maximum was.</summary>
/// <param name="registers">How many vectors may live at once: sums, the weights of all terms, and a number to multiply them with.</param>
/// <param name="tap">The number of the first term in its window.</param>
/// <param name="left">The reference to the left operand.</param>
/// <param name="right">The reference to the right operand.</param>
internal sealed class LoopTermText(
    SourceWriter writer,
    LoopNest nest,
    ColumnTile tile,
    IReadOnlyList<NestPoint> rows,
    Precision precision,
    int registers,
    bool keepsPosition,
    OffsetText tap,
    string left,
    string right)
{
    private readonly HashSet<string> _declared = [];
    private readonly VectorType _number = new(0, precision);

    private IEnumerable<LoopAxis> Vectors => nest.Outputs.Where(a => a.Step.Result == 1);

    public void Emit(IReadOnlyList<NestPoint> points, int chain, bool declare)
    {
        // What no row moves is loaded first; terms that read the same number of the other operand then stand together.
        bool leftMoves = rows.Any(r => r.Left != 0), rightMoves = rows.Any(r => r.Right != 0);
        bool slides = nest.Right is not null && leftMoves != rightMoves && points.Count > 1 && rows.Count > 1
            && points.SelectMany(k => rows.Select(r => leftMoves ? k.Left + r.Left : k.Right + r.Right)).Distinct().Count() < points.Count * rows.Count
            && (points.Count * tile.Pieces.Count) + (rows.Count * tile.Pieces.Count) < registers - 1;
        var terms = points.SelectMany((point, k) => rows.Select((row, r) => (Point: point, K: k, Row: row, R: r)));
        if (slides)
        {
            foreach (NestPoint point in points)
            {
                LoadFixed(point, leftMoves);
            }

            terms = terms.OrderBy(t => leftMoves ? t.Point.Left + t.Row.Left : t.Point.Right + t.Row.Right).ThenBy(t => t.K);
        }
        else
        {
            // A broadcast number meets all vectors that it is multiplied with before the next: it need not wait in a register.
            bool leftLies = Vectors.Any(v => v.Step.Left != 0);
            terms = terms.OrderBy(t => t.K).ThenBy(t => leftLies ? t.Row.Right : t.Row.Left);
        }

        HashSet<int> started = [];
        foreach ((NestPoint point, _, NestPoint row, int r) in terms)
        {
            bool first = declare && started.Add(r);
            for (int p = 0; p < tile.Pieces.Count; p++)
            {
                EmitTerm(point, row, r, p, chain, first);
            }
        }
    }

    private void LoadFixed(NestPoint point, bool leftMoves)
    {
        foreach (Piece piece in tile.Pieces)
        {
            _ = leftMoves ? Right(point, default, piece) : Left(point, default, piece);
        }
    }

    private void EmitTerm(NestPoint point, NestPoint row, int r, int p, int chain, bool first)
    {
        Piece piece = tile.Pieces[p];
        string sum = LoopTermsEmitter.Sum(r, p, chain), value = Left(point, row, piece);
        switch (nest.Kind)
        {
            case NestKind.Sum when nest.Right is null:
                Set(sum, first ? value : $"{sum} + {value}", first);
                break;
            case NestKind.Sum:
                string factor = Right(point, row, piece);
                Set(sum, first ? $"{value} * {factor}" : VectorText.MultiplyAdd(piece.Type, value, factor, sum), first);
                break;
            case NestKind.Routed:
                string routed = Routed(piece.Type, Right(point, row, piece), Number(piece.Type, point.Tap + row.Tap), value);
                Set(sum, first ? routed : $"{sum} + {routed}", first);
                break;
            default:
                EmitLargest(piece.Type, value, sum, LoopTermsEmitter.Position(r, p), Number(piece.Type, point.Tap + row.Tap), first);
                break;
        }
    }

    private void Set(string name, string text, bool declare) => writer.Line($"{(declare ? "var " : "")}{name} = {text};");

    private string Routed(VectorType type, string position, string number, string value) => type.IsScalar
        ? $"({position} == {number} ? {value} : {VectorText.Zero(type)})"
        : $"{type.Class}.ConditionalSelect({type.Class}.Equals({position}, {number}), {value}, {VectorText.Zero(type)})";

    /// <summary>A number that is none wins over all others, and so does each further one.</summary>
    private void EmitLargest(VectorType type, string value, string sum, string position, string number, bool first)
    {
        if (first)
        {
            Set(sum, value, true);
            if (keepsPosition)
            {
                Set(position, number, true);
            }
        }
        else if (!keepsPosition)
        {
            Set(sum, VectorText.Max(sum, value), false);
        }
        else if (type.IsScalar)
        {
            using (writer.Block($"if ({value} > {sum} || {type.Element}.IsNaN({value}))"))
            {
                Set(sum, value, false);
                Set(position, number, false);
            }
        }
        else
        {
            string isLarger = $"larger{_declared.Count}";
            _declared.Add(isLarger);
            Set(isLarger, $"{type.Class}.GreaterThan({value}, {sum}) | {type.Class}.OnesComplement({type.Class}.Equals({value}, {value}))", true);
            Set(sum, $"{type.Class}.ConditionalSelect({isLarger}, {value}, {sum})", false);
            Set(position, $"{type.Class}.ConditionalSelect({isLarger}, {number}, {position})", false);
        }
    }

    private string Left(NestPoint point, NestPoint row, Piece piece) => Load("x", left, point.Left + row.Left, Vectors.Any(v => v.Step.Left != 0), piece);

    private string Right(NestPoint point, NestPoint row, Piece piece) => Load("w", right, point.Right + row.Right, Vectors.Any(v => v.Step.Right != 0), piece);

    /// <summary>The local that holds an operand's numbers, declared where they are first needed.</summary>
    private string Load(string letter, string reference, int offset, bool isVector, Piece piece)
    {
        int at = offset + (isVector ? piece.Offset : 0);
        string name = $"{letter}{(at < 0 ? "m" : "")}{System.Math.Abs(at)}{(tile.Pieces.All(p => p.Type.Equals(piece.Type)) ? "" : $"_{piece.Type.Bits}")}";
        if (_declared.Add(name))
        {
            Set(name, isVector || piece.Type.IsScalar ? VectorText.Load(piece.Type, reference, at) : VectorText.Broadcast(piece.Type, reference, $"{at}"), true);
        }

        return name;
    }

    /// <summary>The number of a term in its window, in every lane.</summary>
    private string Number(VectorType type, int offset)
    {
        OffsetText number = tap with { Constant = tap.Constant + offset };
        string text = number.Variables == ""
            ? Literal.Of(number.Constant, precision)
            : $"({_number.Element})({number})";
        return VectorText.Fill(type, text);
    }
}
