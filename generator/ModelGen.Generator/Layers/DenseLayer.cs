using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>y[…, o] = activation(bias[o] + Σᵢ x[…, i] · weight[o, i]): along the last dimension, at each position of the others.</summary>
internal sealed record DenseLayer(
    string Name,
    int Units,
    ActivationChoice Activation,
    bool HasBias,
    InitializerChoice WeightInit,
    InitializerChoice BiasInit,
    bool Trainable,
    double L1,
    double L2) : Layer(Name)
{
    public static DenseLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        ActivationChoice activation = ActivationChoice.Bind(a);
        return new DenseLayer(
            declaration.Name,
            a.Integer("Units"),
            activation,
            a.Flag("Bias", true),
            InitializerChoice.Bind(a, "Init", "InitValue", InitializerChoice.DefaultBefore(declaration.FollowedBy(activation).Kind)),
            InitializerChoice.Bind(a, "BiasInit", "BiasInitValue", Initializer.Zeros),
            a.Flag("Trainable", true),
            a.Number("L1", 0),
            a.Number("L2", 0));
    }

    public override bool AppliesActivation => true;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input.With(input.Rank - 1, Units);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int last = input.Shape.Rank - 1, fanIn = input.Shape[last];
        Value weight = graph.Parameter(Name, "weight", Shape.Of(Units, fanIn), WeightInit.For(fanIn, Units), Trainable);

        Axis o = new("o", Units), i = new("i", fanIn);
        Axis[] rows = [new("b", Shape.Batch), .. Enumerable.Range(1, last - 1).Select(d => new Axis(last == 2 ? "p" : $"p{d}", input.Shape[d]))];
        AffineMap InRow(Axis axis) => AffineMap.Of([.. rows.Select(r => (AffineIndex)r), axis]);
        Value sums = graph.Contract($"{Name}Sums", input.Shape.With(last, Units), InRow(o), input, InRow(i), weight, AffineMap.Of(o, i), [.. rows, o, i]);

        if (HasBias)
        {
            Value bias = graph.Parameter(Name, "bias", Shape.Of(Units), BiasInit.For(fanIn, Units), Trainable);
            sums = graph.Map($"{Name}PreActivations", Expr.Input(0) + Expr.Input(1), sums, bias);
        }

        if (Trainable)
        {
            graph.Penalize(weight, L1, L2);
        }

        return Activation.Lower(graph, Name, sums);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
    [
        new("Units", Units),
        new("Bias", HasBias),
        .. Activation.EffectiveSettings(),
        .. WeightInit.EffectiveSettings("Init"),
        .. HasBias ? BiasInit.EffectiveSettings("BiasInit") : [],
        new("Trainable", Trainable),
        new("L1", L1),
        new("L2", L2),
    ];

    public override string Describe() => $"Dense({Units}{Activation.Suffix})";
}
