using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>
/// −Σ t ln softmax(z) = Σ t (ln Σ exp(z − m) − (z − m)), with m = max z, over the classes, which are the last dimension; the mean over all positions before it.
/// </summary>
/// <remarks>
/// With weights, t is w · t, and the mean is over the sum of the targets' weights. So it is PyTorch's for class indices, and the same for the one-hot rows that stand for them; of other
/// distributions PyTorch takes the mean over the positions.
/// </remarks>
/// <param name="IgnoreIndex">The class index that stands for no target; <see cref="NoIndex"/> for none.</param>
internal sealed record SoftmaxCrossEntropyLoss(string Name, double LabelSmoothing, int IgnoreIndex, EquatableArray<double> ClassWeights) : Loss(Name, LossMean.Positions)
{
    /// <summary>Stands for no index: every target counts.</summary>
    public const int NoIndex = int.MinValue;

    public override int? IgnoredClass => IgnoreIndex == NoIndex ? null : IgnoreIndex;

    public override bool IsWeighted => ClassWeights.Count > 0;

    public override Value? Counted(GraphBuilder graph, Value output, Value target)
    {
        Shape rows = LayerNormLayer.OfRows(output.Shape);
        if (IsWeighted)
        {
            Value weights = graph.Value("lossTargetWeights", output.Shape);
            Expr weight = Input(1) * Target(target);
            graph.Map(weights, target.Role == ValueRole.ClassTarget && IgnoredClass is { } none ? Select(Input(0), Comparison.Equal, none, 0, weight) : weight, target, Weights(graph));
            return graph.Reduce("lossRows", ReduceKind.Sum, weights, rows);
        }

        if (IgnoredClass is not { } ignored)
        {
            return null;
        }

        if (target.Role != ValueRole.ClassTarget)
        {
            return graph.Map("lossRows", Select(Input(0), Comparison.Equal, 0, 0, 1), graph.Reduce("lossTargetSum", ReduceKind.Sum, target, rows));
        }

        // An index is read as the number of its row: the first place of the row stands for all of it.
        Value first = graph.Value("lossRowFirst", output.Shape);
        graph.Map(first, Select(Input(0), Comparison.Equal, ignored, 0, Select(new Position(), Comparison.Equal, 0, 1, 0)), target);
        return graph.Reduce("lossRows", ReduceKind.Sum, first, rows);
    }

    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        int classes = output.Shape[output.Shape.Rank - 1];
        (Value logSumExp, Value largest) = ActivationLowering.LogSumExp(graph, "logSumExp", output);
        Expr t = Input(1), shifted = Input(0) - Input(2);

        if (IsWeighted)
        {
            // The weights' sum is not 1, so each term has the logarithm.
            Expr weighted = Input(4) * Smooth(Target(target, 1), classes) * (Input(3) - shifted);
            return graph.Map("lossTerms", weighted, output, target, largest, logSumExp, Weights(graph));
        }

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

    /// <summary>How far a class is the target's: of an index 1 or 0.</summary>
    private static Expr Target(Value target, int input = 0) =>
        target.Role == ValueRole.ClassTarget ? Select(new Position(), Comparison.Equal, Input(input), 1, 0) : Input(input);

    private Value Weights(GraphBuilder graph) => graph.Constant("lossClassWeights", Shape.Of(ClassWeights.Count), [.. ClassWeights]);

    private Expr Smooth(Expr target, int classes) => ((1 - LabelSmoothing) * target) + (LabelSmoothing / classes);
}
