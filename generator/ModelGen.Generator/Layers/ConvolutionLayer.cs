using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>
/// y[y, x, o] = activation(bias[o] + Σ input[s·y + d·ky − p, s·x + d·kx − p, i] · weight[o, i, ky, kx]) over ky, kx and the inputs i of o's group; in one
/// dimension without y.
/// </summary>
/// <param name="Filters">Outputs at each position; of a depthwise layer, outputs for each channel.</param>
/// <param name="Groups">How many parts the channels are cut into; 0 for as many as there are channels.</param>
internal sealed record ConvolutionLayer(string Name, int Filters, EquatableArray<WindowDimension> Window, int Groups, KernelSettings Settings) : Layer(Name)
{
    public static ConvolutionLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name,
        declaration.Attribute.Integer("Filters"),
        WindowDimension.Bind(declaration.Attribute),
        declaration.Attribute.Integer("Groups", 1),
        KernelSettings.Bind(declaration));

    public static ConvolutionLayer BindDepthwise(LayerDeclaration declaration) => new(
        declaration.Name,
        declaration.Attribute.Integer("Multiplier", 1),
        WindowDimension.Bind(declaration.Attribute),
        0,
        KernelSettings.Bind(declaration));

    private bool IsDepthwise => Groups == 0;

    public override bool AppliesActivation => true;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => Window[0].Stride == 1 && Window[0].Outputs(inputs[0][0]) == inputs[0][0] ? SequenceUse.OverTime : SequenceUse.Refused;

    public override string WhyNoLengths => "only with stride 1 and Padding.Same or Padding.Causal has it an output for each time";

    public override Shape OutputShape(Shape input)
    {
        int channels = input[input.Rank - 1];
        return Shape.Of([.. Window.Select((d, k) => (int)d.Outputs(input[k])), IsDepthwise ? channels * Filters : Filters]);
    }

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape output = OutputShape(input.Shape.WithoutBatch);
        int channels = input.Shape[input.Shape.Rank - 1], filters = output[output.Rank - 1];
        int groups = IsDepthwise ? channels : Groups;
        Value weight = Settings.Weight(graph, Name, Shape.Of([filters, channels / groups, .. Window.Select(d => d.Kernel)]));

        SlidingWindow window = SlidingWindow.Of(Window, SlidingWindow.Spatial(input.Shape), SlidingWindow.Spatial(output.Batched));
        GroupedChannels c = GroupedChannels.Of(groups, filters / groups, channels / groups);
        Axis b = new("b", Shape.Batch);
        Value sums = graph.Contract(
            $"{Name}Sums",
            output.Batched,
            window.AtPosition(b, c.Output),
            input,
            window.AtInput(b, c.Input),
            weight,
            new AffineMap([c.Output, c.InputInGroup, .. window.Kernel]),
            [b, .. window.Positions, .. c.Axes, .. window.Taps]);
        return Settings.Finish(graph, Name, sums);
    }

    public override string? StreamObstacle(Shape input) =>
        Window is [{ Stride: 1 } only] && (only.IsCausal || only is { Kernel: 1, Before: 0, After: 0 }) ? null
        : Window.Count != 1 || input.Rank != 2 ? "goes over images"
        : Window[0].Stride > 1 ? $"has an output for every {Window[0].Stride} times only"
        : "looks ahead; with Padding.Causal it would not";

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times)
    {
        Value input = inputs[0];
        int channels = input.Shape[1], filters = IsDepthwise ? channels * Filters : Filters, groups = IsDepthwise ? channels : Groups, taps = Window[0].Kernel;
        Value weight = Settings.Weight(graph, Name, Shape.Of(filters, channels / groups, taps));
        GroupedChannels c = GroupedChannels.Of(groups, filters / groups, channels / groups);
        Axis b = new("b", Shape.Batch), k = new("k", taps);
        Value window = graph.Delayed(Name, input, taps, Window[0].Dilation);
        Value sums = graph.Contract(
            $"{Name}Sums",
            Shape.Of(Shape.Batch, filters),
            AffineMap.Of(b, c.Output),
            window,
            AffineMap.Of(b, k, c.Input),
            weight,
            new AffineMap([c.Output, c.InputInGroup, k]),
            [b, .. c.Axes, k]);
        return Settings.Finish(graph, Name, sums);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
    [
        new(IsDepthwise ? "Multiplier" : "Filters", Filters),
        .. WindowDimension.EffectiveSettings(Window, input.Extents),
        .. IsDepthwise ? new Setting[0] : [new("Groups", Groups)],
        .. Settings.EffectiveSettings(),
    ];

    public override string Describe()
    {
        string kind = $"{(IsDepthwise ? "Depthwise" : "")}Conv{Window.Count}D";
        string filters = IsDepthwise ? (Filters == 1 ? "" : $", multiplier {Filters}") : $"{Filters}, ";
        string groups = Groups > 1 ? $", groups {Groups}" : "";
        string window = WindowDimension.Describe(Window);
        return $"{kind}({(IsDepthwise ? window + filters : filters + window)}{groups}{Settings.Activation.Suffix})";
    }
}
