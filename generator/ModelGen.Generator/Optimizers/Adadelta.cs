using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>s ← ρ s + (1 − ρ) g², Δ = √(u + ε) / √(s + ε) · g, u ← ρ u + (1 − ρ) Δ², p ← p − η Δ (torch.optim.Adadelta).</summary>
internal static class Adadelta
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double rho = a.Number("Rho", 0.9), epsilon = a.Number("Epsilon", 1e-6);
        Expr g = DecayedGradient(a);
        Expr square = RunningMean(State(0), rho, g * g);
        Expr change = Expr.Sqrt(State(1) + epsilon) / Expr.Sqrt(square + epsilon) * g;
        return new UpdateRule(
            Weight - (LearningRate * change),
            [new StateRule("Square", 0, square, IsNonNegative: true), new StateRule("ChangeSquare", 0, RunningMean(State(1), rho, change * change), IsNonNegative: true)],
            []);
    }
}
