using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Tests.Drawing;

/// <summary>Layers as models describe them.</summary>
internal static class DrawnNetworks
{
    /// <summary>A chain with a residual block, two inputs, a concatenation and two outputs.</summary>
    public static LayerInfo[] Residual =>
    [
        Input("picture", 32, 32, 3),
        Input("facts", 5),
        Convolution("conv1", "picture", 16),
        Convolution("conv2", "conv1", 16),
        Convolution("conv3", "conv2", 16),
        new("add1", "Add", ["conv3", "conv1"], [32, 32, 16], 0, 16_384, [new("Activation", "Relu")]),
        new("pool1", "GlobalAveragePool", ["add1"], [16], 0, 16_384, []),
        Dense("seen", "facts", 8),
        new("concat1", "Concat", ["pool1", "seen", "facts"], [29], 0, 0, [new("Axis", 1)]),
        Dense("price", "concat1", 1),
        Dense("kind", "concat1", 4),
    ];

    /// <summary>Four branches side by side, one of them short, and a way past them all.</summary>
    public static LayerInfo[] Branches =>
    [
        Input("input", 8, 8, 4),
        Convolution("a1", "input", 4),
        Convolution("b1", "input", 4),
        Convolution("b2", "b1", 4),
        Convolution("c1", "input", 4),
        Convolution("c2", "c1", 4),
        Convolution("c3", "c2", 4),
        new("d1", "MaxPool2D", ["input"], [8, 8, 4], 0, 0, []),
        new("concat1", "Concat", ["a1", "b2", "c3", "d1"], [8, 8, 16], 0, 0, []),
        Convolution("mix", "concat1", 4),
        new("add1", "Add", ["mix", "input"], [8, 8, 4], 0, 0, []),
        Dense("again", "add1", 3),
        new("multiply1", "Multiply", ["again", "again"], [3], 0, 0, []),
    ];

    /// <summary>Many layers, each of which also takes the one before the last.</summary>
    public static LayerInfo[] Long(int layers)
    {
        List<LayerInfo> all = [Input("input", 4), Dense("dense0", "input", 4)];
        for (int i = 1; i < layers; i++)
        {
            all.Add(new($"add{i}", "Add", [all[^1].Name, all[^2].Name], [4], 0, 4, []));
        }

        return [.. all];
    }

    public static LayerInfo Input(string name, params int[] shape) => new(name, "Input", [], [.. shape], 0, 0, []);

    public static LayerInfo Dense(string name, string from, int units, string activation = "Identity")
        => new(name, "Dense", [from], [units], units * 6, units * 12L, [new("Units", units), new("Bias", true), new("Activation", activation), new("L2", 0.0)]);

    public static LayerInfo Convolution(string name, string from, int filters) => new(
        name,
        "Conv2D",
        [from],
        [32, 32, filters],
        1_216,
        2_490_368,
        [
            new("Filters", filters),
            .. Pair("Kernel", 5, 3),
            .. Pair("Stride", 1, 1),
            .. Pair("Dilation", 1, 1),
            .. ((string[])["Top", "Bottom", "Left", "Right"]).Select(side => new LayerSetting($"Padding{side}", 1)),
            new("Groups", 1),
            new("Bias", false),
            new("Activation", "LeakyRelu"),
            new("Slope", 0.01),
        ]);

    private static LayerSetting[] Pair(string name, int height, int width) => [new($"{name}Height", height), new($"{name}Width", width)];
}
