using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>
/// y = x + attention(norm(x)), y + linear(activation(linear(norm(y)))); or each norm after its sum. Sugar: its parts are ordinary layers, bound from attributes
/// as a user would write them, with the names of PyTorch's TransformerEncoderLayer.
/// </summary>
internal sealed record TransformerBlockLayer(
    string Name, bool NormalizesFirst, double Dropout, Layer Attention, Layer Norm1, Layer Linear1, Layer Linear2, Layer Norm2, EquatableArray<Setting> Told) : Layer(Name)
{
    private static readonly string[] OfAttention = ["Heads", "Causal", "Window", "Rotary", "RotaryBase", "Dropout", "Init", "InitValue", "Trainable"];
    private static readonly string[] OfDense = ["Init", "InitValue", "Trainable"];
    private static readonly string[] OfNorm = ["Epsilon", "Trainable"];

    public static TransformerBlockLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        Setting nonlinearity = new("Activation", a.Integer("Nonlinearity", (int)ActivationKind.Gelu));
        Layer attention = Part("self_attn", "MultiHeadAttention", OfAttention);
        Layer linear1 = Part("linear1", "Dense", OfDense, new Setting("Units", a.Integer("Hidden")), nonlinearity);

        // The width of the second dense layer is that of the input, which is not known here.
        Layer linear2 = Part("linear2", "Dense", OfDense);
        return new TransformerBlockLayer(
            declaration.Name,
            a.Flag("PreNorm", true),
            a.Number("Dropout", 0),
            attention,
            Part("norm1", "LayerNorm", OfNorm),
            linear1,
            linear2,
            Part("norm2", "LayerNorm", OfNorm),
            [
                .. attention.EffectiveSettings(Shape.Scalar).Where(s => OfAttention.Take(6).Contains(s.Name)),
                new("Hidden", a.Integer("Hidden")),
                new("PreNorm", a.Flag("PreNorm", true)),
                new("Nonlinearity", $"{(ActivationKind)nonlinearity.Value!}"),
                new("Epsilon", a.Number("Epsilon", 1e-5)),
                .. attention.EffectiveSettings(Shape.Scalar).Where(s => OfAttention.Skip(6).Contains(s.Name)),
            ]);

        Layer Part(string part, string kind, string[] settings, params Setting[] more) => LayerRegistry.Bind(new LayerDeclaration(
            new AttributeSpec(AttributeKind.Layer, kind, [.. a.Settings.Where(s => settings.Contains(s.Name)), .. more]), $"{declaration.Name}.{part}", Next: null));
    }

    public override bool DiffersInInference => Dropout > 0;

    public override Shape OutputShape(Shape input) => input;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => SequenceUse.OverTime;

    public override Value Lower(GraphBuilder graph, Value input) => Lower(graph, input, (part, x) => part.Lower(graph, x));

    public override string? StreamObstacle(Shape input) => Attention.StreamObstacle(input);

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) =>
        Lower(graph, inputs[0], (part, x) => part.LowerStep(graph, [x], times));

    /// <param name="lower">Adds the ops of one of the parts.</param>
    private Value Lower(GraphBuilder graph, Value input, Func<Layer, Value, Value> lower)
    {
        DenseLayer back = ((DenseLayer)Linear2) with { Units = input.Shape[input.Shape.Rank - 1] };
        if (NormalizesFirst)
        {
            Value attended = Plus($"{Name}.attended", input, Attend(lower(Norm1, input)));
            return Plus(Name, attended, Think(lower(Norm2, attended)));
        }

        Value normalized = lower(Norm1, Plus($"{Name}.attended", input, Attend(input)));
        return lower(Norm2, Plus($"{Name}.sums", normalized, Think(normalized)));

        Value Attend(Value x) => Dropped("dropout1", lower(Attention, x));

        Value Think(Value x) => Dropped("dropout2", lower(back, Dropped("dropout", lower(Linear1, x))));

        Value Dropped(string part, Value x) => Dropout > 0 ? lower(new DropoutLayer($"{Name}.{part}", Dropout), x) : x;

        Value Plus(string name, Value x, Value change) => graph.Map(name, Expr.Input(0) + Expr.Input(1), x, change);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Told;

    public override string Describe()
    {
        DenseLayer hidden = (DenseLayer)Linear1;
        string attention = Attention.Describe();
        return $"TransformerBlock({attention.Substring(attention.IndexOf('(') + 1).TrimEnd(')')}, hidden {hidden.Units}{hidden.Activation.Suffix}{(NormalizesFirst ? "" : ", post-norm")})";
    }
}
