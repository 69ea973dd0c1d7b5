using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>y[t, c] = x[t, c] + weight[t, c].</summary>
internal sealed record PositionEmbeddingLayer(string Name, InitializerChoice Init, bool Trainable) : Layer(Name)
{
    /// <summary>GPT-2's deviation.</summary>
    private const double Deviation = 0.02;

    public static PositionEmbeddingLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        InitializerChoice init = (Initializer)a.Integer("Init") == Initializer.Default
            ? new InitializerChoice(Initializer.Normal, Deviation)
            : InitializerChoice.Bind(a, "Init", "InitValue", Initializer.Normal);
        return new PositionEmbeddingLayer(declaration.Name, init, a.Flag("Trainable", true));
    }

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int times = input.Shape[1], features = input.Shape[2];
        return StepTable.Add(graph, Name, input, Weight(graph, times, features));
    }

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) =>
        StepTable.AddAt(graph, Name, inputs[0], Weight(graph, times, inputs[0].Shape[1]), times);

    private Value Weight(GraphBuilder graph, int times, int features) =>
        graph.Parameter(Name, "weight", Shape.Of(times, features), Init.For(times, features), Trainable);

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [.. Init.EffectiveSettings("Init"), new("Trainable", Trainable)];

    public override string Describe() => "PositionEmbedding";
}
