using System;

namespace ModelGen;

/// <summary>
/// A layer. Layers are read from top to bottom; the input of each is the output of the one above it (of the last input for the first layer)
/// unless it says <see cref="From"/>. What several layers take gets the sum of their gradients.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name in messages, files and parameter names: a C# identifier, unique in the model. Unless set, the layer's
    /// kind and its number among the layers of that kind: <c>dense1</c>, <c>dense2</c>, ….
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The input of this layer: the name of a layer above or of an input. Unless set, the layer above.</summary>
    public string? From { get; set; }
}
