using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>What a random network over sequences begins with.</summary>
/// <param name="HasLengths">Whether each example has a length of its own.</param>
/// <param name="Layers">The attributes of layers that give a sequence, each with the number of features after it.</param>
/// <param name="End">What makes a row of it; null if the layers behind it go on along time.</param>
internal sealed record RandomSequence(int Times, int Features, bool HasLengths, IReadOnlyList<(string Attribute, int Features)> Layers, string? End)
{
    private static readonly string[] Cells = ["SimpleRnn", "Gru", "Lstm"], Ways = ["", "", ", GoBackwards = true", ", Bidirectional = true"];

    public static RandomSequence Draw(Random random)
    {
        int times = random.Next(1, 8), features = random.Next(1, 9), next = features;
        List<(string, int)> layers = [];
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            (string attribute, next) = DrawLayer(random, next);
            layers.Add((attribute, next));
        }

        string? end = random.Next(6) switch
        {
            0 => Recurrent(random, returns: false).Attribute,
            1 => "GlobalAveragePool",
            2 => "GlobalMaxPool",
            3 => "Flatten",
            _ => null,
        };
        return new RandomSequence(times, features, random.Next(3) > 0, layers, end);
    }

    /// <summary>The numbers of an example, its length among them.</summary>
    public int Inputs => (Times * Features) + (HasLengths ? 1 : 0);

    /// <summary>What stands in [Input].</summary>
    public string Shape => $"{Times}, {Features}{(HasLengths ? ", Lengths = true" : "")}";

    public IEnumerable<string> Attributes => Layers.Select(l => l.Attribute).Concat(End is null ? [] : [End]);

    /// <summary>The positions that what stands behind it has.</summary>
    public int Positions => End is null ? Times : 1;

    public IEnumerable<RandomSequence> Smaller()
    {
        // What follows must be able to take fewer or more features: heads may not divide them any more.
        if (Layers.Count > 1 && Layers.Skip(1).All(l => !l.Attribute.StartsWith("MultiHead", StringComparison.Ordinal)))
        {
            yield return this with { Layers = [.. Layers.Skip(1)] };
        }

        if (Layers.Count > 1)
        {
            yield return this with { Layers = [.. Layers.SkipLast(1)] };
        }

        if (HasLengths)
        {
            yield return this with { HasLengths = false };
        }

        if (Times > 1)
        {
            yield return this with { Times = Times - 1 };
        }

        if (End is not null)
        {
            yield return this with { End = null };
        }
    }

    private static (string Attribute, int Features) DrawLayer(Random random, int features) => random.Next(6) switch
    {
        0 => Attention(random, features),
        1 => Convolution(random),
        2 when features > 3 => ("LayerNorm", features),
        3 => Dense(random),
        _ => Recurrent(random, returns: true),
    };

    private static (string Attribute, int Features) Dense(Random random) => random.Next(1, 18) is var units ? ($"Dense({units}, Activation.Tanh)", units) : default;

    private static (string Attribute, int Features) Attention(Random random, int features)
    {
        int[] heads = [.. Enumerable.Range(1, features).Where(h => features % h == 0)];
        string settings = (random.Next(2) == 0 ? ", Causal = true" : "") + (random.Next(4) == 0 ? ", Dropout = 0.2" : "") + (random.Next(4) == 0 ? ", Bias = false" : "");
        return ($"MultiHeadAttention({heads[random.Next(heads.Length)]}{settings})", features);
    }

    private static (string Attribute, int Features) Convolution(Random random)
    {
        int filters = random.Next(1, 18);
        string padding = random.Next(2) == 0 ? "Same" : "Causal", dilation = random.Next(3) == 0 ? ", Dilation = 2" : "";
        return ($"Conv1D({filters}, {random.Next(1, 5)}, Padding = Padding.{padding}{dilation}, Activation = Activation.Sigmoid)", filters);
    }

    private static (string Attribute, int Features) Recurrent(Random random, bool returns)
    {
        string cell = Cells[random.Next(Cells.Length)], way = Ways[random.Next(Ways.Length)];
        int units = random.Next(1, 18);
        string settings = way
            + (returns ? ", ReturnSequences = true" : "")
            + (random.Next(4) == 0 ? ", LearnInitialState = true" : "")
            + (random.Next(4) == 0 ? ", Bias = false" : "")
            + (random.Next(5) == 0 ? ", Dropout = 0.2" : "")
            + (cell != "SimpleRnn" && units > 3 && random.Next(4) == 0 ? ", LayerNorm = true" : "");
        return ($"{cell}({units}{settings})", units * (way.StartsWith(", Bi", StringComparison.Ordinal) ? 2 : 1));
    }
}
