using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>
/// −Σ t ln softmax(z) = Σ t (ln Σ exp(z − m) − (z − m)), with m = max z, over the classes, which are the last dimension; the mean over all positions before it.
/// </summary>
internal sealed record SoftmaxCrossEntropyLoss(string Name, double LabelSmoothing) : Loss(Name, LossMean.Positions)
{
    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        int classes = output.Shape[output.Shape.Rank - 1];
        (Value logSumExp, Value largest) = ActivationLowering.LogSumExp(graph, "logSumExp", output);
        Expr t = Input(1), shifted = Input(0) - Input(2);

        if (target.Role == ValueRole.ClassTarget)
        {
            // The smoothed one-hot row sums to 1, so ln Σ exp(z − m) needs no factor: it is l − Σ t (z − m).
            Expr oneHot = Select(new Position(), Comparison.Equal, t, 1, 0);
            Value score = graph.Reduce("score", ReduceKind.Sum, graph.Map("scoreTerms", Smooth(oneHot, classes) * shifted, output, target, largest), logSumExp.Shape);
            return graph.Map("lossTerms", Input(0) - Input(1), logSumExp, score);
        }

        Expr term = Smooth(t, classes) * (Input(3) - shifted);

        // Of one class the logarithm is 0 whatever comes, and the term would vanish with a target that is no number.
        return graph.Map("lossTerms", classes == 1 ? term + Min(0, Max(0, t)) : term, output, target, largest, logSumExp);
    }

    private Expr Smooth(Expr target, int classes) => ((1 - LabelSmoothing) * target) + (LabelSmoothing / classes);
}
