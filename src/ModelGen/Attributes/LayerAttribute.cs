using System;

namespace ModelGen;

/// <summary>
/// A layer. Layers are read from top to bottom; the input of each is the output of the one above it (of the last input for the first layer)
/// unless it says <see cref="From"/>. What several layers take gets the sum of their gradients.
/// </summary>
/// <param name="activation">Applied to what the layer computes; identity unless given.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute(Activation activation = Activation.Identity) : Attribute
{
    /// <summary>
    /// The layer's name in messages, files and parameter names: a C# identifier, unique in the model. Unless set, the layer's
    /// kind and its number among the layers of that kind: <c>dense1</c>, <c>dense2</c>, ….
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The input of this layer: the name of a layer above or of an input. Unless set, the layer above.</summary>
    public string? From { get; set; }

    /// <summary>Applied to what the layer computes: to each number, softmax along the last dimension. Default identity.</summary>
    public Activation Activation { get; set; } = activation;

    /// <summary>The factor of <see cref="Activation.LeakyRelu"/> below zero. Default 0.01.</summary>
    public double Slope { get; set; } = 0.01;

    /// <summary>The α of <see cref="Activation.Elu"/>. Default 1.</summary>
    public double Alpha { get; set; } = 1;
}
