using System.Collections.Generic;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Graph;

/// <content>Sequences that are shorter than the room for them.</content>
internal sealed partial class GraphBuilder
{
    /// <summary>The lengths of what the layer takes that is lowered now, in the order of its inputs; null for what has none.</summary>
    public IReadOnlyList<SequenceLengths?> SourceLengths { get; set; } = [];

    /// <summary>The lengths of one of the layer's inputs; null if it has none.</summary>
    public SequenceLengths? LengthsOf(int source = 0) => source < SourceLengths.Count ? SourceLengths[source] : null;

    /// <summary>The lengths that stand among the numbers of the examples.</summary>
    /// <param name="name">What names begin with.</param>
    /// <param name="row">A row of numbers for each example.</param>
    /// <param name="at">Where its length stands in a row.</param>
    public SequenceLengths Lengths(string name, Value row, int at, int times)
    {
        Shape one = Shape.Of(1).Batched;
        Value number = Rearrange($"{name}LengthNumber", one, Box.FromRow(row, one, at));

        // Whatever is computed of it is a choice.
        Value length = WithoutSlope($"{name}Length", number);
        Value real = Value($"{name}Real", Shape.Of(times).Batched);
        Map(real, Expr.Select(new Position(), Comparison.Less, Expr.Input(0), 1, 0), length);
        return new SequenceLengths(length, real);
    }

    /// <summary>The same numbers, with respect to which nothing has a gradient.</summary>
    public Value WithoutSlope(string name, Value numbers)
    {
        Value same = new(Unique(name), numbers.Shape, ValueRole.Intermediate) { IsIndex = true };
        Map(same, Expr.Input(0), numbers);
        return same;
    }

    /// <summary>A sequence with the same number everywhere in its padding, whatever stood there; no gradient goes through it.</summary>
    public Value Masked(string name, Value sequence, SequenceLengths lengths, double padding = 0)
    {
        Shape shape = sequence.Shape, rows = shape.Rank <= 3 ? shape : Shape.Of(shape[1], shape.Length / shape[1]).Batched;
        Value seen = Reshape($"{name}Rows", sequence, rows);
        Value real = rows.Rank == 2 ? lengths.Real : RealByTime(lengths);
        Value masked = Map(rows == shape ? name : $"{name}InRows", Expr.Select(Expr.Input(1), Comparison.Greater, 0, Expr.Input(0), padding), seen, real);
        return Reshape(name, masked, shape);
    }

    /// <summary>1 at real times, 0 in the padding: [batch, times, 1].</summary>
    public Value RealByTime(SequenceLengths lengths) => Reshape($"{lengths.Real.Name}ByTime", lengths.Real, Shape.Of(lengths.Real.Shape[1], 1).Batched);
}
