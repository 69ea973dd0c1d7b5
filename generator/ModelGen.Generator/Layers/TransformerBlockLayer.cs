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
    private static readonly string[] OfAttention = ["Heads", "Causal", "Rotary", "RotaryBase", "Dropout", "Init", "InitValue", "Trainable"];
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
                .. attention.EffectiveSettings(Shape.Scalar).Where(s => OfAttention.Take(5).Contains(s.Name)),
                new("Hidden", a.Integer("Hidden")),
                new("PreNorm", a.Flag("PreNorm", true)),
                new("Nonlinearity", $"{(ActivationKind)nonlinearity.Value!}"),
                new("Epsilon", a.Number("Epsilon", 1e-5)),
                .. attention.EffectiveSettings(Shape.Scalar).Where(s => OfAttention.Skip(5).Contains(s.Name)),
            ]);

        Layer Part(string part, string kind, string[] settings, params Setting[] more) => LayerRegistry.Bind(new LayerDeclaration(
            new AttributeSpec(AttributeKind.Layer, kind, [.. a.Settings.Where(s => settings.Contains(s.Name)), .. more]), $"{declaration.Name}.{part}", Next: null));
    }

    public override bool DiffersInInference => Dropout > 0;

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        if (NormalizesFirst)
        {
            Value attended = Plus("attended", input, Attend(Norm1.Lower(graph, input)));
            return Plus(null, attended, Think(Norm2.Lower(graph, attended)));
        }

        Value normalized = Norm1.Lower(graph, Plus("attended", input, Attend(input)));
        return Norm2.Lower(graph, Plus("sums", normalized, Think(normalized)));

        Value Attend(Value x) => Dropped("dropout1", Attention.Lower(graph, x));

        Value Think(Value x)
        {
            Value hidden = Dropped("dropout", Linear1.Lower(graph, x));
            return Dropped("dropout2", (((DenseLayer)Linear2) with { Units = input.Shape[2] }).Lower(graph, hidden));
        }

        Value Dropped(string part, Value x) => Dropout > 0 ? new DropoutLayer($"{Name}.{part}", Dropout).Lower(graph, x) : x;

        Value Plus(string? part, Value x, Value change) => graph.Map(part is null ? Name : $"{Name}.{part}", Expr.Input(0) + Expr.Input(1), x, change);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Told;

    public override string Describe()
    {
        DenseLayer hidden = (DenseLayer)Linear1;
        string attention = Attention.Describe();
        return $"TransformerBlock({attention.Substring(attention.IndexOf('(') + 1).TrimEnd(')')}, {hidden.Units}{hidden.Activation.Suffix}{(NormalizesFirst ? "" : ", post-norm")})";
    }
}
