using ModelGen.Generator.Common;
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
    /// <param name="first">The number of the first step; negative for one before the sequence.</param>
    /// <param name="isTimeInside">Whether time is the last dimension, not the one before.</param>
    public Value Rotate(GraphBuilder graph, string name, Value x, Value other, int first, int times, int width, bool isTimeInside)
    {
        string sizes = $"{first}, {times}, {width}, {NumberText.Shortest(Base)}, {(isTimeInside ? "true" : "false")}";

        // One row for each head, of all its steps: the tables are to it what a bias is to a dense layer.
        Shape rows = Shape.Of(x.Shape[0], x.Shape[1], times * width), table = Shape.Of(times * width);
        Value rotated = graph.Map(
            $"{name}Rotated",
            (Input(0) * Input(1)) + (Input(2) * Input(3)),
            graph.Reshape($"{name}Flat", x, rows),
            graph.Constant($"{name}Cosines", table, PositionTables.RotaryCosines(first, times, width, Base, isTimeInside), $"RotaryCosines({sizes})"),
            graph.Reshape($"{name}ExchangedFlat", other, rows),
            graph.Constant($"{name}Sines", table, PositionTables.RotarySines(first, times, width, Base, isTimeInside), $"RotarySines({sizes})"));
        return graph.Reshape($"{name}RotatedSteps", rotated, x.Shape);
    }
}
