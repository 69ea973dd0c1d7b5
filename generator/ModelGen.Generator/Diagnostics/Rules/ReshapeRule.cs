using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class ReshapeRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [HasSizes];

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        EquatableArray<int> shape = layer.Attribute.Integers("Shape");
        decimal known = shape.Where(s => s != -1).Aggregate(1m, (length, s) => length > BufferPlan.LongestArray ? length : length * s);
        bool fits = shape.Contains(-1) ? input.Length % known == 0 : input.Length == known;
        return fits ? null : layer.Problem(
            DiagnosticDescriptors.ReshapeDiffers.Id, layer.Name, Text.Shape(shape), Text.Shape(input.Extents), source, Text.Count(input.Length));
    }

    private static Problem? HasSizes(Declared layer) =>
        layer.Attribute.Integers("Shape") is var shape && shape.Count > 0 && shape.All(s => s is >= 1 or -1) && shape.Count(s => s == -1) <= 1
            ? null
            : layer.Problem(
                DiagnosticDescriptors.SettingOutOfRange.Id, layer.Subject, "Shape", Text.Shape(shape), "one or more sizes, each 1 or more, but for one that may be -1");
}
