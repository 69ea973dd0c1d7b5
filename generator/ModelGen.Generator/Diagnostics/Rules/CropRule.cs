using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class CropRule() : ImageRule("Top", "Bottom")
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
        [.. new[] { "Cropping", "Top", "Bottom", "Left", "Right" }.Select(side => SettingRules.Integer(side, 0, Most))];

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        if (base.CheckInput(layer, input, source) is { } problem)
        {
            return problem;
        }

        BorderSides sides = BorderSides.Bind(layer.Attribute, "Cropping");
        return input.Rank == 3 && sides.Top + sides.Bottom >= input[0] ? NothingLeft("rows", sides.Top + sides.Bottom, input[0])
            : sides.Left + sides.Right >= input[input.Rank - 2] ? NothingLeft(input.Rank == 3 ? "columns" : "steps", sides.Left + sides.Right, input[input.Rank - 2])
            : null;

        Problem NothingLeft(string what, int taken, int extent) =>
            layer.Problem(DiagnosticDescriptors.BorderDoesNotFit.Id, layer.Name, $"takes {Text.Integer(taken)} {what} away", Text.Integer(extent), source, "something must be left");
    }
}
