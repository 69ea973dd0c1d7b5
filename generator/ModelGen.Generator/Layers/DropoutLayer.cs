using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>y = x · mask in training, mask being 0 with the rate's probability and else 1 / (1 − rate); x in inference.</summary>
/// <remarks>The mask is kept for the backward pass, which is the general rule's: the product of mask and gradient.</remarks>
internal sealed record DropoutLayer(string Name, double Rate) : Layer(Name)
{
    public static DropoutLayer Bind(LayerDeclaration declaration) => new(declaration.Name, declaration.Attribute.Number("Rate", 0));

    public override bool DiffersInInference => true;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input) =>
        graph.IsTraining ? graph.Map(Name, Input(0) * Input(1), input, graph.DropoutMask($"{Name}Mask", Rate, input.Shape)) : input;

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Rate", Rate)];

    public override string Describe() => $"Dropout({Rate.ToString("R", System.Globalization.CultureInfo.InvariantCulture)})";
}
