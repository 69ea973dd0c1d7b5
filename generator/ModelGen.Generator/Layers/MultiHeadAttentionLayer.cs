using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>
/// softmax(Q · Kᵀ / √d) · V in each head, with all projections as one product. Heads lie apart, and keys turned round, so that every product has rows that are
/// neighbours.
/// </summary>
internal sealed partial record MultiHeadAttentionLayer(string Name, int Heads, bool IsCausal, bool HasBias, double Dropout, InitializerChoice WeightInit, InitializerChoice BiasInit, bool Trainable)
    : Layer(Name)
{
    public static MultiHeadAttentionLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        return new MultiHeadAttentionLayer(
            declaration.Name,
            a.Integer("Heads"),
            a.Flag("Causal", false),
            a.Flag("Bias", true),
            a.Number("Dropout", 0),
            InitializerChoice.Bind(a, "Init", "InitValue", Initializer.GlorotUniform),
            InitializerChoice.Bind(a, "BiasInit", "BiasInitValue", Initializer.Zeros),
            a.Flag("Trainable", true));
    }

    public override bool DiffersInInference => Dropout > 0;

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int times = input.Shape[1], features = input.Shape[2], width = features / Heads;
        Value all = Project(graph, $"{Name}Projections", "in_proj_weight", "in_proj_bias", input, 3 * features);

        Axis b = new("b", Shape.Batch), h = new("h", Heads), q = new("q", times), k = new("k", times), d = new("d", width);
        Value queries = Part("Queries", 0, AffineMap.Of(b, h, q, d), q, Shape.Of(Shape.Batch, Heads, times, width));
        Value keys = Part("Keys", features, AffineMap.Of(b, h, d, k), k, Shape.Of(Shape.Batch, Heads, width, times));
        Value values = Part("Values", 2 * features, AffineMap.Of(b, h, k, d), k, Shape.Of(Shape.Batch, Heads, times, width));

        Shape scoresShape = Shape.Of(Shape.Batch, Heads, times, times);
        Value products = graph.Contract(
            $"{Name}Products", scoresShape, AffineMap.Of(b, h, q, k), queries, AffineMap.Of(b, h, q, d), keys, AffineMap.Of(b, h, d, k), [b, h, q, k, d]);
        Expr scaled = (1 / Math.Sqrt(width)) * Expr.Input(0);
        Value scores = graph.Map(
            $"{Name}Scores",
            IsCausal && times > 1 ? Expr.Select(new RowPosition(times), Comparison.GreaterOrEqual, new Position(), scaled, double.NegativeInfinity) : scaled,
            products);
        Value weights = new ActivationChoice(ActivationKind.Softmax, 0, 0).Lower(graph, $"{Name}Weights", scores);
        if (Dropout > 0 && graph.IsTraining)
        {
            weights = graph.Map($"{Name}Kept", Expr.Input(0) * Expr.Input(1), weights, graph.DropoutMask($"{Name}Mask", Dropout, scoresShape));
        }

        Value seen = graph.Contract(
            $"{Name}Seen", queries.Shape, AffineMap.Of(b, h, q, d), weights, AffineMap.Of(b, h, q, k), values, AffineMap.Of(b, h, k, d), [b, h, q, k, d]);
        Value together = graph.Rearrange(
            $"{Name}Heads", input.Shape, new Box(seen, AffineMap.Of(b, h, q, d), AffineMap.Of(b, q, InHead(h, d, width, 0)), [b, h, q, d]));
        return Project(graph, Name, "out_proj.weight", "out_proj.bias", together, features);

        Value Part(string name, int offset, AffineMap map, Axis time, Shape shape) => graph.Rearrange(
            $"{Name}{name}", shape, new Box(all, AffineMap.Of(b, time, InHead(h, d, width, offset)), map, [b, h, time, d]));
    }

    private static AffineIndex InHead(Axis head, Axis inside, int width, int offset) => new([(head, width), (inside, 1)], offset);

    /// <summary>A dense layer at every time.</summary>
    private Value Project(GraphBuilder graph, string name, string weightName, string biasName, Value input, int rows)
    {
        int last = input.Shape.Rank - 1, features = input.Shape[last];
        Value weight = graph.Parameter(Name, weightName, Shape.Of(rows, features), WeightInit.For(features, rows), Trainable);
        Axis o = new("o", rows), i = new("i", features);
        Axis[] at = [new("b", Shape.Batch), .. last == 1 ? new Axis[0] : [new("p", input.Shape[1])]];
        AffineMap InRow(Axis axis) => AffineMap.Of([.. at.Append(axis).Select(a => (AffineIndex)a)]);
        Value sums = graph.Contract(HasBias ? $"{name}Sums" : name, input.Shape.With(last, rows), InRow(o), input, InRow(i), weight, AffineMap.Of(o, i), [.. at, o, i]);
        return HasBias
            ? graph.Map(name, Expr.Input(0) + Expr.Input(1), sums, graph.Parameter(Name, biasName, Shape.Of(rows), BiasInit.For(features, rows), Trainable))
            : sums;
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
    [
        new("Heads", Heads),
        new("Causal", IsCausal),
        new("Bias", HasBias),
        new("Dropout", Dropout),
        .. WeightInit.EffectiveSettings("Init"),
        .. HasBias ? BiasInit.EffectiveSettings("BiasInit") : [],
        new("Trainable", Trainable),
    ];

    public override string Describe() => $"MultiHeadAttention({Heads}{(IsCausal ? ", causal" : "")}{(Dropout > 0 ? $", dropout {Dropout.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}" : "")})";
}
