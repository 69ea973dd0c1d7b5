using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Declarations.Functions;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>An activation that the user wrote: a Map of its formula, and so fused and differentiated as every other.</summary>
internal sealed record CustomActivationLayer(string Name, string Function, Expr Formula) : Layer(Name)
{
    public static CustomActivationLayer Bind(LayerDeclaration declaration)
    {
        FunctionSpec? function = declaration.Attribute.Function;
        return new CustomActivationLayer(declaration.Name, function?.Name ?? "", function?.Formula ?? Expr.Input(0));
    }

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => inputs[0].Rank > 1 ? SequenceUse.OverTime : SequenceUse.Refused;

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override string? StreamObstacle(Shape input) => null;

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input) => graph.Map(Name, Formula, input);

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Function", Function), new("Formula", FormulaText.Of(Formula))];

    public override string Describe() => $"CustomActivation({Function})";
}
