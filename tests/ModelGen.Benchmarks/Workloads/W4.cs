using System;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Workloads;

/// <summary>LeNet-5: two convolutions with max-pooling and three dense layers, softmax cross-entropy with class indices, Adam.</summary>
public class W4
{
    private const int Batches = 16;
    private const int Batch = 64;
    private const int LargeBatch = 2048;

    private readonly LeNet5 _network = new(seed: 1);
    private readonly LeNet5OfMany _ofMany = new(seed: 1);
    private readonly float[] _images = Numbers.Uniform(LargeBatch * 784, seed: 1);
    private readonly int[] _classes = Numbers.Classes(LargeBatch, 10, seed: 2);
    private readonly float[] _outputs = new float[Batch * 10];
    private int _next;

    /// <summary>Forward, backward and update of 64 images.</summary>
    [Benchmark]
    public float TrainB64Adam()
    {
        int batch = Next();
        return _network.TrainBatch(Images(batch), _classes.AsSpan(batch * Batch, Batch));
    }

    /// <summary>Forward, backward and update of 2,048 images.</summary>
    [Benchmark]
    public float TrainB2048Adam() => _ofMany.TrainBatch(_images, _classes);

    /// <summary>One prediction.</summary>
    [Benchmark]
    public void InferB1() => _network.Predict(Images(Next())[..784], _outputs.AsSpan(0, 10));

    /// <summary>64 predictions.</summary>
    [Benchmark]
    public void InferB64() => _network.Predict(Images(Next()), _outputs);

    private int Next() => _next = (_next + 1) & (Batches - 1);

    private ReadOnlySpan<float> Images(int batch) => _images.AsSpan(batch * Batch * 784, Batch * 784);
}
