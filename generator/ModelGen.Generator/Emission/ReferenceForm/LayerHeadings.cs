using System;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Networks;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>The layer that loops belong to, found by the names of the tensors: each begins with its layer's.</summary>
internal sealed class LayerHeadings(TensorWords words)
{
    // What goes on to the layer before: the gradient of an output, or the part of it that comes from one of several readers.
    private static readonly Regex OfOutput = new("^Gradient(Part)?[0-9]*$", RegexOptions.CultureInvariant);

    /// <summary>The layer whose numbers are computed: <c>dense1: Dense(25, Sigmoid), (2) → (25)</c>.</summary>
    public (ShapedLayer? Layer, string Text) OfForward(ReferenceNest nest)
    {
        if (words.Of(nest.Computed.Last()).Layer is not { } layer)
        {
            return default;
        }

        // Where a layer finishes what another begins, both are named.
        ShapedLayer first = Beginning(nest, words) ?? layer;
        string names = first == layer ? layer.Layer.Name : $"{first.Layer.Name} to {layer.Layer.Name}";
        string kinds = first == layer ? layer.Layer.Describe() : $"{first.Layer.Describe()} to {layer.Layer.Describe()}";
        return (layer, $"{names}: {kinds}, {string.Join(" and ", first.Inputs.Select(Text))} → {Text(layer.Output)}");
    }

    /// <summary>The layer whose weight is used, if any is.</summary>
    public static ShapedLayer? Beginning(ReferenceNest nest, TensorWords words) =>
        nest.Core?.Inputs.Select(words.Of).FirstOrDefault(w => w.Part.StartsWith("Weight", StringComparison.Ordinal)).Layer;

    /// <summary>The layer through which the gradient goes back: that of the gradient that is read, or the one within which it stays.</summary>
    public (ShapedLayer? Layer, string Text) OfBackward(ReferenceNest nest)
    {
        (ShapedLayer? own, _, string part) = words.Of(nest.Computed.First());
        Value? gradient = nest.Read.FirstOrDefault(v => v.Name.Contains("Gradient"));
        ShapedLayer? layer = gradient is null || (own is not null && !IsOfOutput(part)) ? own : words.Of(gradient).Layer;
        return layer is null ? default : (layer, $"back through {layer.Layer.Name}: {layer.Layer.Describe()}");
    }

    /// <summary>Whether what stands behind a layer's name says that it is the gradient of its output.</summary>
    public static bool IsOfOutput(string part) => OfOutput.IsMatch(part);

    private static string Text(Shape shape) => $"({string.Join(", ", shape.Extents)})";
}
