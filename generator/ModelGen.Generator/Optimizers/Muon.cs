using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>AdamW, but for the weights of hidden layers m ← μ m + (1 − μ) g, W ← (1 − η λ) W − η D with the direction D of <see cref="MatrixRule"/> (Jordan 2024; torch.optim.Muon).</summary>
/// <remarks>The running mean is AdamW's first state, whose second stays 0 there: states are the same for all parameters, in memory and in files.</remarks>
internal static class Muon
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double momentum = a.Number("Momentum", 0.95), decay = a.Number("WeightDecay", 0.1);
        UpdateRule others = Adam.Decoupled(a, decay, a.Number("AdamWRatio", 1));
        Expr mean = RunningMean(State(0), momentum, Gradient);
        Expr sought = a.Flag("Nesterov", true) ? (momentum * mean) + ((1 - momentum) * Gradient) : mean;
        Expr weight = decay == 0 ? Weight : new Scalar("shrinkage") * Weight;
        MatrixRule matrices = new(sought, weight - (LearningRate * Direction), [mean, .. others.States.Skip(1).Select((_, k) => State(k + 1))])
        {
            Steps = a.Integer("Steps", 5),
            MatchesAdamW = a.Flag("MatchAdamW", true),
            IncludesOutputs = a.Flag("IncludeOutputs"),
        };
        return others with { Matrices = matrices };
    }
}
