using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>An activation on its own.</summary>
internal sealed record ActivationLayer(string Name, ActivationChoice Activation) : Layer(Name)
{
    public static ActivationLayer Bind(LayerDeclaration declaration) => new(declaration.Name, ActivationChoice.Bind(declaration.Attribute));

    public override bool AppliesActivation => true;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input) => Activation.Lower(graph, Name, input);

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Activation.EffectiveSettings();

    public override string Describe() => $"Activation({Activation.Label})";
}
