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
        ["Reshape"] = ReshapeLayer.Bind,
        ["Permute"] = PermuteLayer.Bind,
        ["ZeroPad"] = ZeroPadLayer.Bind,
        ["Upsample"] = UpsampleLayer.Bind,
        ["Add"] = AddLayer.Bind,
        ["Multiply"] = MultiplyLayer.Bind,
        ["Concat"] = ConcatLayer.Bind,
    };

    public static IEnumerable<Layer> Bind(IReadOnlyList<AttributeSpec> attributes) =>
        attributes.Select((attribute, i) => Kinds[attribute.Name](new LayerDeclaration(attribute, LayerNames.Of(attributes, i), Below(attributes, i))));

    /// <summary>The layer below, if it takes this one.</summary>
    private static AttributeSpec? Below(IReadOnlyList<AttributeSpec> attributes, int i) =>
        attributes.ElementAtOrDefault(i + 1) is { } next && (next.Text("From") ?? LayerNames.Of(attributes, i)) == LayerNames.Of(attributes, i) ? next : null;
}

/// <summary>A layer's attribute with what binding needs besides.</summary>
/// <param name="Name">The layer's name, given or made.</param>
/// <param name="Next">The layer below it, if that takes it: an activation on its own decides how the weights before it start.</param>
internal sealed record LayerDeclaration(AttributeSpec Attribute, string Name, AttributeSpec? Next);
