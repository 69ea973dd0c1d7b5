using System;
using System.Linq;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Windows at the border of what layers take: kernels of 1, single outputs, windows that lie in the padding, strides and dilations beyond the input.</summary>
internal static class DegenerateWindow
{
    /// <summary>Draws until a layer takes an input of <paramref name="shape"/>, positions and channels; some dimensions may be as usual.</summary>
    public static RandomWindow Draw(Random random, int[] shape)
    {
        while (true)
        {
            RandomWindow layer = RandomWindow.Draw(random, shape) with { IsSame = false };
            layer = layer with { More = string.Join(", ", layer.More.Split(", ").Where(s => !s.StartsWith("OutputPadding", StringComparison.Ordinal))) };
            for (int d = 0; d < shape.Length - 1; d++)
            {
                layer = random.Next(4) == 0 || layer.HasNoWindow ? layer : With(layer, d, Side(random, shape[d]));
            }

            if (layer.Fits(shape))
            {
                return layer;
            }
        }
    }

    private static RandomWindow With(RandomWindow layer, int d, (int Kernel, int Stride, int Dilation, int Before, int After) side)
    {
        int[] Set(int[] all, int value) => [.. all.Select((old, k) => k == d ? value : old)];
        return layer with
        {
            Kernel = Set(layer.Kernel, side.Kernel),
            Stride = Set(layer.Stride, side.Stride),
            Dilation = Set(layer.Dilation, side.Dilation),
            Before = Set(layer.Before, side.Before),
            After = Set(layer.After, side.After),
        };
    }

    /// <summary>A window over <paramref name="length"/> numbers.</summary>
    private static (int Kernel, int Stride, int Dilation, int Before, int After) Side(Random random, int length)
    {
        int few = random.Next(1, 4), kernel = random.Next(1, 4);
        return random.Next(9) switch
        {
            0 => (1, length + few + 1, 1, few, 0), // one output, in the padding before
            1 => (1, length, 1, 0, few), // the second output in the padding behind
            2 => (1, length + few, 1, few, few), // all outputs in the padding
            3 => (kernel, 1, 1, kernel + few - 1, 0), // the first outputs in the padding
            4 => (kernel, 1, 1, 0, kernel), // the last one
            5 => (2, few, length, length, random.Next(2) * length), // one tap inside, the other out
            6 => (3, 1, length + few, length + few, length + few), // only the middle tap inside
            7 => (length, length + few, 1, 0, 0), // one output over all
            _ => (2, 1, length + few, few, few + length), // taps on both sides of the input, and none inside
        };
    }
}
