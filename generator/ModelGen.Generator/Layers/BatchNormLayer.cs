using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>
/// y = weight · (x − mean) / √(variance + ε) + bias for each feature: in training with the batch's mean and variance, which also enter the running
/// statistics; in inference with the running statistics, as y = x · scale + shift.
/// </summary>
internal sealed record BatchNormLayer(string Name, double Momentum, double Epsilon, AffineChoice Affine) : Layer(Name)
{
    public static BatchNormLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name,
        declaration.Attribute.Number("Momentum", 0.1),
        declaration.Attribute.Number("Epsilon", 1e-5),
        AffineChoice.Bind(declaration.Attribute));

    public override bool DiffersInInference => true;

    public override string WhyNoLengths => "its statistics would be those of the padding, too; LayerNorm and RmsNorm take each time by itself";

    public override string? StreamObstacle(Shape input) => null;

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape features = Shape.Of(input.Shape[input.Shape.Rank - 1]);
        Value[] affine = Affine.Parameters(graph, Name, features[0]);
        Value mean = graph.Measured(Name, "running_mean", features, start: 0);
        Value variance = graph.Measured(Name, "running_var", features, start: 1);
        return graph.IsTraining ? Train(graph, input, features, affine, mean, variance) : Infer(graph, input, affine, mean, variance);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [new("Momentum", Momentum), new("Epsilon", Epsilon), .. Affine.EffectiveSettings()];

    public override string Describe() => "BatchNorm";

    private Value Train(GraphBuilder graph, Value input, Shape features, Value[] affine, Value runningMean, Value runningVariance)
    {
        int positions = input.Shape.Length / features[0];
        Expr share = 1.0 / positions * new Scalar(StepScalar.PerExample);
        Moments moments = Moments.Of(graph, Name, input, features, share);

        // n / (n − 1) makes the variance unbiased; of one number there is none.
        Expr kept = (1 - Momentum) * Input(1);
        Expr next = Select(share, Comparison.Less, 1, kept + (Momentum * (Input(3) / (1 - share))), Input(1));
        graph.Keep(new BatchStatistics(moments.Mean, moments.Variance), new MapOp(
            [runningMean, runningVariance, moments.Mean, moments.Variance],
            [
                graph.Value($"{runningMean.Name}Next", features, ValueRole.Parameter, overwrites: runningMean),
                graph.Value($"{runningVariance.Name}Next", features, ValueRole.Parameter, overwrites: runningVariance),
            ],
            [((1 - Momentum) * Input(0)) + (Momentum * Input(2)), next]));

        Value inverse = Moments.InverseDeviation(graph, Name, moments.Variance, Epsilon);
        Expr normal = Input(0) * Input(1);
        return graph.Map(Name, affine.Length == 0 ? normal : (normal * Input(2)) + Input(3), [moments.Centered, inverse, .. affine]);
    }

    private Value Infer(GraphBuilder graph, Value input, Value[] affine, Value mean, Value variance)
    {
        Value scale = graph.Value($"{Name}Scale", mean.Shape), shift = graph.Value($"{Name}Shift", mean.Shape);
        Expr inverse = 1 / Sqrt(Input(1) + Epsilon), factor = affine.Length == 0 ? inverse : Input(2) * inverse;
        graph.Map([scale, shift], [factor, affine.Length == 0 ? -(Input(0) * factor) : Input(3) - (Input(0) * factor)], [mean, variance, .. affine]);
        return graph.Map(Name, (Input(0) * Input(1)) + Input(2), input, scale, shift);
    }
}
