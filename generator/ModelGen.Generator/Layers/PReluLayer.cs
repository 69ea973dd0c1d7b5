using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>x where x &gt; 0, else weight · x.</summary>
/// <param name="PerChannel">Whether there is a weight for each number of the last dimension, and not one for all.</param>
internal sealed record PReluLayer(string Name, bool PerChannel, double InitialSlope, bool Trainable) : Layer(Name)
{
    public static PReluLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name,
        declaration.Attribute.Flag("PerChannel", false),
        declaration.Attribute.Number("InitialSlope", 0.25),
        declaration.Attribute.Flag("Trainable", true));

    /// <summary>How many slopes there are for inputs of a shape.</summary>
    public static int Slopes(bool perChannel, Shape input) => perChannel ? input[input.Rank - 1] : 1;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int features = input.Shape[input.Shape.Rank - 1], slopes = Slopes(PerChannel, input.Shape);
        Value weight = graph.Parameter(Name, "weight", Shape.Of(slopes), new Initialization(Distribution.Constant, InitialSlope, "constant"), Trainable);
        if (slopes < features)
        {
            // One number for each column is what kernels over rows read.
            Axis j = new("j", features);
            weight = graph.Rearrange($"{Name}Slopes", Shape.Of(features), new Box(weight, AffineMap.Of(AffineIndex.Zero), AffineMap.Of(j), [j]));
        }

        Expr x = Expr.Input(0);
        return graph.Map(Name, Expr.Select(x, Comparison.Greater, 0, x, Expr.Input(1) * x), input, weight);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [new("PerChannel", PerChannel), new("InitialSlope", InitialSlope), new("Trainable", Trainable)];

    public override string Describe() => PerChannel ? "PRelu(per channel)" : "PRelu";
}
