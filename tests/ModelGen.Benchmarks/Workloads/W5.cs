using System;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Workloads;

/// <summary>One number after another, as sound comes: a small dense network for each, and a step of a stream with a recurrent one.</summary>
public class W5
{
    private const int Count = 256;

    private readonly TinyDense _dense = new(seed: 1);
    private readonly Gru8.Stream _gru = new Gru8(seed: 1).CreateStream();
    private readonly Lstm16.Stream _lstm = new Lstm16(seed: 1).CreateStream();
    private readonly float[] _inputs = Numbers.Uniform(Count, seed: 1);
    private readonly float[] _output = new float[1];
    private int _next;

    /// <summary>1-8-8-1 with tanh.</summary>
    [Benchmark]
    public void Dense1881() => _dense.Predict(Next(), _output);

    /// <summary>A GRU of 8 units, and one output.</summary>
    [Benchmark]
    public void Gru8Step() => _gru.Step(Next(), _output);

    /// <summary>An LSTM of 16 units, and one output.</summary>
    [Benchmark]
    public void Lstm16Step() => _lstm.Step(Next(), _output);

    private ReadOnlySpan<float> Next() => _inputs.AsSpan(_next = (_next + 1) & (Count - 1), 1);
}
