using System;
using BenchmarkDotNet.Attributes;
using ModelGen.Data;

namespace Benchmarks.Workloads;

/// <summary>Two moons: 2-25-50-25-2, sigmoid everywhere, half the sum of squares, SGD, one example a step.</summary>
public class W2
{
    private const int Points = 256;

    private readonly MoonsNetwork _network = new(seed: 1);
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _output = new float[2];
    private int _next;

    public W2()
    {
        Dataset<float> moons = TwoMoons.Make<float>(Points, noise: 0, seed: 1).ToOneHot(2);
        _inputs = moons.Inputs.ToArray();
        _targets = moons.Targets.ToArray();
    }

    /// <summary>Forward, backward and update of the next point.</summary>
    [Benchmark]
    public float TrainB1()
    {
        int point = Next();
        return _network.TrainBatch(_inputs.AsSpan(2 * point, 2), _targets.AsSpan(2 * point, 2));
    }

    /// <summary>One prediction.</summary>
    [Benchmark]
    public void InferB1() => _network.Predict(_inputs.AsSpan(2 * Next(), 2), _output);

    private int Next() => _next = (_next + 1) & (Points - 1);
}
