using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>p ← p − η v, v ← μ v + (1 − τ) g, v = g at the first step; Nesterov: p ← p − η (g + μ v) (torch.optim.SGD).</summary>
internal static class Sgd
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double momentum = a.Number("Momentum", 0), dampening = a.Number("Dampening", 0);
        Expr g = DecayedGradient(a);
        if (momentum == 0)
        {
            return new UpdateRule(Weight - (LearningRate * g), [], []);
        }

        Expr share = dampening == 0 ? 1 : new Scalar("gradientShare");
        Expr velocity = Expr.Flush((momentum * State(0)) + (share * g));
        Expr direction = a.Flag("Nesterov") ? g + (momentum * velocity) : velocity;
        return new UpdateRule(
            Weight - (LearningRate * direction),
            [new StateRule("Velocity", 0, velocity)],
            dampening == 0 ? [] : [new StepScalar("gradientShare", Expr.Select(Step, Comparison.Equal, 1, 1, 1 - dampening))]);
    }
}
