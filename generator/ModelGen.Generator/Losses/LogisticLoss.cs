using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>Binary cross-entropy of logits z: (1 − t) z + (1 + (p − 1) t) softplus(−z), with a weight p of what is positive; without, softplus(z) − t z.</summary>
/// <param name="PositiveWeights">p for all outputs or one for each along the last dimension; none for 1.</param>
internal sealed record LogisticLoss(string Name, double LabelSmoothing, EquatableArray<double> PositiveWeights) : Loss(Name)
{
    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        Expr z = Input(0), t = Smooth(Input(1), LabelSmoothing);
        return PositiveWeights.Count switch
        {
            0 => graph.Map("lossTerms", Softplus(z) - (t * z), output, target),
            1 => graph.Map("lossTerms", Weighted(PositiveWeights[0]), output, target),
            _ => graph.Map("lossTerms", Weighted(Input(2)), output, target, graph.Constant("lossPositiveWeights", Shape.Of(PositiveWeights.Count), [.. PositiveWeights])),
        };

        Expr Weighted(Expr p) => ((1 - t) * z) + ((1 + ((p - 1) * t)) * Softplus(-z));
    }

    /// <summary>The target between the two answers: as Keras has it, and as two classes would.</summary>
    public static Expr Smooth(Expr target, double share) => ((1 - share) * target) + (share / 2);
}
