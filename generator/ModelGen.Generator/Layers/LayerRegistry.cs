using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Layers;

/// <summary>Every kind of layer, a line each.</summary>
internal static class LayerRegistry
{
    public static IReadOnlyDictionary<string, Func<LayerDeclaration, Layer>> Kinds { get; } = new Dictionary<string, Func<LayerDeclaration, Layer>>
    {
        ["Dense"] = DenseLayer.Bind,
        ["ActivationLayer"] = ActivationLayer.Bind,
        ["Flatten"] = FlattenLayer.Bind,
    };

    public static IEnumerable<Layer> Bind(IReadOnlyList<AttributeSpec> attributes) =>
        attributes.Select((attribute, i) => Kinds[attribute.Name](new LayerDeclaration(attribute, LayerNames.Of(attributes, i), attributes.ElementAtOrDefault(i + 1))));
}

/// <summary>A layer's attribute with what binding needs besides.</summary>
/// <param name="Name">The layer's name, given or made.</param>
/// <param name="Next">The layer below it, if any: an activation on its own decides how the weights before it start.</param>
internal sealed record LayerDeclaration(AttributeSpec Attribute, string Name, AttributeSpec? Next);
