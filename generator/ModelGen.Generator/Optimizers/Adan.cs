using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>
/// With Δ = g − the gradient of the step before, 0 in the first: m ← β₁ m + (1 − β₁) g, d ← β₂ d + (1 − β₂) Δ, n ← β₃ n + (1 − β₃) (g + β₂ Δ)²,
/// p ← (p − η (m̂ + β₂ d̂) / (√n̂ + ε)) / (1 + η λ), where x̂ is x / (1 − βᵗ) (Xie et al. 2022, and its authors' program, whose betas are these).
/// </summary>
internal static class Adan
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double beta1 = a.Number("Beta1", 0.98), beta2 = a.Number("Beta2", 0.92), beta3 = a.Number("Beta3", 0.99), epsilon = a.Number("Epsilon", 1e-8), decay = a.Number("WeightDecay", 0);
        Expr difference = new Scalar("isLater") * (Gradient - State(3));
        Expr ahead = Gradient + (beta2 * difference);
        Expr mean = RunningMean(State(0), beta1, Gradient);
        Expr change = RunningMean(State(1), beta2, difference);
        Expr square = RunningMean(State(2), beta3, ahead * ahead);
        Expr stepped = Weight - (((new Scalar("meanStep") * mean) + (new Scalar("changeStep") * change)) / (Expr.Sqrt(square) + new Scalar("floor")));
        Expr correction3 = Expr.Sqrt(new Scalar("correction3"));

        return new UpdateRule(
            decay == 0 ? stepped : new Scalar("shrinkage") * stepped,
            [
                new StateRule("Mean", 0, mean),
                new StateRule("Change", 0, change),
                new StateRule("Square", 0, square, IsNonNegative: true),
                new StateRule("Before", 0, Gradient),
            ],
            [
                BiasCorrection("correction1", beta1),
                BiasCorrection("correction2", beta2),
                BiasCorrection("correction3", beta3),
                new StepScalar("isLater", Expr.Select(Step, Comparison.Greater, 1, 1, 0)),
                new StepScalar("meanStep", LearningRate * correction3 / new Scalar("correction1")),
                new StepScalar("changeStep", LearningRate * beta2 * correction3 / new Scalar("correction2")),
                new StepScalar("floor", epsilon * correction3),
                .. decay == 0 ? System.Array.Empty<StepScalar>() : [new StepScalar("shrinkage", 1 / (1 + (decay * LearningRate)))],
            ]);
    }
}
