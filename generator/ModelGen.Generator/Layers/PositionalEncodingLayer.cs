using System.Collections.Generic;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>y[t, 2i] = x[t, 2i] + sin(t / base^(2i / features)), y[t, 2i + 1] the same with the cosine: a table of constants is added.</summary>
internal sealed record PositionalEncodingLayer(string Name, double Base) : Layer(Name)
{
    public static PositionalEncodingLayer Bind(LayerDeclaration declaration) => new(declaration.Name, declaration.Attribute.Number("Base", 10000));

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int times = input.Shape[1], features = input.Shape[2];
        return StepTable.Add(graph, Name, input, Table(graph, times, features));
    }

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) =>
        StepTable.AddAt(graph, Name, inputs[0], Table(graph, times, inputs[0].Shape[1]), times);

    /// <summary>What is added, time after time.</summary>
    private Value Table(GraphBuilder graph, int times, int features) => graph.Constant(
        $"{Name}Table", Shape.Of(times * features), PositionTables.Sinusoidal(times, features, Base), $"Sinusoidal({times}, {features}, {NumberText.Shortest(Base)})");

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Base", Base)];

    public override string Describe() => Base == 10000 ? "PositionalEncoding" : $"PositionalEncoding(base {NumberText.Shortest(Base)})";
}
