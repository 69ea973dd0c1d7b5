using System;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Workloads;

/// <summary>Exclusive or: 2-8(relu)-4(sigmoid)-1(sigmoid), mean squared error, SGD.</summary>
public class W1
{
    private readonly XorNetwork _network = new(seed: 1);
    private readonly float[] _inputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private readonly float[] _targets = [0, 1, 1, 0];
    private readonly float[] _output = new float[1];

    /// <summary>Forward, backward and update of all four rows.</summary>
    [Benchmark]
    public float TrainB4() => _network.TrainBatch(_inputs, _targets);

    /// <summary>One prediction.</summary>
    [Benchmark]
    public void InferB1() => _network.Predict(_inputs.AsSpan(2, 2), _output);
}
