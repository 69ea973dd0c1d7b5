using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>activation(x₀ + x₁ + …).</summary>
internal sealed record AddLayer(string Name, ActivationChoice Activation) : Layer(Name)
{
    public static AddLayer Bind(LayerDeclaration declaration) => new(declaration.Name, ActivationChoice.Bind(declaration.Attribute));

    public override bool AppliesActivation => true;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => inputs.Min(i => i.Rank) > 1 ? SequenceUse.EachTime : SequenceUse.Refused;

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input) => Lower(graph, [input]);

    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs) =>
        Activation.LowerAfter(graph, Name, "Sums", Enumerable.Range(0, inputs.Count).Select(Expr.Input).Aggregate((a, b) => a + b), [.. inputs]);

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Activation.EffectiveSettings();

    public override string Describe() => $"Add{Activation.Bracketed}";
}
