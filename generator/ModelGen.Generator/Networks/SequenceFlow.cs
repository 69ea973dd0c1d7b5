using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Networks;

/// <summary>How far the lengths of sequences go through a network.</summary>
internal static class SequenceFlow
{
    /// <summary>Stands for a node without lengths.</summary>
    public const int None = -1;

    /// <summary>The input whose lengths come out of a layer.</summary>
    /// <param name="inputs">The shapes of what it takes.</param>
    /// <param name="lengths">For each of these the input whose lengths it has.</param>
    public static int After(Layer layer, IReadOnlyList<Shape> inputs, IReadOnlyList<int> lengths) =>
        layer.UseOf(inputs) is SequenceUse.EachTime or SequenceUse.OverTime ? lengths.DefaultIfEmpty(None).First() : None;

    /// <summary>Why a layer cannot take what it gets; null if it can.</summary>
    public static string? Obstacle(Layer layer, IReadOnlyList<Shape> inputs, IReadOnlyList<int> lengths) =>
        lengths.All(l => l == None) ? null
        : layer.UseOf(inputs) == SequenceUse.Refused ? layer.WhyNoLengths
        : layer.UseOf(inputs) == SequenceUse.EachTime && lengths.Distinct().Count() > 1 ? "what it joins has not the lengths of the same input"
        : null;
}
