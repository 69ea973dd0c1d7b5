namespace ModelGen.Onnx;

/// <summary>How a network is written as an ONNX file.</summary>
public sealed record OnnxOptions
{
    /// <summary>
    /// The type of inputs, outputs and weights. Default <see cref="Precision.Single"/>, also for models of double precision: a graph in double is valid, but most
    /// runtimes compute convolutions and pools in single precision only.
    /// </summary>
    public Precision Precision { get; init; } = Precision.Single;
}
