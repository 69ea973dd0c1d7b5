using System;

namespace ModelGen;

/// <summary>A layer. Layers are read from top to bottom; the input of each is the output of the one above it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name in messages, files and parameter names: a C# identifier, unique in the model. Unless set, the layer's
    /// kind and its number among the layers of that kind: <c>dense1</c>, <c>dense2</c>, ….
    /// </summary>
    public string? Name { get; set; }
}
