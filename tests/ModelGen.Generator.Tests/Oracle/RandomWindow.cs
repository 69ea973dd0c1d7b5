using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>
/// A layer with a window, over one dimension or two: its attribute's name without 1D or 2D, and its settings, one for each dimension where they can differ. Or a
/// dense layer at each position, whose window is one position, or a recurrent one over a sequence.
/// </summary>
/// <param name="Filters">Output channels; of a depthwise convolution, those of each channel; 0 for a pool.</param>
/// <param name="Before">Padding above and left.</param>
/// <param name="After">Padding below and right.</param>
/// <param name="More">Further settings.</param>
internal sealed record RandomWindow(string Kind, int Filters, int[] Kernel, int[] Stride, int[] Dilation, int[] Before, int[] After, bool IsSame, int Groups, string More)
{
    private static readonly string[] Kinds = ["Conv", "Conv", "Conv", "DepthwiseConv", "ConvTranspose", "MaxPool", "AveragePool", "L2Pool", "GlobalAveragePool", "GlobalMaxPool", "Dense", "SimpleRnn", "Gru", "Lstm"];

    private static readonly string[] Activations = ["Relu", "Tanh", "Sigmoid", "LeakyRelu", "Softmax", "Gelu"];

    private static readonly int[] Channels = [1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 20];

    /// <summary>Draws until a layer takes an input of <paramref name="shape"/>, positions and channels.</summary>
    public static RandomWindow Draw(Random random, int[] shape)
    {
        while (true)
        {
            RandomWindow layer = DrawAny(random, shape);
            if (layer.Fits(shape))
            {
                return layer;
            }
        }
    }

    /// <summary>The normalisation after it, see <see cref="RandomNorm"/>.</summary>
    public string? Norm { get; init; }

    public bool IsRecurrent => Kind is "SimpleRnn" or "Gru" or "Lstm";

    /// <summary>Whether what it does has no window to change.</summary>
    public bool HasNoWindow => IsRecurrent || Kind == "Dense";

    public bool IsGlobal => Kind.StartsWith("Global", StringComparison.Ordinal);

    /// <summary>The shape after the layer.</summary>
    public int[] Output(int[] shape)
    {
        if (IsRecurrent)
        {
            int units = More.Contains("Bidirectional", StringComparison.Ordinal) ? 2 * Filters : Filters;
            return More.Contains("ReturnSequences", StringComparison.Ordinal) ? [shape[0], units] : [units];
        }

        int channels = Kind switch { "Conv" or "ConvTranspose" or "Dense" => Filters, "DepthwiseConv" => shape[^1] * Filters, _ => shape[^1] };
        return IsGlobal ? [channels] : [.. shape[..^1].Select(Outputs), channels];
    }

    /// <summary>The layer's attribute.</summary>
    public string Attribute(int dimensions)
    {
        if (IsGlobal)
        {
            return Kind;
        }

        if (HasNoWindow)
        {
            return $"{Kind}({Filters}{(More == "" ? "" : $", {More}")})";
        }

        bool isPlane = dimensions == 2;
        string name = Kind == "ConvTranspose" ? $"Conv{dimensions}DTranspose" : $"{Kind}{dimensions}D";
        List<string> arguments = [.. Kind is "Conv" or "ConvTranspose" ? [$"{Filters}"] : Array.Empty<string>(), string.Join(", ", Kernel)];
        arguments.AddRange(Settings("Stride", Stride, isPlane));
        arguments.AddRange(Settings("Dilation", Dilation, isPlane));
        if (IsSame)
        {
            arguments.Add("Padding = Padding.Same");
        }
        else
        {
            string[] before = isPlane ? ["PaddingTop", "PaddingLeft"] : ["PaddingLeft"], after = isPlane ? ["PaddingBottom", "PaddingRight"] : ["PaddingRight"];
            arguments.AddRange(before.Zip(Before).Concat(after.Zip(After)).Where(s => s.Second > 0).Select(s => $"{s.First} = {s.Second}"));
        }

        arguments.AddRange(Groups > 1 ? [$"Groups = {Groups}"] : []);
        arguments.AddRange(Kind == "DepthwiseConv" && Filters > 1 ? [$"Multiplier = {Filters}"] : []);
        arguments.AddRange(More == "" ? [] : [More]);
        return $"{name}({string.Join(", ", arguments)})";
    }

    /// <summary>Layers that are this one with something taken away.</summary>
    public IEnumerable<RandomWindow> Plainer()
    {
        int[] ones = [.. Kernel.Select(_ => 1)], zeros = [.. Kernel.Select(_ => 0)];
        return new[]
        {
            this with { Norm = null },
            this with { More = "" },
            this with { Groups = 1 },
            this with { IsSame = false },
            this with { Dilation = ones },
            this with { Stride = ones },
            this with { Before = zeros },
            this with { After = zeros },
            this with { Kernel = [.. Kernel.Select(k => Math.Max(1, k - 1))] },
            this with { Filters = Math.Min(Filters, 1) },
        }.Where(l => l.Norm != Norm || l.Attribute(Kernel.Length) != Attribute(Kernel.Length));
    }

    /// <summary>Whether the layer can take an input of <paramref name="shape"/>.</summary>
    public bool Fits(int[] shape)
    {
        if (IsGlobal || IsRecurrent)
        {
            return true;
        }

        bool isPool = Kind.EndsWith("Pool", StringComparison.Ordinal);
        for (int d = 0; d < Kernel.Length; d++)
        {
            int outputs = Outputs(shape[d], d);
            if (outputs < 1 || outputs > 40)
            {
                return false;
            }

            (int before, _) = Padding(shape[d], d);
            bool hasInside(int output) => Enumerable.Range(0, Kernel[d]).Any(k => (output * Stride[d]) - before + (k * Dilation[d]) is var at && at >= 0 && at < shape[d]);
            if (isPool && !Enumerable.Range(0, outputs).All(hasInside))
            {
                return false;
            }
        }

        return Output(shape).Aggregate(1, (a, b) => a * b) <= 1200 && shape[^1] % Groups == 0 && (Kind is not ("Conv" or "ConvTranspose") || Filters % Groups == 0);
    }

    private int Outputs(int input, int d)
    {
        if (Kind == "ConvTranspose")
        {
            int padding = More.Contains("OutputPadding = 1", StringComparison.Ordinal) ? 1 : 0;
            return IsSame ? input * Stride[d] : ((input - 1) * Stride[d]) - Before[d] - After[d] + (Dilation[d] * (Kernel[d] - 1)) + 1 + padding;
        }

        (int before, int after) = Padding(input, d);
        int room = input + before + after - (Dilation[d] * (Kernel[d] - 1)) - 1;
        return room < 0 ? 0 : (room / Stride[d]) + 1;
    }

    private (int Before, int After) Padding(int input, int d)
    {
        int outputs = (input + Stride[d] - 1) / Stride[d];
        int both = Math.Max(0, ((outputs - 1) * Stride[d]) + (Dilation[d] * (Kernel[d] - 1)) + 1 - input);
        return IsSame ? (both / 2, both - (both / 2)) : (Before[d], After[d]);
    }

    private static IEnumerable<string> Settings(string name, int[] values, bool isPlane) =>
        values.All(v => v == values[0]) ? (values[0] == 1 && name == "Dilation" ? [] : [$"{name} = {values[0]}"])
        : isPlane ? [$"{name}Height = {values[0]}", $"{name}Width = {values[1]}"]
        : [];

    private static RandomWindow DrawAny(Random random, int[] shape)
    {
        int dimensions = shape.Length - 1;
        int[] Each(Func<int> next)
        {
            int first = next();
            bool equal = random.Next(2) == 0;
            return [.. Enumerable.Range(0, dimensions).Select(d => d == 0 || equal ? first : next())];
        }

        string kind = Kinds[random.Next(dimensions == 1 ? Kinds.Length : Kinds.Length - 3)];
        if (kind is "SimpleRnn" or "Gru" or "Lstm")
        {
            string[] flags = ["ReturnSequences = true", "GoBackwards = true", "Bidirectional = true", "Bias = false", "LearnInitialState = true", "Trainable = false"];
            string[] chosen = [.. flags.Where((_, k) => random.Next(k == 0 ? 2 : 5) == 0)];
            chosen = [.. chosen.Where(f => !(f.StartsWith("Go", StringComparison.Ordinal) && chosen.Contains("Bidirectional = true")))];
            return new RandomWindow(kind, Channels[random.Next(Channels.Length)], [1], [1], [1], [0], [0], IsSame: false, Groups: 1, string.Join(", ", chosen));
        }

        if (kind == "Dense")
        {
            int[] ones = Each(() => 1), zeros = Each(() => 0);
            string[] settings = [$"Activation = Activation.{Activations[random.Next(Activations.Length)]}", .. random.Next(4) == 0 ? ["Bias = false"] : Array.Empty<string>()];
            return new RandomWindow(kind, Channels[random.Next(Channels.Length)], ones, ones, ones, zeros, zeros, IsSame: false, Groups: 1, string.Join(", ", settings));
        }

        bool hasGroups = kind is "Conv" or "ConvTranspose", isConvolution = kind.Contains("Conv", StringComparison.Ordinal);
        int groups = hasGroups && random.Next(3) == 0 ? random.Next(2, 5) : 1;
        int filters = kind == "DepthwiseConv" ? random.Next(1, 4) : isConvolution ? Channels[random.Next(Channels.Length)] : 0;
        bool isSame = random.Next(4) == 0;
        string activation = isConvolution && random.Next(3) != 0 ? $"Activation = Activation.{Activations[random.Next(Activations.Length)]}" : "";
        string bias = isConvolution && random.Next(4) == 0 ? "Bias = false" : "";
        string frozen = isConvolution && random.Next(6) == 0 ? "Trainable = false" : "";
        string border = kind == "AveragePool" && random.Next(2) == 0 ? "CountIncludePad = false" : "";
        int[] stride = Each(() => Math.Max(1, random.Next(-1, 4))), dilation = Each(() => Math.Max(1, random.Next(-2, 4)));
        string longer = kind == "ConvTranspose" && !isSame && stride.Zip(dilation).All(s => Math.Max(s.First, s.Second) > 1) && random.Next(2) == 0 ? "OutputPadding = 1" : "";
        return new RandomWindow(
            kind,
            filters,
            Each(() => random.Next(1, 6)),
            stride,
            dilation,
            isSame ? Each(() => 0) : Each(() => Math.Max(0, random.Next(-2, 4))),
            isSame ? Each(() => 0) : Each(() => Math.Max(0, random.Next(-2, 4))),
            isSame,
            groups,
            string.Join(", ", new[] { activation, bias, frozen, border, longer }.Where(s => s != "")));
    }
}
