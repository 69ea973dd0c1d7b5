using BenchmarkDotNet.Attributes;

namespace Benchmarks.Workloads;

/// <summary>Digits: 784-128(relu)-10, softmax cross-entropy with class indices, 512 examples a step, by one thread or several.</summary>
public class SharedW3
{
    private const int Batch = 512;

    private readonly ManyDigitsBySgd _bySgd = new(seed: 1);
    private readonly ManyDigitsByAdam _byAdam = new(seed: 1);
    private readonly float[] _images = Numbers.Uniform(Batch * 784, seed: 1);
    private readonly int[] _classes = Numbers.Classes(Batch, 10, seed: 2);

    /// <summary>The threads that share a step.</summary>
    [Params(1, 2)]
    public int Threads
    {
        get => _bySgd.DegreeOfParallelism;
        set => _bySgd.DegreeOfParallelism = _byAdam.DegreeOfParallelism = value;
    }

    /// <summary>Forward, backward and update by gradient descent.</summary>
    [Benchmark]
    public float TrainSgd() => _bySgd.TrainBatch(_images, _classes);

    /// <summary>Forward, backward and update by Adam.</summary>
    [Benchmark]
    public float TrainAdam() => _byAdam.TrainBatch(_images, _classes);
}
