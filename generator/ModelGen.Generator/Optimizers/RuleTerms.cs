using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Optimizers;

/// <summary>The words that update rules are written in.</summary>
internal static class RuleTerms
{
    public static readonly Expr Weight = Expr.Input(0);

    public static readonly Expr Gradient = Expr.Input(1);

    public static readonly Expr Step = new Scalar(StepScalar.Step);

    public static readonly Expr LearningRate = new Scalar(StepScalar.LearningRate);

    /// <summary>In the formulas of a <see cref="MatrixRule"/>, the direction of the step.</summary>
    public static readonly Expr Direction = new Scalar("direction");

    /// <summary>The k-th state before the step.</summary>
    public static Expr State(int k) => Expr.Input(2 + k);

    /// <summary>The gradient with the attribute's WeightDecay · parameter added.</summary>
    public static Expr DecayedGradient(AttributeSpec a) => Gradient + (a.Number("WeightDecay", 0) * Weight);

    /// <summary>decay · mean + (1 − decay) · value, without denormals.</summary>
    public static Expr RunningMean(Expr mean, double decay, Expr value) => Expr.Flush((decay * mean) + ((1 - decay) * value));

    /// <summary>1 − decay^step: what a running mean that started at 0 has seen so far.</summary>
    public static StepScalar BiasCorrection(string name, double decay) => new(name, 1 - Expr.Pow(decay, Step));
}
