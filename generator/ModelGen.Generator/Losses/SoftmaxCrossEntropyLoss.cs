using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>−Σ t ln softmax(z) = Σ t (ln Σ exp(z) − z) over the classes, which are the last dimension; the mean over all positions before it.</summary>
internal sealed record SoftmaxCrossEntropyLoss(string Name, double LabelSmoothing) : Loss(Name, LossMean.Positions, TakesClasses: true)
{
    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        int classes = output.Shape[output.Shape.Rank - 1];
        Value logSumExp = ActivationLowering.LogSumExp(graph, "logSumExp", output);
        Expr z = Input(0), t = Input(1), l = Input(2);

        if (target.Role == ValueRole.ClassTarget)
        {
            // The smoothed one-hot row sums to 1, so ln Σ exp(z) needs no factor: l − Σ t z.
            Expr oneHot = Select(new Position(), Comparison.Equal, t, 1, 0);
            Value score = graph.Reduce("score", ReduceKind.Sum, graph.Map("scoreTerms", Smooth(oneHot, classes) * z, output, target), logSumExp.Shape);
            return graph.Map("lossTerms", Input(0) - Input(1), logSumExp, score);
        }

        return graph.Map("lossTerms", Smooth(t, classes) * (l - z), output, target, logSumExp);
    }

    private Expr Smooth(Expr target, int classes) => ((1 - LabelSmoothing) * target) + (LabelSmoothing / classes);
}
