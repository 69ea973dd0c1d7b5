using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>A running average of the parameters as one more state of the optimizer: a ← p + d (a − p), with d = 0 in the first step.</summary>
/// <remarks>Written so, an average of equal numbers is that number: d and 1 − d, each rounded to a float, are not 1 together.</remarks>
internal static class ParameterAverage
{
    public const string State = "Average";

    private const string Decay = "averageDecay";

    public static UpdateRule In(UpdateRule rule, AttributeSpec ema)
    {
        Expr before = RuleTerms.State(rule.States.Count);
        return new UpdateRule(
            rule.Parameter,
            [.. rule.States, new StateRule(State, 0, Next(rule.Parameter))],
            [.. rule.Scalars, new StepScalar(Decay, Expr.Select(Step, Comparison.Greater, 1, ema.Number("Decay", 0.999), 0))])
        {
            Matrices = rule.Matrices is { } matrices ? matrices with { States = [.. matrices.States, Next(matrices.Parameter)] } : null,
        };

        Expr Next(Expr after) => after + (new Scalar(Decay) * (before - after));
    }
}
