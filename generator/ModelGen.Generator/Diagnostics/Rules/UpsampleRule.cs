using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class UpsampleRule() : ImageRule("Height")
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        .. new[] { "Size", "Height", "Width" }.Select(size => SettingRules.Integer(size, 1, Most)),
        SettingRules.Choice<UpsampleMode>("Mode"),
        SettingRules.IgnoredIfSet("AlignCorners", "unless Mode is Bilinear", d => (UpsampleMode)d.Attribute.Integer("Mode") == UpsampleMode.Bilinear),
    ];

    /// <summary>The matrix of an interpolation is part of the code: it must not be larger than that bears.</summary>
    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        if (base.CheckInput(layer, input, source) is { } problem)
        {
            return problem;
        }

        if ((UpsampleMode)layer.Attribute.Integer("Mode") != UpsampleMode.Bilinear)
        {
            return null;
        }

        int size = layer.Attribute.Integer("Size", 2);
        (string Setting, int Inputs)[] dimensions = [.. input.Rank == 3 ? new[] { ("Height", input[0]) } : [], ("Width", input[input.Rank - 2])];
        return dimensions
            .Select(d => (d.Inputs, Times: (long)layer.Attribute.Integer(d.Setting, size)))
            .Where(d => d.Times > 1 && d.Times * d.Inputs * d.Inputs > Largest)
            .Select(d => layer.Problem(
                DiagnosticDescriptors.InterpolationTooLarge.Id, layer.Name, Text.Count(d.Inputs), Text.Count(d.Times * d.Inputs), Text.Count(d.Times * d.Inputs * d.Inputs), Text.Count(Largest)))
            .FirstOrDefault();
    }

    /// <summary>The most numbers that its matrix may have.</summary>
    private const long Largest = 1 << 17;
}
