using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) (torch.optim.Adam, AdamW).
/// </summary>
/// <remarks>
/// Both corrections are moved into the numbers of the step: p ← p − a m / (√v + e), a = η √(1 − β₂ᵗ) / (1 − β₁ᵗ), e = ε √(1 − β₂ᵗ); with EpsilonHat e = ε, the paper's ε̂.
/// </remarks>
internal static class Adam
{
    public static UpdateRule Rule(AttributeSpec a) => Build(a, Weight, DecayedGradient(a), []);

    public static UpdateRule DecoupledRule(AttributeSpec a) => Decoupled(a, a.Number("WeightDecay", 0.01), 1);

    /// <param name="ratio">The rule's learning rate as a multiple of the model's.</param>
    public static UpdateRule Decoupled(AttributeSpec a, double decay, double ratio) => decay == 0
        ? Build(a, Weight, Gradient, [], ratio)
        : Build(a, new Scalar("shrinkage") * Weight, Gradient, [new StepScalar("shrinkage", 1 - (decay * LearningRate))], ratio);

    private static UpdateRule Build(AttributeSpec a, Expr weight, Expr g, EquatableArray<StepScalar> scalars, double ratio = 1)
    {
        double beta1 = a.Number("Beta1", 0.9), beta2 = a.Number("Beta2", 0.999), epsilon = a.Number("Epsilon", 1e-8);
        Expr mean = RunningMean(State(0), beta1, g);
        Expr square = RunningMean(State(1), beta2, g * g);
        bool amsGrad = a.Flag("AmsGrad");
        Expr largest = Expr.Max(State(2), square);
        Expr stepSize = new Scalar("stepSize"), floor = new Scalar("floor");
        Expr correction2 = Expr.Sqrt(new Scalar("correction2"));
        StateRule first = new("Mean", 0, mean), second = new("Square", 0, square, IsNonNegative: true);

        return new UpdateRule(
            weight - (stepSize * mean / (Expr.Sqrt(amsGrad ? largest : square) + floor)),
            amsGrad ? [first, second, new StateRule("Peak", 0, largest, IsNonNegative: true)] : [first, second],
            [
                .. scalars,
                BiasCorrection("correction1", beta1),
                BiasCorrection("correction2", beta2),
                new StepScalar("stepSize", ratio * LearningRate * correction2 / new Scalar("correction1")),
                new StepScalar("floor", a.Flag("EpsilonHat") ? epsilon : epsilon * correction2),
            ]);
    }
}
