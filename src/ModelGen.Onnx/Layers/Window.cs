using System.Linq;
using ModelGen.Onnx.Graphs;
using ModelGen.Onnx.Protocol;

namespace ModelGen.Onnx.Layers;

/// <summary>The window of a convolution or pool, a number for each dimension it slides along.</summary>
internal sealed record Window(int[] Kernel, int[] Stride, int[] Dilation, int[] Before, int[] After)
{
    public static Window Of(LayerScope layer)
    {
        bool isPlane = layer.Has("KernelHeight");
        return new Window(Each("Kernel"), Each("Stride"), Each("Dilation"), isPlane ? Sides("Top", "Left") : Sides("Left"), isPlane ? Sides("Bottom", "Right") : Sides("Right"));

        int[] Each(string setting) => isPlane ? [layer.Integer($"{setting}Height"), layer.Integer($"{setting}Width")] : [layer.Integer(setting)];

        int[] Sides(params string[] sides) => [.. sides.Select(side => layer.Integer($"Padding{side}"))];
    }

    public bool IsDilated => Dilation.Any(d => d > 1);

    /// <summary>Whether padding reaches as far as the kernel: runtimes refuse such pools.</summary>
    public bool IsPaddedBeyondKernel => Before.Concat(After).Zip(Kernel.Concat(Kernel), (padding, kernel) => padding >= kernel).Any(b => b);

    /// <summary>From the kernel's first element to its last.</summary>
    public int Reach(int dimension) => ((Kernel[dimension] - 1) * Dilation[dimension]) + 1;

    /// <summary>The elements inside the input that the window covers at one of its places.</summary>
    public int Inside(int dimension, int input, int place) => Enumerable.Range(0, Kernel[dimension])
        .Select(k => (place * Stride[dimension]) - Before[dimension] + (k * Dilation[dimension]))
        .Count(at => at >= 0 && at < input);

    public Window WithoutPadding() => this with { Before = new int[Kernel.Length], After = new int[Kernel.Length] };

    /// <summary>The attributes that all operators with windows have.</summary>
    public AttributeProto[] Attributes(bool hasDilations = true) =>
    [
        Graphs.Attributes.Integers("kernel_shape", Kernel),
        Graphs.Attributes.Integers("strides", Stride),
        Graphs.Attributes.Integers("pads", [.. Before, .. After]),
        .. hasDilations ? [Graphs.Attributes.Integers("dilations", Dilation)] : System.Array.Empty<AttributeProto>(),
    ];
}
