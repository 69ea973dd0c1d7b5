using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>A head's queries, keys or values lie in <paramref name="Source"/>, (batch, time, …), from feature <paramref name="Offset"/> on, head after head.</summary>
internal sealed record Projection(Value Source, int Offset);

/// <summary>What an attention layer makes of its inputs first: dense layers at every step, with PyTorch's parameters.</summary>
internal sealed class AttentionProjections(GraphBuilder graph, string name, bool hasBias, InitializerChoice weightInit, InitializerChoice biasInit, bool trainable)
{
    /// <summary>Queries, keys and values of one sequence, as one product.</summary>
    public (Projection Queries, Projection Keys, Projection Values) Of(Value input)
    {
        int features = WidthOf(input);
        Value all = Project($"{name}Projections", "in_proj_weight", "in_proj_bias", input, 3 * features);
        return (new(all, 0), new(all, features), new(all, 2 * features));
    }

    /// <summary>
    /// Queries of one sequence, keys and values of another. The three weights are rows of one where the sequences are equally wide, as in PyTorch: the rows
    /// for the queries are copied apart from the others.
    /// </summary>
    public (Projection Queries, Projection Keys, Projection Values) Of(Value input, Value memory)
    {
        int features = WidthOf(input), width = WidthOf(memory);
        if (width == features)
        {
            Value weight = Weight("in_proj_weight", 3 * features, features);
            Value? bias = InBias(features);
            Value queries = Sums($"{name}QueryProjections", input, Rows(weight, "Query", 0, features), true, features, Part(bias, "Query", 0, features));
            Value both = Sums($"{name}MemoryProjections", memory, Rows(weight, "Memory", features, 2 * features), true, 2 * features, Part(bias, "Memory", features, 2 * features));
            return (new(queries, 0), new(both, 0), new(both, features));
        }

        // The parameters in PyTorch's order: all weights, then the bias.
        Value[] weights = [Weight("q_proj_weight", features, features), Weight("k_proj_weight", features, width), Weight("v_proj_weight", features, width)];
        Value? biases = InBias(features);
        return (Of("Query", input, 0), Of("Key", memory, 1), Of("Value", memory, 2));

        Projection Of(string part, Value sequence, int k) =>
            new(Sums($"{name}{part}Projections", sequence, weights[k], false, features, Part(biases, part, k * features, features)), 0);
    }

    /// <summary>A dense layer at every step, or at the one of a stream.</summary>
    public Value Project(string result, string weightName, string biasName, Value input, int rows)
    {
        int features = WidthOf(input);
        Value weight = Weight(weightName, rows, features);
        return Sums(result, input, weight, false, rows, hasBias ? Bias(biasName, rows, features) : null);
    }

    private Value? InBias(int features) => hasBias ? Bias("in_proj_bias", 3 * features, features) : null;

    private Value Weight(string part, int rows, int columns) => graph.Parameter(name, part, Shape.Of(rows, columns), weightInit.For(columns, rows), trainable);

    private Value Bias(string part, int rows, int fanIn) => graph.Parameter(name, part, Shape.Of(rows), biasInit.For(fanIn, rows), trainable);

    /// <summary>Some rows of a weight (out, in), as (in, out): so its neighbours are those of the results.</summary>
    private Value Rows(Value weight, string part, int first, int count)
    {
        Axis o = new("o", count), i = new("i", weight.Shape[1]);
        return graph.Rearrange($"{name}{part}Weight", Shape.Of(i.Extent, count), new Box(weight, AffineMap.Of(Box.Plus(o, first), i), AffineMap.Of(i, o), [i, o]));
    }

    private Value? Part(Value? bias, string part, int first, int count)
    {
        Axis o = new("o", count);
        return bias is null ? null : graph.Rearrange($"{name}{part}Bias", Shape.Of(count), new Box(bias, AffineMap.Of(Box.Plus(o, first)), AffineMap.Of(o), [o]));
    }

    private Value Sums(string result, Value input, Value weight, bool isTurned, int rows, Value? bias)
    {
        int last = input.Shape.Rank - 1;
        Axis o = new("o", rows), i = new("i", input.Shape[last]);
        Axis[] at = [new("b", Shape.Batch), .. last == 1 ? new Axis[0] : [new("p", input.Shape[1])]];
        AffineMap InRow(Axis axis) => AffineMap.Of([.. at.Append(axis).Select(a => (AffineIndex)a)]);
        Value sums = graph.Contract(
            bias is null ? result : $"{result}Sums",
            input.Shape.With(last, rows),
            InRow(o),
            input,
            InRow(i),
            weight,
            isTurned ? AffineMap.Of(i, o) : AffineMap.Of(o, i),
            [.. at, o, i]);
        return bias is null ? sums : graph.Map(result, Expr.Input(0) + Expr.Input(1), sums, bias);
    }

    private static int WidthOf(Value sequence) => sequence.Shape[sequence.Shape.Rank - 1];
}
