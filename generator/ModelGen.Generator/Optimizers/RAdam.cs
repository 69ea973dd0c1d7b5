using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>
/// Adam with the variance of its early steps rectified: with ρ∞ = 2 / (1 − β₂) − 1 and ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ), a step of η m̂ while ρ ≤ 5, then of
/// η m̂ r √(1 − β₂ᵗ) / (√v + ε) with r² = (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ) (torch.optim.RAdam).
/// </summary>
internal static class RAdam
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double beta1 = a.Number("Beta1", 0.9), beta2 = a.Number("Beta2", 0.999), epsilon = a.Number("Epsilon", 1e-8);
        double limit = (2 / (1 - beta2)) - 1;
        Expr g = DecayedGradient(a);
        Expr mean = RunningMean(State(0), beta1, g);
        Expr square = RunningMean(State(1), beta2, g * g);
        Expr rho = new Scalar("rho"), plain = new Scalar("plainStep"), rectified = new Scalar("rectifiedStep");
        Expr correction1 = new Scalar("correction1"), correction2 = new Scalar("correction2");
        Expr rectification = Expr.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));

        return new UpdateRule(
            Weight - (mean * (plain + (rectified / (Expr.Sqrt(square) + epsilon)))),
            [new StateRule("Mean", 0, mean), new StateRule("Square", 0, square, IsNonNegative: true)],
            [
                BiasCorrection("correction1", beta1),
                BiasCorrection("correction2", beta2),
                new StepScalar("rho", limit - (2 * Step * (1 - correction2) / correction2)),
                new StepScalar("plainStep", Expr.Select(rho, Comparison.Greater, 5, 0, LearningRate / correction1)),
                new StepScalar("rectifiedStep", Expr.Select(rho, Comparison.Greater, 5, LearningRate / correction1 * rectification * Expr.Sqrt(correction2), 0)),
            ]);
    }
}
