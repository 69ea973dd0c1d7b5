namespace ModelGen.Onnx;

/// <summary>How a network is written as an ONNX file.</summary>
public sealed record OnnxOptions
{
    /// <summary>
    /// The type of inputs, outputs and weights. Default <see cref="Precision.Single"/>, also for models of double precision: a graph in double is valid and
    /// written with operators that ONNX Runtime has in double, except for convolutions, average and L2 pools and upsampling, which it has in single precision only.
    /// </summary>
    public Precision Precision { get; init; } = Precision.Single;
}
