using System;

namespace ModelGen.Tests.Testing;

/// <summary>Stands in for a generated model: y = w · x with the squared error as loss. Its gradient may be made wrong, and its steps may be made to allocate.</summary>
internal sealed class Slope : ITrainableModel<Slope, double>, IOutputGradientModel<double>
{
    private readonly double[] _weight = [0.5];
    private readonly double[] _gradient = new double[1];
    private readonly double[] _output = new double[1];
    private double _input;

    /// <summary>What the gradient is multiplied by; the same for all, since checks make models of their own.</summary>
    [ThreadStatic]
    public static double Error;

    /// <summary>The numbers that each update allocates.</summary>
    [ThreadStatic]
    public static int Waste;

    public static string ModelName => nameof(Slope);

    public static string TypeName => typeof(Slope).FullName!;

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

    private static readonly ParameterInfo[] s_infos = [new("slope.weight", [1], 0, 1, Trainable: true, [0])];

    public double LearningRate { get; set; } = 0.1;

    public int DegreeOfParallelism { get; set; } = 1;

    public int Seed => 0;

    public Span<double> Parameters => _weight;

    public Span<double> Gradients => _gradient;

    public static Slope Create(int seed) => new();

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

    public double Backward(ReadOnlySpan<double> targets)
    {
        double error = (_weight[0] * _input) - targets[0];
        _gradient[0] = 2 * error * _input * (1 + Error);
        return error * error;
    }

    public double Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets) => Math.Pow((_weight[0] * inputs[0]) - targets[0], 2);

    public void Update()
    {
        _weight[0] -= LearningRate * _gradient[0];
        if (Waste > 0)
        {
            GC.KeepAlive(new double[Waste]);
        }
    }

    public double TrainBatch(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets)
    {
        Forward(inputs);
        double loss = Backward(targets);
        Update();
        return loss;
    }
}
