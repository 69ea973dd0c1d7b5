using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <param name="window">The rules of its window.</param>
internal sealed class PoolRule(IReadOnlyList<SettingRule> window) : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => window;

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        var dimensions = WindowDimension.Bind(layer.Attribute, stridesByKernel: true);
        return WindowRules.CheckRank(layer, input, source)
            ?? WindowRules.CheckWindow(layer, dimensions, input, source)
            ?? CheckPadding(layer, dimensions, input);
    }

    /// <summary>Of nothing there is no maximum and no mean.</summary>
    private static Problem? CheckPadding(Declared layer, IReadOnlyList<WindowDimension> window, Shape input)
    {
        for (int d = 0; d < window.Count; d++)
        {
            if (window[d].FirstOutside(input[d]) is { } outside)
            {
                return layer.Problem(
                    DiagnosticDescriptors.WindowOfPadding.Id, layer.Name, Text.Count(outside + 1), Text.Count(window[d].Outputs(input[d])), WindowRules.NameOf(window, d));
            }
        }

        return null;
    }
}
