using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;

namespace ModelGen.Generator.Tests.Lanes;

/// <summary>A network over small images: convolutions, pools and dense layers drawn from a seed, or written by hand.</summary>
internal sealed record ImageNetwork(string Name, int Height, int Width, int Channels, IReadOnlyList<string> Layers, string Loss, int MaxBatch, bool IsDouble)
{
    private static readonly string[] Activations = ["Relu", "Tanh", "Sigmoid", "LeakyRelu", "Gelu", "Identity"];

    private static readonly string[] Losses = ["SoftmaxCrossEntropyLoss", "MeanSquaredErrorLoss"];

    public ModelDeclaration Declaration => new(Name, 0, MaxBatch, IsDouble, [.. Layers, Loss, "Sgd(LearningRate = 0.05, Momentum = 0.9)"]) { Shape = $"{Height}, {Width}, {Channels}" };

    public static ImageNetwork Draw(int seed)
    {
        var random = new Random(seed);
        (int height, int width, int channels) = (random.Next(5, 12), random.Next(5, 12), random.Next(1, 5));
        (int h, int w, int c) = (height, width, channels);
        List<string> layers = [];
        Random norms = new(~seed), moves = new(seed ^ 0x5EED);
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            layers.Add(Convolution(random, ref h, ref w, ref c));
            if (random.Next(3) > 0 && Math.Min(h, w) >= 3)
            {
                layers.Add(Pool(random, ref h, ref w));
            }

            layers.AddRange(Rearranged(moves, layers.Count, ref h, ref w, ref c));
            if (RandomNorm.DrawWithDropout(norms) is { } norm)
            {
                layers.Add(RandomNorm.Attribute(norm, c));
            }

            if (random.Next(5) == 0)
            {
                layers.Add($"ActivationLayer(Activation.{Activations[random.Next(Activations.Length)]})");
            }
        }

        layers.Add("Flatten");
        for (int n = random.Next(0, 3); n > 0; n--)
        {
            layers.Add($"Dense({random.Next(1, 40)}, Activation.{Activations[random.Next(Activations.Length)]})");
            if (norms.Next(4) == 0)
            {
                layers.Add(RandomNorm.Attribute(norms.Next(2) == 0 ? "Dropout" : "BatchNorm", 1));
            }
        }

        layers.Add($"Dense({random.Next(2, 12)}{(random.Next(4) == 0 ? ", Bias = false" : "")}{(random.Next(4) == 0 ? ", L2 = 0.01" : "")})");
        return new ImageNetwork($"Image{seed}", height, width, channels, layers, Losses[random.Next(Losses.Length)], seed % 4 == 0 ? random.Next(65, 90) : random.Next(16, 65), random.Next(2) == 0);
    }

    /// <summary>Borders, larger pixels, exchanged dimensions, channels of two layers side by side, or a sum of a layer and what follows it; often nothing.</summary>
    private static string[] Rearranged(Random random, int number, ref int h, ref int w, ref int c)
    {
        switch (random.Next(8))
        {
            case 0:
                (h, w) = (h + 2, w + 2);
                return ["ZeroPad(1)"];
            case 1 when Math.Max(h, w) < 7:
                (h, w) = (2 * h, 2 * w);
                return ["Upsample(2)"];
            case 2:
                (h, w) = (w, h);
                return ["Permute(2, 1, 3)"];
            case 3:
                c *= 2;
                return [$"ActivationLayer(Activation.Tanh, Name = \"narrow{number}\")", $"Conv2D({c / 2}, 1)", $"Concat(\"narrow{number}\")"];
            case 4:
                return [$"ActivationLayer(Activation.Tanh, Name = \"skip{number}\")", $"Conv2D({c}, 3, Padding = 1)", $"Add(\"skip{number}\", Activation = Activation.Gelu)"];
            default:
                return [];
        }
    }

    private static string Convolution(Random random, ref int h, ref int w, ref int c)
    {
        int kernel = random.Next(1, Math.Min(5, Math.Min(h, w)) + 1), stride = random.Next(1, 3), padding = random.Next(0, (kernel / 2) + 1);
        int dilation = kernel > 1 && Math.Min(h, w) + (2 * padding) >= (2 * (kernel - 1)) + 1 && random.Next(4) == 0 ? 2 : 1;
        int filters = random.Next(1, 10), groups = 1;
        if (random.Next(4) == 0)
        {
            groups = c;
            filters = c * random.Next(1, 3);
        }

        int reach = (dilation * (kernel - 1)) + 1;
        (h, w, c) = (((h + (2 * padding) - reach) / stride) + 1, ((w + (2 * padding) - reach) / stride) + 1, filters);
        string settings = string.Concat(
            stride == 1 ? "" : $", Stride = {stride}",
            padding == 0 ? "" : $", Padding = {padding}",
            dilation == 1 ? "" : $", Dilation = {dilation}",
            groups == 1 ? "" : $", Groups = {groups}",
            random.Next(5) == 0 ? ", Bias = false" : "",
            random.Next(6) == 0 ? ", L2 = 0.02" : "");
        return $"Conv2D({filters}, {kernel}, Activation = Activation.{Activations[random.Next(Activations.Length)]}{settings})";
    }

    private static string Pool(Random random, ref int h, ref int w)
    {
        int kernel = random.Next(2, 4), stride = random.Next(4) == 0 ? random.Next(1, 3) : kernel, padding = random.Next(4) == 0 ? 1 : 0;
        string kind = random.Next(3) switch { 0 => "AveragePool2D", _ => "MaxPool2D" };
        (h, w) = (((h + (2 * padding) - kernel) / stride) + 1, ((w + (2 * padding) - kernel) / stride) + 1);
        return $"{kind}({kernel}{(stride == kernel ? "" : $", Stride = {stride}")}{(padding == 0 ? "" : $", Padding = {padding}")})";
    }
}
