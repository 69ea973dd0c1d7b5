using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>Every loss, a line each; the formulas and limits are PyTorch's.</summary>
internal static class LossRegistry
{
    private static readonly Expr Output = Input(0), Target = Input(1), Error = Output - Target;

    public static IReadOnlyDictionary<string, Func<AttributeSpec, Loss>> Kinds { get; } = new Dictionary<string, Func<AttributeSpec, Loss>>
    {
        ["MeanSquaredErrorLoss"] = a => new ElementwiseLoss(a.Name, Error * Error),
        ["HalfSumOfSquaresLoss"] = a => new ElementwiseLoss(a.Name, 0.5 * (Error * Error), MeanOver: LossMean.Nothing),
        ["MeanAbsoluteErrorLoss"] = a => new ElementwiseLoss(a.Name, Abs(Error)),
        ["HuberLoss"] = a => new ElementwiseLoss(a.Name, Huber(Error, a.Number("Delta", 1))),
        ["BinaryCrossEntropyLoss"] = a => new ElementwiseLoss(a.Name, BinaryCrossEntropy(LogisticLoss.Smooth(Target, a.Number("LabelSmoothing", 0)))),
        ["BinaryCrossEntropyWithLogitsLoss"] = a => new LogisticLoss(a.Name, a.Number("LabelSmoothing", 0), a.Numbers("PositiveWeights")),
        ["SoftmaxCrossEntropyLoss"] = a => new SoftmaxCrossEntropyLoss(a.Name, a.Number("LabelSmoothing", 0), a.Integer("IgnoreIndex", SoftmaxCrossEntropyLoss.NoIndex), a.Numbers("ClassWeights")),
        ["KLDivergenceLoss"] = a => new ElementwiseLoss(a.Name, Select(Target, Comparison.Equal, 0, 0, Target * Log(Target)) - (Target * Output), MeanOver: LossMean.Nothing),
        ["PoissonLoss"] = a => new ElementwiseLoss(a.Name, Exp(Output) - (Target * Output)),
        ["QuantileLoss"] = a => new ElementwiseLoss(a.Name, Pinball(-Error, a.Number("Quantile", 0.5))),
        ["HingeLoss"] = a => new ElementwiseLoss(a.Name, Max(0, a.Number("Margin", 1) - (Target * Output))),
        ["ContrastiveLoss"] = a => new ElementwiseLoss(a.Name, Contrast(Max(0, a.Number("Margin", 1) - Output))),
        ["CosineLoss"] = a => new CosineLoss(a.Name),
        ["GaussianLoss"] = a => new GaussianLoss(a.Name),
        ["CustomLoss"] = a => CustomLoss.Bind(a.Name, a.Function),
    };

    public static Loss Bind(AttributeSpec attribute) => Kinds[attribute.Name](attribute);

    private static Expr Huber(Expr error, double delta) =>
        Select(Abs(error), Comparison.Greater, delta, delta * (Abs(error) - (0.5 * delta)), 0.5 * (error * error));

    private static Expr Pinball(Expr error, double quantile) => Max(quantile * error, (quantile - 1) * error);

    private static Expr Contrast(Expr missing) => (Target * (Output * Output)) + ((1 - Target) * (missing * missing));

    private static Expr BinaryCrossEntropy(Expr target) => -((target * LogOrMinus100(Output)) + ((1 - target) * LogOrMinus100(1 - Output)));

    private static Expr LogOrMinus100(Expr p) => Max(-100, Log(p));
}
