namespace ModelGen;

/// <summary>Values of a layer's <c>Padding</c> that are not a number of elements.</summary>
public static class Padding
{
    /// <summary>No padding. The default.</summary>
    public const int None = 0;

    /// <summary>
    /// As many zeros as give an output for every stride of the input: ⌈input / stride⌉ in each dimension, so with stride 1 the output has the input's
    /// size. Half of them stand before, half after, and an odd one after: what Keras and TensorFlow call "same"; PyTorch's is that with stride 1.
    /// A transposed convolution is given what makes its output stride times its input, as in Keras.
    /// </summary>
    public const int Same = int.MinValue;

    /// <summary>
    /// Of a convolution over a sequence: zeros before it alone, dilation · (kernel − 1) of them, so that no output depends on what comes after it (Keras's "causal",
    /// the layer of WaveNet and temporal convolutional networks). With stride 1 the output has the input's length.
    /// </summary>
    public const int Causal = int.MinValue + 1;
}
