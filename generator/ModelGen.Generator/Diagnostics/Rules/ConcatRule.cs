using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class ConcatRule : MergeRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [SettingRules.Names("Others"), AxisIsNotZero];

    public override Problem? CheckInputs(Declared layer, IReadOnlyList<(Shape Shape, string Source)> inputs) =>
        DimensionOf(layer.Attribute, inputs[0].Shape) is var dimension && dimension >= 0 && dimension < inputs[0].Shape.Rank
            ? base.CheckInputs(layer, inputs)
            : layer.Problem(
                DiagnosticDescriptors.NoSuchDimension.Id, layer.Name, Text.Integer(AxisOf(layer.Attribute)), Text.Shape(inputs[0].Shape.Extents), inputs[0].Source);

    protected override bool Fit(AttributeSpec layer, Shape first, Shape other)
    {
        int dimension = DimensionOf(layer, first);
        return first.Rank == other.Rank && Enumerable.Range(0, first.Rank).All(d => d == dimension || first[d] == other[d]);
    }

    protected override string Demand(AttributeSpec layer) => AxisOf(layer) == -1
        ? "all dimensions but the last must be equal"
        : $"all dimensions but Axis = {AxisOf(layer)} must be equal";

    private static Problem? AxisIsNotZero(Declared layer) => AxisOf(layer.Attribute) != 0 ? null
        : layer.Problem(DiagnosticDescriptors.SettingOutOfRange.Id, layer.Subject, "Axis", "0", "1 or more, or negative to count from the end");

    private static int AxisOf(AttributeSpec layer) => layer.Integer("Axis", -1);

    private static int DimensionOf(AttributeSpec layer, Shape shape) => ConcatLayer.DimensionOf(AxisOf(layer), shape.Rank);
}
