using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>A layer with an activation on its output, for all kinds of layers that do not apply theirs.</summary>
internal sealed record ActivatedLayer(Layer Inner, ActivationChoice Activation) : Layer(Inner.Name)
{
    public override Layer Core => Inner;

    public override bool DiffersInInference => Inner.DiffersInInference;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => Inner.UseOf(inputs);

    public override string WhyNoLengths => Inner.WhyNoLengths;

    public override Shape OutputShape(Shape input) => Inner.OutputShape(input);

    public override Shape OutputShape(IReadOnlyList<Shape> inputs) => Inner.OutputShape(inputs);

    public override string? StreamObstacle(Shape input) => Inner.StreamObstacle(input);

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) => Activation.Lower(graph, $"{Name}{Activation.Kind}", Inner.LowerStep(graph, inputs, times));

    public override Value Lower(GraphBuilder graph, Value input) => Lower(graph, [input]);

    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs) => Activation.Lower(graph, $"{Name}{Activation.Kind}", Inner.Lower(graph, inputs));

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [.. Inner.EffectiveSettings(input), .. Activation.EffectiveSettings()];

    public override string Describe() => $"{Inner.Describe()}{Activation.Suffix}";
}
