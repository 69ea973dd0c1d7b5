using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>y = (x − mean) / deviation for each feature, with numbers that are set from data and not trained.</summary>
internal sealed record InputNormalizationLayer(string Name) : Layer(Name)
{
    public static InputNormalizationLayer Bind(LayerDeclaration declaration) => new(declaration.Name);

    public override string WhyNoLengths => "its statistics would be those of the padding, too";

    public override string? StreamObstacle(Shape input) => null;

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape features = Shape.Of(input.Shape[input.Shape.Rank - 1]);
        Value mean = graph.Measured(Name, "mean", features, start: 0);
        Value deviation = graph.Measured(Name, "deviation", features, start: 1);
        return graph.Map(Name, (Input(0) - Input(1)) / Input(2), input, mean, deviation);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [];

    public override string Describe() => "InputNormalization";
}
