using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Layers;

/// <summary>The names of layers and inputs, also of those that the user left unnamed.</summary>
internal static class LayerNames
{
    /// <summary>The name given, or the kind and the number among the layers of that kind: dense1, dense2, …; conv1 whether of one dimension or two.</summary>
    public static string Of(IReadOnlyList<AttributeSpec> layers, int index)
    {
        AttributeSpec layer = layers[index];
        return layer.Text("Name") ?? $"{Stem(layer.Name)}{layers.Take(index + 1).Count(l => Stem(l.Name) == Stem(layer.Name))}";
    }

    /// <summary>The name given, or input; input1, input2, … where there are several.</summary>
    public static string OfInput(IReadOnlyList<AttributeSpec> inputs, int index) =>
        inputs[index].Text("Name") ?? (inputs.Count == 1 ? "input" : $"input{index + 1}");

    private static string Stem(string kind)
    {
        string stem = kind.EndsWith("Layer", System.StringComparison.Ordinal) ? kind.Substring(0, kind.Length - "Layer".Length) : kind;
        stem = stem.Replace("1D", "").Replace("2D", "").Replace("MultiHead", "");
        return char.ToLowerInvariant(stem[0]) + stem.Substring(1);
    }
}
