using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <content>
/// A step of a stream: this time's query against the keys of the last times, which are remembered with their values. There are as many as the sequence has in
/// training, or as the window has; after as many steps the oldest is forgotten. Rotary positions are those in the memory: the oldest key is at step 0, the query at the last one. Only distances matter.
/// </content>
internal sealed partial record MultiHeadAttentionLayer
{
    public override string? StreamObstacle(Shape input) => IsCausal ? null : "looks ahead; with Causal it would not";

    /// <inheritdoc/>
    /// <param name="times">How many times attention reaches back, this one included.</param>
    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times)
    {
        Value steps = graph.StepsSoFar(times);
        times = Math.Min(times, Reach);
        int features = inputs[0].Shape[1], width = features / Heads;
        Axis b = new("b", Shape.Batch), h = new("h", Heads), k = new("k", times), d = new("d", width), j = new("j", features);
        AttentionProjections projections = new(graph, Name, HasBias, WeightInit, BiasInit, Trainable);
        (Projection queriesIn, Projection keysIn, Projection valuesIn) = inputs.Count == 1 ? projections.Of(inputs[0]) : projections.Of(inputs[0], inputs[1]);
        Box Now(Projection part, int at) => new(part.Source, AffineMap.Of(b, Box.Plus(j, part.Offset)), AffineMap.Of(b, Box.Plus(j, at)), [b, j]);
        Value now = graph.Rearrange($"{Name}Now", Shape.Of(Shape.Batch, 2 * features), Now(keysIn, 0), Now(valuesIn, features));
        Value past = graph.Delayed(Name, now, times, 1);

        (Value query, AffineMap queryMap) = (queriesIn.Source, AffineMap.Of(b, AttentionHeads.At(h, d, width, queriesIn.Offset)));
        (Value keys, AffineMap keysMap) = (past, AffineMap.Of(b, k, AttentionHeads.At(h, d, width, 0)));
        if (Rotary is not null)
        {
            AttentionHeads heads = new(graph, Name, b, h, d);
            (query, queryMap) = (heads.OfLast("Queries", queriesIn, times, Rotary), AffineMap.Of(b, h, AffineIndex.Zero, d));
            (keys, keysMap) = (heads.Of("Keys", new Projection(past, 0), [b, h, k, d], k, Rotary), AffineMap.Of(b, h, k, d));
        }

        Value products = graph.Contract($"{Name}Products", Shape.Of(Shape.Batch, Heads, times), AffineMap.Of(b, h, k), query, queryMap, keys, keysMap, [b, h, k, d]);
        Expr scaled = (1 / Math.Sqrt(width)) * Expr.Input(0);
        Value scores = graph.Map(
            $"{Name}Scores",
            times > 1 ? Expr.Select(new Position(), Comparison.GreaterOrEqual, times - 1 - Expr.Input(1), scaled, double.NegativeInfinity) : scaled,
            products,
            graph.Rearrange($"{Name}Steps", Shape.Of(Shape.Batch, Heads, 1), new Box(steps, AffineMap.Of(b, AffineIndex.Zero), AffineMap.Of(b, h, AffineIndex.Zero), [b, h])));
        Value weights = new ActivationChoice(ActivationKind.Softmax, 0, 0).Lower(graph, $"{Name}Weights", scores);
        Value seen = graph.Contract(
            $"{Name}Seen",
            Shape.Of(Shape.Batch, features),
            AffineMap.Of(b, AttentionHeads.At(h, d, width, 0)),
            weights,
            AffineMap.Of(b, h, k),
            past,
            AffineMap.Of(b, k, AttentionHeads.At(h, d, width, features)),
            [b, h, d, k]);
        return projections.Project(Name, "out_proj.weight", "out_proj.bias", seen, features);
    }
}
