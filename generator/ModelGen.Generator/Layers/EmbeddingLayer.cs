using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>y[…, j] = weight[x[…], j], where x are indices.</summary>
internal sealed record EmbeddingLayer(string Name, int Count, int Size, InitializerChoice Init, bool Trainable) : Layer(Name)
{
    public static EmbeddingLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        InitializerChoice init = (Initializer)a.Integer("Init") == Initializer.Default
            ? new InitializerChoice(Initializer.Normal, 1)
            : InitializerChoice.Bind(a, "Init", "InitValue", Initializer.Normal);
        return new EmbeddingLayer(declaration.Name, a.Integer("Count"), a.Integer("Size"), init, a.Flag("Trainable", true));
    }

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => SequenceUse.EachTime;

    public override Shape OutputShape(Shape input) => new([.. input.Extents, Size]);

    /// <remarks>An index at each time: the sequence has no other dimension.</remarks>
    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times)
    {
        Value row = Lower(graph, inputs[0]);
        return row.Shape.Rank == 3 && row.Shape[1] == 1 ? graph.Reshape($"{Name}Row", row, Shape.Of(Shape.Batch, Size)) : row;
    }

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Value weight = graph.Parameter(Name, "weight", Shape.Of(Count, Size), Init.For(Count, Size), Trainable);
        return graph.Gather(Name, weight, input);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [new("Count", Count), new("Size", Size), .. Init.EffectiveSettings("Init"), new("Trainable", Trainable)];

    public override string Describe() => $"Embedding({Count} × {Size})";
}
