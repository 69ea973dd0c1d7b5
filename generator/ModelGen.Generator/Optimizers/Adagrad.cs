using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>s ← s + g², p ← p − η / (1 + (t − 1) λ) · g / (√s + ε) (torch.optim.Adagrad).</summary>
internal static class Adagrad
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        Expr g = DecayedGradient(a);
        Expr sum = Expr.Flush(State(0) + (g * g));
        return new UpdateRule(
            Weight - (new Scalar("stepSize") * g / (Expr.Sqrt(sum) + a.Number("Epsilon", 1e-10))),
            [new StateRule("Sum", a.Number("InitialAccumulatorValue", 0), sum, IsNonNegative: true)],
            [new StepScalar("stepSize", LearningRate / (1 + (a.Number("LearningRateDecay", 0) * (Step - 1))))]);
    }
}
