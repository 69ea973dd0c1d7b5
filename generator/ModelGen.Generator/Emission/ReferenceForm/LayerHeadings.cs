using System;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>The layer that loops belong to, found by the names of the tensors: each begins with its layer's.</summary>
internal sealed class LayerHeadings(Network network)
{
    /// <summary>The layer whose numbers are computed: <c>── dense1: Dense(25, Sigmoid), (2) → (25)</c>.</summary>
    public string? OfForward(ReferenceNest nest) => Find(nest.Computed.Last()) is { } layer
        ? $"── {layer.Layer.Name}: {layer.Layer.Describe()}, {string.Join(" and ", layer.Inputs.Select(Text))} → {Text(layer.Output)}"
        : null;

    /// <summary>The layer through which the gradient goes back: that of the gradient that is read.</summary>
    public string? OfBackward(ReferenceNest nest)
    {
        Value? gradient = nest.Read.FirstOrDefault(v => v.Name.Contains("Gradient"));
        return Find(gradient ?? nest.Computed.Last()) is { } layer ? $"── back through {layer.Layer.Name}: {layer.Layer.Describe()}" : null;
    }

    private ShapedLayer? Find(Value value) => network.Layers
        .Where(l => value.Name.StartsWith(l.Layer.Name, StringComparison.Ordinal))
        .OrderByDescending(l => l.Layer.Name.Length)
        .FirstOrDefault();

    private static string Text(Shape shape) => $"({string.Join(", ", shape.Extents)})";
}
