using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>
/// Adam whose step looks ahead: μₜ = β₁ (1 − ½ · 0.96^(t ψ)), p ← p − η (1 − μₜ) / (1 − Πμ) · g / d − η μₜ₊₁ / (1 − Πμ μₜ μₜ₊₁) · m / d with
/// d = √(v / (1 − β₂ᵗ)) + ε (torch.optim.NAdam).
/// </summary>
/// <remarks>
/// Πμ goes up to μₜ. The second μₜ under m is that of PyTorch up to 1.13, which made the reference results; the paper and later versions have 1 − Πμ μₜ₊₁.
/// The two differ by less than a hundredth from the tenth step on.
/// </remarks>
internal static class NAdam
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double beta1 = a.Number("Beta1", 0.9), beta2 = a.Number("Beta2", 0.999), epsilon = a.Number("Epsilon", 1e-8), psi = a.Number("MomentumDecay", 4e-3);
        Expr g = DecayedGradient(a);
        Expr mean = RunningMean(State(0), beta1, g);
        Expr square = RunningMean(State(1), beta2, g * g);
        Expr denominator = Expr.Sqrt(square) + new Scalar("floor");
        Expr correction2 = Expr.Sqrt(new Scalar("correction2"));
        Expr momentum = new Scalar("momentum"), nextMomentum = new Scalar("nextMomentum"), product = new Scalar("momentumProduct");

        return new UpdateRule(
            Weight - (((new Scalar("gradientStep") * g) + (new Scalar("meanStep") * mean)) / denominator),
            [new StateRule("Mean", 0, mean), new StateRule("Square", 0, square, IsNonNegative: true)],
            [
                new StepScalar("momentum", Momentum(Step)),
                new StepScalar("nextMomentum", Momentum(Step + 1)),
                new StepScalar("momentumProduct", product * momentum, Initial: 1),
                BiasCorrection("correction2", beta2),
                new StepScalar("gradientStep", LearningRate * (1 - momentum) / (1 - product) * correction2),
                new StepScalar("meanStep", LearningRate * nextMomentum / (1 - (product * momentum * nextMomentum)) * correction2),
                new StepScalar("floor", epsilon * correction2),
            ]);

        Expr Momentum(Expr step) => beta1 * (1 - (0.5 * Expr.Pow(0.96, step * psi)));
    }
}
