using System;

namespace ModelGen.Tests.Testing;

/// <summary>Stands in for a generated model that is given the gradients of its outputs: y = w · x. Its gradient may be made wrong.</summary>
internal sealed class GivenScale : IModel<GivenScale, double>, IOutputGradientModel<double>
{
    private readonly double[] _weight = [0.5];
    private readonly double[] _gradient = new double[1];
    private readonly double[] _output = new double[1];
    private double _input;

    /// <summary>What the gradient is multiplied by; the same for all, since checks make models of their own.</summary>
    [ThreadStatic]
    public static double Error;

    public static string ModelName => nameof(GivenScale);

    public static string TypeName => typeof(GivenScale).FullName!;

    public static string ArchitectureHash => "";

    public static string ParameterLayoutHash => "";

    public static string GeneratorVersion => "";

    public static int InputLength => 1;

    public static int OutputLength => 1;

    public static int ParameterCount => 1;

    public static int MaxBatch => 1;

    public static ReadOnlySpan<int> InputShape => [1];

    public static ReadOnlySpan<int> OutputShape => [1];

    public static ReadOnlySpan<TensorInfo> InputInfos => default;

    public static ReadOnlySpan<TensorInfo> OutputInfos => default;

    public static ReadOnlySpan<LayerInfo> LayerInfos => default;

    public static ReadOnlySpan<ParameterInfo> ParameterInfos => s_infos;

    private static readonly ParameterInfo[] s_infos = [new("scale.weight", [1], 0, 1, Trainable: true, [0])];

    public int Seed => 0;

    public Span<double> Parameters => _weight;

    public Span<double> Gradients => _gradient;

    public static GivenScale Create(int seed) => new();

    public void GetParameter(string name, Span<double> values) => _weight.CopyTo(values);

    public void SetParameter(string name, ReadOnlySpan<double> values) => values.CopyTo(_weight);

    public void Predict(ReadOnlySpan<double> input, Span<double> output) => output[0] = _weight[0] * input[0];

    public ReadOnlySpan<double> Forward(ReadOnlySpan<double> inputs)
    {
        _input = inputs[0];
        _output[0] = _weight[0] * _input;
        return _output;
    }

    public void BackwardFrom(ReadOnlySpan<double> outputGradients) => _gradient[0] = outputGradients[0] * _input * (1 + Error);
}
