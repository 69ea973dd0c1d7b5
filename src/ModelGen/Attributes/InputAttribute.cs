using System;

namespace ModelGen;

/// <summary>
/// The shape of one example: <c>[Input(features)]</c>, or <c>[Input(height, width, channels)]</c> for images. A model may have several: each
/// example is then the numbers of the first input, followed by those of the second, and so on.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(32, 32, 3, Name = "picture")]
/// [Input(5, Name = "facts")]
/// [Flatten(From = "picture")]
/// [Concat("facts")]
/// [Dense(1)]
/// public sealed partial class Appraiser;
/// </code>
/// </example>
/// <param name="shape">Sizes from the outermost to the innermost dimension, each 1 or more.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Sizes from the outermost to the innermost dimension.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>
    /// The name by which layers take it: a C# identifier, unique in the model. Unless set, <c>input</c> where it is the only one, otherwise
    /// <c>input1</c>, <c>input2</c>, ….
    /// </summary>
    public string? Name { get; set; }
}
