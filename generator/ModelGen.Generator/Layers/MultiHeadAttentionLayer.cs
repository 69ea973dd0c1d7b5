using System;
using System.Collections.Generic;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>
/// softmax(Q · Kᵀ / √d) · V in each head, with all projections as one product. Heads lie apart, and keys turned round, so that every product has rows that are
/// neighbours.
/// </summary>
internal sealed partial record MultiHeadAttentionLayer(
    string Name,
    int Heads,
    bool IsCausal,
    int Reach,
    RotaryChoice? Rotary,
    bool HasBias,
    double Dropout,
    InitializerChoice WeightInit,
    InitializerChoice BiasInit,
    bool Trainable) : Layer(Name)
{
    public static MultiHeadAttentionLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        return new MultiHeadAttentionLayer(
            declaration.Name,
            a.Integer("Heads"),
            a.Flag("Causal", false),
            a.Integer("Window", int.MaxValue),
            RotaryChoice.Bind(a),
            a.Flag("Bias", true),
            a.Number("Dropout", 0),
            InitializerChoice.Bind(a, "Init", "InitValue", Initializer.GlorotUniform),
            InitializerChoice.Bind(a, "BiasInit", "BiasInitValue", Initializer.Zeros),
            a.Flag("Trainable", true));
    }

    public override bool DiffersInInference => Dropout > 0;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => SequenceUse.OverTime;

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input) => Lower(graph, [input]);

    /// <remarks>Of two inputs the second is the memory, from which keys and values come.</remarks>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs)
    {
        Value input = inputs[0], memory = inputs[inputs.Count - 1];
        int times = input.Shape[1], steps = memory.Shape[1], features = input.Shape[2], width = features / Heads;
        AttentionProjections projections = new(graph, Name, HasBias, WeightInit, BiasInit, Trainable);
        (Projection queriesIn, Projection keysIn, Projection valuesIn) = inputs.Count == 1 ? projections.Of(input) : projections.Of(input, memory);

        Axis b = new("b", Shape.Batch), h = new("h", Heads), q = new("q", times), d = new("d", width);
        AttentionHeads heads = new(graph, Name, b, h, d);
        Value queries = heads.Of("Queries", queriesIn, [b, h, q, d], q, Rotary);
        SequenceLengths? lengths = graph.LengthsOf(inputs.Count - 1);
        Value? length = lengths is null ? null : LengthOfEach(graph, lengths, h, q);
        AttentionScope scope = IsCausal && AttentionWindow.Pays(Reach, times, width) ? AttentionWindow.Of(heads, keysIn, valuesIn, q, Reach, Rotary)
            : AttentionOverAll.Of(heads, keysIn, valuesIn, q, new Axis("k", steps), IsCausal ? Reach : null, Rotary);

        Shape scoresShape = Shape.Of(Shape.Batch, Heads, times, scope.Column.Extent);
        Value products = graph.Contract(
            $"{Name}Products", scoresShape, AffineMap.Of(b, h, q, scope.Column), queries, AffineMap.Of(b, h, q, d), scope.Keys, scope.KeyMap, [b, h, q, scope.Column, d], scope.Band);
        Expr score = (1 / Math.Sqrt(width)) * Expr.Input(0);
        Value scores = graph.Map($"{Name}Scores", scope.Seen(score, length is null ? null : Expr.Input(1)), length is null ? [products] : [products, length]);
        Value weights = new ActivationChoice(ActivationKind.Softmax, 0, 0).Lower(graph, $"{Name}Weights", scores);
        if (Dropout > 0 && graph.IsTraining)
        {
            weights = graph.Map($"{Name}Kept", Expr.Input(0) * Expr.Input(1), weights, graph.DropoutMask($"{Name}Mask", Dropout, scoresShape));
        }

        Value seen = graph.Contract(
            $"{Name}Seen", queries.Shape, AffineMap.Of(b, h, q, d), weights, AffineMap.Of(b, h, q, scope.Column), scope.Values, scope.ValueMap, [b, h, q, scope.Column, d], scope.Band);
        Value together = graph.Rearrange(
            $"{Name}Heads", input.Shape, new Box(seen, AffineMap.Of(b, h, q, d), AffineMap.Of(b, q, AttentionHeads.At(h, d, width, 0)), [b, h, q, d]));
        return projections.Project(Name, "out_proj.weight", "out_proj.bias", together, features);
    }

    /// <summary>The length of its sequence for each query of each head: keys behind it are not seen.</summary>
    private Value LengthOfEach(GraphBuilder graph, SequenceLengths lengths, Axis head, Axis query)
    {
        Axis b = new("b", Shape.Batch);
        Box box = new(lengths.Length, AffineMap.Of(b, AffineIndex.Zero), AffineMap.Of(b, head, query, AffineIndex.Zero), [b, head, query]);
        return graph.Rearrange($"{Name}Lengths", Shape.Of(Shape.Batch, head.Extent, query.Extent, 1), box);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
    [
        new("Heads", Heads),
        new("Causal", IsCausal),
        .. Reach < int.MaxValue ? [new Setting("Window", Reach)] : Array.Empty<Setting>(),
        new("Rotary", Rotary is not null),
        .. Rotary is { Base: var number } ? [new Setting("RotaryBase", number)] : Array.Empty<Setting>(),
        new("Bias", HasBias),
        new("Dropout", Dropout),
        .. WeightInit.EffectiveSettings("Init"),
        .. HasBias ? BiasInit.EffectiveSettings("BiasInit") : [],
        new("Trainable", Trainable),
    ];

    public override string Describe() =>
        $"MultiHeadAttention({Heads}{(IsCausal ? ", causal" : "")}{(Reach < int.MaxValue ? $", window {Reach}" : "")}{(Rotary is null ? "" : ", rotary")}{(Dropout > 0 ? $", dropout {NumberText.Shortest(Dropout)}" : "")})";
}
