using System;

namespace ModelGen;

/// <summary>The shape of one example: <c>[Input(features)]</c>, or <c>[Input(height, width, channels)]</c> for images.</summary>
/// <param name="shape">Sizes from the outermost to the innermost dimension, each 1 or more.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>Sizes from the outermost to the innermost dimension.</summary>
    public int[] Shape { get; } = shape;
}
