using System;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Workloads;

/// <summary>Digits: 784-128(relu)-10, softmax cross-entropy with class indices, 64 examples a step.</summary>
public class W3
{
    private const int Batches = 16;
    private const int Batch = 64;

    private readonly DigitsBySgd _bySgd = new(seed: 1);
    private readonly DigitsByAdam _byAdam = new(seed: 1);
    private readonly float[] _images = Numbers.Uniform(Batches * Batch * 784, seed: 1);
    private readonly int[] _classes = Numbers.Classes(Batches * Batch, 10, seed: 2);
    private readonly float[] _outputs = new float[Batch * 10];
    private int _next;

    /// <summary>Forward, backward and update by gradient descent.</summary>
    [Benchmark]
    public float TrainB64Sgd()
    {
        int batch = Next();
        return _bySgd.TrainBatch(Images(batch), Classes(batch));
    }

    /// <summary>Forward, backward and update by Adam.</summary>
    [Benchmark]
    public float TrainB64Adam()
    {
        int batch = Next();
        return _byAdam.TrainBatch(Images(batch), Classes(batch));
    }

    /// <summary>One prediction.</summary>
    [Benchmark]
    public void InferB1() => _bySgd.Predict(Images(Next())[..784], _outputs.AsSpan(0, 10));

    /// <summary>64 predictions.</summary>
    [Benchmark]
    public void InferB64() => _bySgd.Predict(Images(Next()), _outputs);

    private int Next() => _next = (_next + 1) & (Batches - 1);

    private ReadOnlySpan<float> Images(int batch) => _images.AsSpan(batch * Batch * 784, Batch * 784);

    private ReadOnlySpan<int> Classes(int batch) => _classes.AsSpan(batch * Batch, Batch);
}
