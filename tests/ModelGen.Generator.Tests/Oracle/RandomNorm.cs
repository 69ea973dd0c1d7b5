using System;
using System.Linq;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Normalisations for random networks, and dropout, which may stand behind any layer.</summary>
internal static class RandomNorm
{
    private static readonly string[] Kinds = ["BatchNorm", "BatchNorm", "LayerNorm", "RmsNorm", "GroupNorm", "WholeNorm"];

    /// <summary>A kind in a third of the draws, else null.</summary>
    public static string? Draw(Random random) => random.Next(3) == 0 ? Kinds[random.Next(Kinds.Length)] : null;

    /// <summary>The same with dropout among the kinds, for where no maximum follows: zeros that tie would stand at its corner.</summary>
    public static string? DrawWithDropout(Random random) => random.Next(6) == 0 ? "Dropout" : Draw(random);

    /// <summary>The attribute.</summary>
    /// <remarks>With the usual ε a feature that hardly varies over a few examples has a slope of 300, and every rounding before it, too.</remarks>
    /// <param name="channels">The last dimension of what it takes.</param>
    public static string Attribute(string kind, int channels) => kind switch
    {
        "GroupNorm" => $"GroupNorm({Groups(channels)}, Epsilon = 0.1)",
        "WholeNorm" => "GroupNorm(1, Epsilon = 0.1, Affine = false)",
        "Dropout" => "Dropout(0.3)",
        "BatchNorm" => "BatchNorm(Momentum = 0.2, Epsilon = 0.1)",
        _ => $"{kind}(Epsilon = 0.1)",
    };

    private static int Groups(int channels) => Enumerable.Range(2, channels).FirstOrDefault(n => channels % n == 0, 1);
}
