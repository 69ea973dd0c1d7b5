using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints what is done for the written-out terms of a tile: products, maxima, or numbers that go where a maximum was.</summary>
/// <param name="tap">The number of the first term in its window.</param>
/// <param name="left">The reference to the left operand.</param>
/// <param name="right">The reference to the right operand.</param>
internal sealed class LoopTermText(
    SourceWriter writer, NestSchedule schedule, IReadOnlyList<NestPoint> rows, Precision precision, bool keepsPosition, OffsetText tap, string left, string right)
{
    private readonly LoopNest _nest = schedule.Nest;
    private readonly HashSet<string> _declared = [];
    private readonly VectorType _block = VectorType.Block(precision);
    private readonly VectorType _number = new(0, precision);

    private bool LeftLies => schedule.Vector is not { Step.Left: 0 };

    private bool RightLies => schedule.Vector is not { Step.Right: 0 };

    public void Emit(IReadOnlyList<NestPoint> points, int chain, bool declare)
    {
        HashSet<int> started = [];
        foreach (NestPoint point in points)
        {
            for (int r = 0; r < rows.Count; r++)
            {
                EmitTerm(point + rows[r], LoopTermsEmitter.Sum(r, chain), LoopTermsEmitter.Position(r), declare && started.Add(r));
            }
        }
    }

    private void EmitTerm(NestPoint at, string sum, string position, bool first)
    {
        switch (_nest.Kind)
        {
            case NestKind.Sum when _nest.Right is null:
                Set(sum, first ? Left(at) : $"{sum} + {Left(at)}", first);
                break;
            case NestKind.Sum:
                EmitProduct(at, sum, first);
                break;
            case NestKind.Routed:
                string routed = $"B.SelectEqual({Right(at)}, {Number(at)}, {Left(at)}, B.Zero)";
                Set(sum, first ? routed : $"{sum} + {routed}", first);
                break;
            default:
                EmitLargest(at, sum, position, first);
                break;
        }
    }

    /// <summary>One number times a block is added in place; two blocks are multiplied.</summary>
    private void EmitProduct(NestPoint at, string sum, bool first)
    {
        if (LeftLies && RightLies)
        {
            (string x, string w) = (Left(at), Right(at));
            Set(sum, first ? $"{x} * {w}" : VectorText.MultiplyAdd(_block, x, w, sum), first);
            return;
        }

        string block = LeftLies ? Left(at) : Right(at);
        string number = LeftLies ? VectorText.At(right, $"{at.Right}") : VectorText.At(left, $"{at.Left}");
        writer.Line(first ? $"var {sum} = B.Broadcast({number}) * {block};" : $"{sum}.Accumulate({number}, {block});");
    }

    /// <summary>A number that is none wins over all others, and so does each further one.</summary>
    private void EmitLargest(NestPoint at, string sum, string position, bool first)
    {
        string value = Left(at);
        if (keepsPosition && first)
        {
            Set(position, Number(at), true);
        }
        else if (keepsPosition)
        {
            string number = Number(at);
            Set(position, $"B.SelectEqual({value}, {value}, B.SelectGreater({value}, {sum}, {number}, {position}), {number})", false);
        }

        Set(sum, first ? value : $"B.Max({sum}, {value})", first);
    }

    private string Left(NestPoint at) => Operand("x", left, at.Left, LeftLies);

    private string Right(NestPoint at) => Operand("w", right, at.Right, RightLies);

    private void Set(string name, string text, bool declare) => writer.Line($"{(declare ? "var " : "")}{name} = {text};");

    /// <summary>A block of an operand; where several rows read it, the local that holds it, declared where it is first needed.</summary>
    /// <param name="lies">Whether the numbers lie side by side; else it is one for all columns.</param>
    private string Operand(string letter, string reference, int at, bool lies)
    {
        string text = lies ? Load(reference, at) : $"B.Broadcast({VectorText.At(reference, $"{at}")})";
        if (rows.Count == 1 && !keepsPosition)
        {
            return text;
        }

        string name = $"{letter}{(at < 0 ? "m" : "")}{System.Math.Abs(at)}";
        if (_declared.Add(name))
        {
            Set(name, text, true);
        }

        return name;
    }

    private string Load(string reference, int at) => !schedule.IsPaired ? VectorText.Load(_block, reference, at)
        : schedule.RowsOfPairs == 0 ? $"B.LoadLargerOfPairs({VectorText.At(reference, $"{at}")})"
        : $"B.LoadLargestOfSquares({VectorText.At(reference, $"{at}")}, {VectorText.At(reference, $"{at + schedule.RowsOfPairs}")})";

    /// <summary>The number of a term in its window, everywhere.</summary>
    private string Number(NestPoint at)
    {
        OffsetText number = tap with { Constant = tap.Constant + at.Tap };
        string text = number.Variables == ""
            ? Literal.Of(number.Constant, precision)
            : $"({_number.Element})({number})";
        return VectorText.Fill(_block, text);
    }
}
