using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>
/// Brings a case from PyTorch's order of dimensions, channels before positions, into that of models here, channels last: its inputs, their gradient, and of
/// each dense layer after a flatten the columns of the weight. Convolution weights are the same in both.
/// </summary>
internal static class ChannelsLast
{
    private static readonly string[] Windows = ["conv1d", "conv2d", "conv_transpose2d", "maxpool2d", "avgpool2d", "l2pool2d", "global_avgpool2d", "batchnorm2d"];

    public static GoldenCase Of(GoldenCase golden)
    {
        if (!golden.LayerKinds.Any(Windows.Contains))
        {
            return golden;
        }

        int[] order = Order(golden.InputShape);
        Dictionary<string, int[]> columns = Columns(golden);
        return golden with
        {
            InputShape = [.. golden.InputShape[1..], golden.InputShape[0]],
            X = Reorder(golden.X, order),
            Dx = Reorder(golden.Dx, order),
            Params = [.. golden.Params.Select(p => p with { Values = OfParameter(p.Name, p.Values) })],
            Grads = golden.Grads.ToDictionary(g => g.Key, g => OfParameter(g.Key, g.Value)),
            Steps = golden.Steps with { Params = golden.Steps.Params.ToDictionary(p => p.Key, p => OfParameter(p.Key, p.Value)) },
        };

        double[] OfParameter(string name, double[] values) => columns.TryGetValue(name, out int[]? permutation) ? Reorder(values, permutation) : values;
    }

    /// <summary>For each weight behind a flatten, where each of its columns comes from.</summary>
    private static Dictionary<string, int[]> Columns(GoldenCase golden)
    {
        Dictionary<string, int[]> columns = [];
        int[] shape = golden.InputShape;
        int[]? flattened = null;
        for (int i = 0; i < golden.Layers.Length; i++)
        {
            JsonElement layer = golden.Layers[i];
            switch (GoldenDeclaration.Kind(layer))
            {
                case "flatten":
                    flattened = Order(shape);
                    break;
                case "dense" when flattened is not null:
                    columns[$"{i.ToString(CultureInfo.InvariantCulture)}.weight"] = flattened;
                    flattened = null;
                    break;
                default:
                    shape = After(layer, shape);
                    break;
            }
        }

        return columns;
    }

    /// <summary>The shape (channels, positions) after a layer.</summary>
    private static int[] After(JsonElement layer, int[] shape)
    {
        int[] spatial = shape[1..];
        int Of(string setting, int d, int otherwise) => GoldenDeclaration.Size(layer, setting, d) ?? otherwise;
        return GoldenDeclaration.Kind(layer) switch
        {
            "conv1d" or "conv2d" => [Of("out", 0, 0), .. spatial.Select((n, d) => ((n + (2 * Of("padding", d, 0)) - (Of("dilation", d, 1) * (Of("kernel", d, 1) - 1)) - 1) / Of("stride", d, 1)) + 1)],
            "conv_transpose2d" => [Of("out", 0, 0), .. spatial.Select((n, d) => ((n - 1) * Of("stride", d, 1)) - (2 * Of("padding", d, 0)) + Of("kernel", d, 1))],
            "maxpool2d" or "avgpool2d" or "l2pool2d" => [shape[0], .. spatial.Select((n, d) => ((n + (2 * Of("padding", d, 0)) - Of("kernel", d, 1)) / Of("stride", d, Of("kernel", d, 1))) + 1)],
            "global_avgpool2d" => [shape[0], 1, 1],
            _ => shape,
        };
    }

    /// <summary>For each position and channel, channels fastest, where it is with positions fastest.</summary>
    private static int[] Order(int[] shape)
    {
        int channels = shape[0], positions = shape[1..].Aggregate(1, (a, b) => a * b);
        return [.. Enumerable.Range(0, positions).SelectMany(p => Enumerable.Range(0, channels).Select(c => (c * positions) + p))];
    }

    /// <summary>Each row of <paramref name="values"/> in the order given.</summary>
    private static double[] Reorder(double[] values, int[] order) => [.. values.Chunk(order.Length).SelectMany(row => order.Select(from => row[from]))];
}
