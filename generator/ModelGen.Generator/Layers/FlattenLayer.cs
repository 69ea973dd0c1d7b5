using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>One dimension out of many: a view.</summary>
internal sealed record FlattenLayer(string Name) : Layer(Name)
{
    public static FlattenLayer Bind(LayerDeclaration declaration) => new(declaration.Name);

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => inputs[0].Rank > 1 ? SequenceUse.Ends : SequenceUse.Refused;

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => Shape.Of(input.Length);

    public override Value Lower(GraphBuilder graph, Value input) => graph.Reshape(Name, input, Shape.Of(input.Shape.Length).Batched);

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [];

    public override string Describe() => "Flatten";
}
