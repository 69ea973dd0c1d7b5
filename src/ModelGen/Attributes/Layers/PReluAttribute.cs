namespace ModelGen;

/// <summary>
/// A rectifier whose slope below 0 is learned (PyTorch's and Keras's PReLU): y = x where x &gt; 0, else weight · x. Takes an input of any shape; at 0 the slope is
/// weight, as PyTorch's is. Parameters: <c>weight</c>, (1), or (channels) with <see cref="PerChannel"/>.
/// </summary>
/// <remarks>Source: K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers" (2015), equation 1.</remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Conv2D(8, 3)]
/// [PRelu(PerChannel = true)]
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class Learned;
/// </code>
/// </example>
public sealed class PReluAttribute : LayerAttribute
{
    /// <summary>
    /// Whether each channel, which is the last dimension, has a slope of its own (PyTorch's num_parameters = channels; Keras's shared_axes of all positions).
    /// Default <see langword="false"/>: one slope for all.
    /// </summary>
    public bool PerChannel { get; set; }

    /// <summary>Where the slopes start. Default 0.25, PyTorch's; Keras starts at 0.</summary>
    public double InitialSlope { get; set; } = 0.25;

    /// <summary>Whether training changes the slopes. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
