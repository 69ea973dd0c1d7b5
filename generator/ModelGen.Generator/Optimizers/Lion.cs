using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>p ← p − η (sign(β₁ m + (1 − β₁) g) + λ p), m ← β₂ m + (1 − β₂) g (Chen et al. 2023).</summary>
internal static class Lion
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double beta1 = a.Number("Beta1", 0.9), beta2 = a.Number("Beta2", 0.99), decay = a.Number("WeightDecay", 0);
        Expr mean = State(0), direction = (beta1 * mean) + ((1 - beta1) * Gradient);

        // What is no number has no sign and stays what it is.
        Expr sign = Expr.Select(direction, Comparison.Greater, 0, 1, Expr.Select(direction, Comparison.Less, 0, -1, direction));
        return new UpdateRule(
            (decay == 0 ? Weight : new Scalar("shrinkage") * Weight) - (LearningRate * sign),
            [new StateRule("Mean", 0, RunningMean(mean, beta2, Gradient))],
            decay == 0 ? [] : [new StepScalar("shrinkage", 1 - (decay * LearningRate))]);
    }
}
