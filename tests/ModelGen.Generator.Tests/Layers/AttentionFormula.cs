using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Attention as PyTorch documents it, in plain loops over one example; rotary positions as <c>transformers</c> has them for Llama.</summary>
internal sealed class AttentionFormula(TestModel model, string layer, int heads)
{
    public bool IsCausal { get; init; }

    /// <summary>How many steps a causal one sees, itself included.</summary>
    public int Window { get; init; } = int.MaxValue;

    /// <summary>The base of rotary positions; null without.</summary>
    public double? Rotary { get; init; }

    /// <param name="x">(time, features).</param>
    /// <param name="memory">(steps, its features); the same array for self-attention.</param>
    public double[][] Of(double[][] x, double[][] memory)
    {
        int features = x[0].Length, width = features / heads;
        double[][] queries = Projected(x, "q", 0, features), keys = Projected(memory, "k", 1, features), values = Projected(memory, "v", 2, features);
        double[][] seen = [.. x.Select(_ => new double[features])];
        for (int head = 0; head < heads; head++)
        {
            double[] Part(double[][] of, int step) => of[step][(head * width)..((head + 1) * width)];
            for (int t = 0; t < x.Length; t++)
            {
                double[] query = Turned(Part(queries, t), t);
                double[] scores = [.. Enumerable.Range(0, memory.Length).Select(s => IsCausal && (s > t || s <= t - (long)Window)
                    ? double.NegativeInfinity
                    : query.Zip(Turned(Part(keys, s), s), (a, b) => a * b).Sum() / Math.Sqrt(width))];
                double[] weights = [.. scores.Select(s => Math.Exp(s - scores.Max()))];
                for (int s = 0; s < memory.Length; s++)
                {
                    for (int i = 0; i < width; i++)
                    {
                        seen[t][(head * width) + i] += weights[s] / weights.Sum() * Part(values, s)[i];
                    }
                }
            }
        }

        return Dense(seen, Parameter("out_proj.weight"), Parameter("out_proj.bias"));
    }

    /// <summary>x · cos + rotate_half(x) · sin, rotate_half(x) = cat(−x₂, x₁).</summary>
    private double[] Turned(double[] x, int step)
    {
        if (Rotary is not { } number)
        {
            return x;
        }

        int half = x.Length / 2;
        double[] exchanged = [.. x[half..].Select(v => -v), .. x[..half]];
        double[] angles = [.. Enumerable.Range(0, x.Length).Select(i => step / Math.Pow(number, 2.0 * (i % half) / x.Length))];
        return [.. x.Select((v, i) => (v * Math.Cos(angles[i])) + (exchanged[i] * Math.Sin(angles[i])))];
    }

    private double[][] Projected(double[][] x, string letter, int part, int features)
    {
        double[] weight = Has($"{letter}_proj_weight")
            ? Parameter($"{letter}_proj_weight")
            : Parameter("in_proj_weight")[(part * features * features)..((part + 1) * features * features)];
        return Dense(x, weight, Parameter("in_proj_bias")[(part * features)..((part + 1) * features)]);
    }

    private static double[][] Dense(double[][] x, double[] weight, double[] bias) =>
        [.. x.Select(row => bias.Select((b, o) => b + row.Select((v, i) => v * weight[(o * row.Length) + i]).Sum()).ToArray())];

    private bool Has(string part) => model.ParameterInfos.Any(p => p.Name == $"{layer}.{part}");

    private double[] Parameter(string part) => model.GetParameter($"{layer}.{part}");
}
