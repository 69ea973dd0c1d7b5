using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>What all layers that slide a window over their input must fulfil.</summary>
internal static class WindowRules
{
    private static readonly string[] PlaneSides = ["PaddingTop", "PaddingBottom", "PaddingLeft", "PaddingRight"];

    /// <summary>The settings of a layer over one dimension.</summary>
    public static IReadOnlyList<SettingRule> Line { get; } =
    [
        Integer("Kernel", 1),
        .. Common,
        .. Sides("PaddingLeft", "PaddingRight"),
    ];

    /// <summary>The settings of a layer over two dimensions.</summary>
    public static IReadOnlyList<SettingRule> Plane { get; } =
    [
        Integer("KernelHeight", 1),
        Integer("KernelWidth", 1),
        .. Common,
        Integer("StrideHeight", 1),
        Integer("StrideWidth", 1),
        Integer("DilationHeight", 1),
        Integer("DilationWidth", 1),
        .. Sides(PlaneSides),
        Overruled("Stride", "StrideHeight", "StrideWidth"),
        Overruled("Dilation", "DilationHeight", "DilationWidth"),
        Overruled("Padding", PlaneSides),
    ];

    private static SettingRule[] Common => [Integer("Stride", 1), Integer("Dilation", 1), Padding];

    /// <summary>Whether the input has a height, a width and channels, or a length and channels.</summary>
    public static Problem? CheckRank(Declared layer, Shape input, string source)
    {
        bool isPlane = WindowDimension.IsPlane(layer.Attribute);
        return input.Rank == (isPlane ? 3 : 2)
            ? null
            : layer.Problem(
                DiagnosticDescriptors.NeedsPositions.Id, layer.Name, isPlane ? "(height, width, channels)" : "(length, channels)", Text.Shape(input.Extents), source);
    }

    /// <summary>Whether the window fits into the padded input, and the number of its places into an array.</summary>
    public static Problem? CheckWindow(Declared layer, IReadOnlyList<WindowDimension> window, Shape input, string source)
    {
        for (int d = 0; d < window.Count; d++)
        {
            (long before, long after) = window[d].Padding(input[d]);
            if (window[d].Outputs(input[d]) < 1)
            {
                string kernel = window.Count == 1 ? "Kernel" : d == 0 ? "KernelHeight" : "KernelWidth";
                return layer.Problem(
                    DiagnosticDescriptors.WindowTooLarge.Id,
                    layer.Name,
                    kernel,
                    Text.Integer(window[d].Kernel),
                    Text.Integer(window[d].Dilation),
                    Text.Count(window[d].Reach),
                    source,
                    Text.Integer(input[d]),
                    Text.Count(before + input[d] + after));
            }

            if (CheckOutputs(layer, window[d].Outputs(input[d]), NameOf(window, d)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    public static Problem? CheckOutputs(Declared layer, long outputs, string dimension) => outputs is >= 1 and <= BufferPlan.LongestArray
        ? null
        : layer.Problem(DiagnosticDescriptors.OutputSizeOutOfRange.Id, layer.Name, Text.Count(outputs), dimension, Text.Count(BufferPlan.LongestArray));

    public static Problem? CheckGroups(Declared layer, Shape input)
    {
        int groups = layer.Attribute.Integer("Groups", 1), channels = input[input.Rank - 1], filters = layer.Attribute.Integer("Filters");
        return channels % groups != 0 ? Problem("the input's channels", channels)
            : filters % groups != 0 ? Problem("the filters", filters)
            : null;

        Problem Problem(string what, int count) =>
            layer.Problem(DiagnosticDescriptors.GroupsDoNotDivide.Id, layer.Name, Text.Integer(groups), what, Text.Integer(count));
    }

    /// <summary>The dimension's name in messages.</summary>
    public static string NameOf(IReadOnlyList<WindowDimension> window, int d) => window.Count == 1 ? "length" : d == 0 ? "height" : "width";

    /// <summary>The product of sizes, as large as a count can be where it is larger.</summary>
    public static long Count(params long[] sizes) =>
        sizes.Aggregate(1L, (product, size) => size != 0 && product > long.MaxValue / size ? long.MaxValue : product * size);

    private static Problem? Padding(Declared declared)
    {
        bool isCausal = declared.Attribute.Name is "Conv1D" or "DepthwiseConv1D";
        return isCausal && declared.Attribute.Integer("Padding") == WindowDimension.Causal ? null
            : Side("Padding", WindowDimension.Same, isCausal ? "0 or more, or Padding.Same, or Padding.Causal" : "0 or more, or Padding.Same")(declared);
    }

    private static IEnumerable<SettingRule> Sides(params string[] sides) => sides.SelectMany(side => new[]
    {
        Side(side, 0, "0 or more"),
        Ignored(side, "because Padding is Same", a => a.Integer("Padding") != WindowDimension.Same),
        Ignored(side, "because Padding is Causal", a => a.Integer("Padding") != WindowDimension.Causal),
    });

    private static SettingRule Side(string setting, int allowed, string range) => declared =>
        declared.Attribute.Integer(setting) is var padding && padding < 0 && padding != allowed
            ? declared.Problem(DiagnosticDescriptors.SettingOutOfRange.Id, declared.Subject, setting, Text.Integer(padding), range)
            : null;

    /// <summary>A setting for all dimensions that each of them has a setting of its own for.</summary>
    private static SettingRule Overruled(string setting, params string[] own) =>
        Ignored(setting, $"because {Text.And(own)} are set", a => a.Integer(setting) == WindowDimension.Same || !own.All(a.Has));
}
