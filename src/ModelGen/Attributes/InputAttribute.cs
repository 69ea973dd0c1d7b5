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
    /// Whether sequences may be shorter than the first dimension says, which counts times: <c>[Input(50, 8, Lengths = true)]</c>. An example is then its 50 · 8 numbers, followed by
    /// one more, its length, a whole number from 1 to 50. Behind its end, in the padding, numbers may be anything, NaN too: nothing depends on them. Default
    /// <see langword="false"/>: all sequences are as long as that.
    /// </summary>
    /// <remarks>
    /// Each example is computed as by a model that was declared for its length: recurrent layers stop there, or begin there where they go backwards, as with
    /// PyTorch's <c>pack_padded_sequence</c>; attention does not look into the padding; <c>GlobalAveragePool</c> and <c>GlobalMaxPool</c> leave it out; convolutions
    /// with stride 1 and <c>Padding.Same</c> or <c>Padding.Causal</c>, and <c>Flatten</c>, see zeros there. A loss of outputs at each time is the mean over the real times of all
    /// examples together. Outputs in the padding are 0, and so are gradients. Layers that cannot do so (pools with windows, <c>BatchNorm</c>, …) are errors at compile time.
    /// </remarks>
    /// <exception cref="ArgumentException">Of the members that take examples: a length is none of 1 to the first dimension.</exception>
    public bool Lengths { get; set; }

    /// <summary>
    /// The name by which layers take it: a C# identifier, unique in the model. Unless set, <c>input</c> where it is the only one, otherwise
    /// <c>input1</c>, <c>input2</c>, ….
    /// </summary>
    public string? Name { get; set; }
}
