using BenchmarkDotNet.Attributes;

namespace Benchmarks.Workloads;

/// <summary>The product [64 × 784] · [784 × 128] alone, in inference.</summary>
public class ForwardKernel
{
    /// <summary>A multiplication and an addition for each of 64 · 784 · 128 terms.</summary>
    public const double Flops = 2.0 * 64 * 784 * 128;

    private readonly MatrixProduct _network = new(seed: 1);
    private readonly float[] _inputs = Numbers.Uniform(64 * 784, seed: 1);
    private readonly float[] _outputs = new float[64 * 128];

    /// <summary>The product.</summary>
    [Benchmark]
    public void Forward() => _network.Predict(_inputs, _outputs);
}
