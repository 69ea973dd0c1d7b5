using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g| + ε), p ← p − η / (1 − β₁ᵗ) · m / u (torch.optim.Adamax).</summary>
internal static class Adamax
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double beta1 = a.Number("Beta1", 0.9), beta2 = a.Number("Beta2", 0.999);
        Expr g = DecayedGradient(a);
        Expr mean = RunningMean(State(0), beta1, g);
        Expr norm = Expr.Max(beta2 * State(1), Expr.Abs(g) + a.Number("Epsilon", 1e-8));
        return new UpdateRule(
            Weight - (new Scalar("stepSize") * mean / norm),
            [new StateRule("Mean", 0, mean), new StateRule("Norm", 0, norm, IsNonNegative: true)],
            [BiasCorrection("correction1", beta1), new StepScalar("stepSize", LearningRate / new Scalar("correction1"))]);
    }
}
