using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>
/// Rotary positions (Su et al. 2021, "RoFormer"): at step t, features i and i + width / 2 of a head are turned by the angle t / base^(2i / width).
/// These are the pairs of GPT-NeoX and Llama; the paper pairs neighbours, which is the same but for the order of the features.
/// </summary>
internal sealed record RotaryChoice(double Base)
{
    /// <summary>Null without.</summary>
    public static RotaryChoice? Bind(AttributeSpec attribute) => attribute.Flag("Rotary", false) ? new RotaryChoice(attribute.Number("RotaryBase", 10000)) : null;

    /// <summary>x · cos + other · ±sin: the sine is negative for the first of a pair.</summary>
    /// <param name="other">For each number of <paramref name="x"/> the other of its pair.</param>
    /// <param name="isTimeInside">Whether time is the last dimension, not the one before.</param>
    public Value Turn(GraphBuilder graph, string name, Value x, Value other, int times, int width, bool isTimeInside)
    {
        (double[] cosines, double[] sines) = Tables(times, width, isTimeInside);

        // One row for each head, of all its steps: the tables are to it what a bias is to a dense layer.
        Shape rows = Shape.Of(x.Shape[0], x.Shape[1], times * width), table = Shape.Of(times * width);
        Value turned = graph.Map(
            $"{name}Turned",
            (Input(0) * Input(1)) + (Input(2) * Input(3)),
            graph.Reshape($"{name}Flat", x, rows),
            graph.Constant($"{name}Cosines", table, cosines),
            graph.Reshape($"{name}ExchangedFlat", other, rows),
            graph.Constant($"{name}Sines", table, sines));
        return graph.Reshape($"{name}TurnedSteps", turned, x.Shape);
    }

    /// <summary>The projections of one step of a stream, [batch, 3 · features], with queries and keys turned.</summary>
    /// <param name="step">Which step it is, [batch, 1].</param>
    /// <param name="times">The steps that there may be.</param>
    public Value Turn(GraphBuilder graph, string name, Value all, int heads, Value step, int times)
    {
        int features = all.Shape[1] / 3, width = features / heads, half = width / 2;
        (double[] cosines, double[] sines) = Tables(times, width, isTimeInside: false);
        Axis b = new("b", Shape.Batch), h = new("h", 2 * heads), d = new("d", width), e = new("e", half), j = new("j", features);
        Shape apart = Shape.Of(Shape.Batch, 2 * heads, width);
        Value OfStep(string part, double[] numbers)
        {
            Value table = graph.Reshape($"{name}{part}Rows", graph.Constant($"{name}Queries{part}", Shape.Of(times * width), numbers), Shape.Of(times, width));
            return graph.Rearrange(
                $"{name}{part}Now",
                apart,
                new Box(graph.Gather($"{name}{part}Row", table, step), AffineMap.Of(b, AffineIndex.Zero, d), AffineMap.Of(b, h, d), [b, h, d]));
        }

        Box Half(int from, int to) => new(all, AffineMap.Of(b, AttentionHeads.Feature(h, e, width, from)), AffineMap.Of(b, h, Box.Plus(e, to)), [b, h, e]);
        Value straight = graph.Rearrange($"{name}QueriesAndKeys", apart, new Box(all, AffineMap.Of(b, AttentionHeads.Feature(h, d, width, 0)), AffineMap.Of(b, h, d), [b, h, d]));
        Value turned = graph.Map(
            $"{name}Turned",
            (Input(0) * Input(1)) + (Input(2) * Input(3)),
            straight,
            OfStep("Cosines", cosines),
            graph.Rearrange($"{name}Exchanged", apart, Half(half, 0), Half(0, half)),
            OfStep("Sines", sines));
        return graph.Rearrange(
            $"{name}TurnedProjections",
            all.Shape,
            new Box(turned, AffineMap.Of(b, h, d), AffineMap.Of(b, AttentionHeads.Feature(h, d, width, 0)), [b, h, d]),
            new Box(all, AffineMap.Of(b, Box.Plus(j, 2 * features)), AffineMap.Of(b, Box.Plus(j, 2 * features)), [b, j]));
    }

    private (double[] Cosines, double[] Sines) Tables(int times, int width, bool isTimeInside)
    {
        double[] cosines = new double[times * width], sines = new double[times * width];
        for (int feature = 0; feature < width; feature++)
        {
            int pair = feature % (width / 2);
            (double Sine, double Cosine)[] waves = Sinusoids.Of(Sinusoids.Frequency(Base, 2 * pair, width), times);
            for (int time = 0; time < times; time++)
            {
                int at = isTimeInside ? (feature * times) + time : (time * width) + feature;
                (cosines[at], sines[at]) = (waves[time].Cosine, feature < width / 2 ? -waves[time].Sine : waves[time].Sine);
            }
        }

        return (cosines, sines);
    }
}
