using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>What examples count in a loss: numbers that stand among those of an input.</summary>
internal static class SampleWeights
{
    /// <summary>What each position of the outputs counts, [batch, positions, 1], and what the mean of the loss is over: the same, or of a loss that is a sum the examples, [batch, 1].</summary>
    /// <param name="input">The examples.</param>
    public static (Value OfRows, Value OfMean) Of(GraphBuilder graph, Loss loss, Shape output, Value input, NetworkInput weights)
    {
        Shape row = Shape.Of(weights.Shape.Length).Batched;
        Value numbers = graph.Rearrange("lossWeightNumbers", row, Box.FromRow(input, row, weights.Offset));

        // The loss has no gradient with respect to what it counts by.
        Value given = graph.WithoutSlope("lossWeightsGiven", numbers), all = given;
        if (weights.Shape.Length == 1 && output.Positions > 1)
        {
            all = graph.Value("lossWeightsOfAll", Shape.Of(output.Positions).Batched);
            graph.Map(all, Expr.Input(0), given);
        }

        Value rows = graph.Reshape("lossWeights", all, LayerNormLayer.OfRows(output));
        return (rows, loss.MeanOver == LossMean.Nothing ? given : rows);
    }
}
