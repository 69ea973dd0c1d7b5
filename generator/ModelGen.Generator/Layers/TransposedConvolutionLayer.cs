using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>
/// What a convolution does to its input's gradient, done to an input: input[y, x, i] · weight[i, o, ky, kx] is added to output[s·y + d·ky − p, s·x + d·kx − p, o].
/// </summary>
/// <param name="Longer">How much longer the output is than it must be, for each dimension.</param>
internal sealed record TransposedConvolutionLayer(
    string Name, int Filters, EquatableArray<WindowDimension> Window, EquatableArray<int> Longer, int Groups, KernelSettings Settings) : Layer(Name)
{
    public static TransposedConvolutionLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name,
        declaration.Attribute.Integer("Filters"),
        WindowDimension.Bind(declaration.Attribute),
        OutputPadding(declaration.Attribute),
        declaration.Attribute.Integer("Groups", 1),
        KernelSettings.Bind(declaration));

    /// <summary>The output padding of each dimension.</summary>
    public static EquatableArray<int> OutputPadding(AttributeSpec attribute)
    {
        int all = attribute.Integer("OutputPadding");
        return [.. PaddingSettings(WindowDimension.IsPlane(attribute) ? 2 : 1).Select(setting => attribute.Integer(setting, all))];
    }

    /// <summary>The setting of each dimension.</summary>
    public static string[] PaddingSettings(int dimensions) => dimensions == 1 ? ["OutputPadding"] : ["OutputPaddingHeight", "OutputPaddingWidth"];

    /// <summary>The number of outputs along a dimension: with "same", the stride times the inputs.</summary>
    public static long Outputs(WindowDimension d, int outputPadding, int input) => d.IsSame
        ? (long)input * d.Stride
        : ((input - 1L) * d.Stride) - d.Before - d.After + d.Reach + outputPadding;

    public override bool AppliesActivation => true;

    public override Shape OutputShape(Shape input) => Shape.Of([.. Window.Select((d, k) => (int)Outputs(d, Longer[k], input[k])), Filters]);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape output = OutputShape(input.Shape.WithoutBatch);
        int channels = input.Shape[input.Shape.Rank - 1];
        Value weight = Settings.Weight(graph, Name, Shape.Of([channels, Filters / Groups, .. Window.Select(d => d.Kernel)]));

        // The window slides over the output and stands once for each input.
        SlidingWindow window = SlidingWindow.Of(Window, SlidingWindow.Spatial(output.Batched), SlidingWindow.Spatial(input.Shape));
        GroupedChannels c = GroupedChannels.Of(Groups, Filters / Groups, channels / Groups);
        Axis b = new("b", Shape.Batch);
        Value sums = graph.Contract(
            $"{Name}Sums",
            output.Batched,
            window.AtInput(b, c.Output),
            input,
            window.AtPosition(b, c.Input),
            weight,
            new AffineMap([c.Input, c.OutputInGroup, .. window.Kernel]),
            [b, .. window.Positions, .. c.Axes, .. window.Taps]);
        return Settings.Finish(graph, Name, sums);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
    [
        new("Filters", Filters),
        .. WindowDimension.EffectiveSettings(Window, OutputShape(input).Extents),
        new("Groups", Groups),
        .. PaddingSettings(Window.Count).Select((setting, k) => new Setting(setting, Longer[k])),
        .. Settings.EffectiveSettings(),
    ];

    public override string Describe()
    {
        string padding = Longer.All(l => l == 0) ? "" : $", output padding {(Longer.Distinct().Count() == 1 ? $"{Longer[0]}" : string.Join("×", Longer))}";
        string groups = Groups > 1 ? $", groups {Groups}" : "";
        return $"Conv{Window.Count}DTranspose({Filters}, {WindowDimension.Describe(Window)}{padding}{groups}{Settings.Activation.Suffix})";
    }
}
