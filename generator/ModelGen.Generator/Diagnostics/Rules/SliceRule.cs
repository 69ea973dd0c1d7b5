using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class SliceRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [AxisIsNotZero];

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        SliceLayer slice = SliceLayer.Bind(layer.Name, layer.Attribute);
        int dimension = ConcatLayer.DimensionOf(slice.Axis, input.Rank);
        if (dimension < 0 || dimension >= input.Rank)
        {
            return layer.Problem(DiagnosticDescriptors.NoSuchDimension.Id, layer.Name, Text.Integer(slice.Axis), Text.Shape(input.Extents), source);
        }

        int extent = input[dimension];
        (long first, long count) = slice.Part(extent);
        return first >= 0 && count >= 1 && first + count <= extent ? null
            : layer.Problem(
                DiagnosticDescriptors.SliceOutside.Id, layer.Name, Text.Count(count), Text.Count(first), Text.Integer(dimension + 1), Text.Shape(input.Extents), source, Text.Integer(extent));
    }

    private static Problem? AxisIsNotZero(Declared layer) => layer.Attribute.Integer("Axis", -1) != 0 ? null
        : layer.Problem(DiagnosticDescriptors.SettingOutOfRange.Id, layer.Subject, "Axis", "0", "1 or more, or negative to count from the end");
}
