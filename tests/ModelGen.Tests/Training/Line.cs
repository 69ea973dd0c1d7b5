using System;
using System.Collections.Generic;

namespace ModelGen.Tests.Training;

/// <summary>
/// Stands in for a generated model: y = w · x + b for two inputs, mean squared error, plain gradient descent. Notes what it
/// is called with if asked to; otherwise it allocates nothing.
/// </summary>
internal sealed class Line : ITrainableModel<Line, double>
{
    private readonly double[] _parameters = new double[3];
    private readonly double[] _gradients = new double[3];

    /// <summary>Called after each step.</summary>
    public Action<Line>? AfterStep { get; set; }

    /// <summary>If set, the loss that <see cref="TrainBatch"/> returns for the given step, from 0 on.</summary>
    public Func<int, double, double>? ReportedLoss { get; set; }

    /// <summary>If set, the inputs of each step are added.</summary>
    public List<double[]>? SeenInputs { get; set; }

    /// <summary>If set, the learning rate of each step is added.</summary>
    public List<double>? SeenRates { get; set; }

    /// <summary>If set, the examples of each prediction are added.</summary>
    public List<int>? SeenPredictions { get; set; }

    /// <summary>If set, the examples of each evaluation are added.</summary>
    public List<int>? SeenEvaluations { get; set; }

    /// <summary>The bytes that this thread has allocated at the first and at the last step.</summary>
    public long FirstBytes { get; private set; }

    public long LastBytes { get; private set; }

    public int Steps { get; private set; }

    public static string ModelName => nameof(Line);

    public static string TypeName => typeof(Line).FullName!;

    public static string ArchitectureHash => "";

    public static string ParameterLayoutHash => "";

    public static string GeneratorVersion => "";

    public static int InputLength => 2;

    public static int OutputLength => 1;

    public static int ParameterCount => 3;

    public static int MaxBatch => 8;

    public static ReadOnlySpan<int> InputShape => [2];

    public static ReadOnlySpan<int> OutputShape => [1];

    public static ReadOnlySpan<TensorInfo> InputInfos => default;

    public static ReadOnlySpan<TensorInfo> OutputInfos => default;

    public static ReadOnlySpan<LayerInfo> LayerInfos => default;

    public static ReadOnlySpan<ParameterInfo> ParameterInfos => default;

    public double LearningRate { get; set; } = 0.1;

    public int DegreeOfParallelism { get; set; } = 1;

    public int Seed => 0;

    public Span<double> Parameters => _parameters;

    public Span<double> Gradients => _gradients;

    public static Line Create(int seed) => new();

    public void GetParameter(string name, Span<double> values) => _parameters.CopyTo(values);

    public void SetParameter(string name, ReadOnlySpan<double> values) => values.CopyTo(_parameters);

    public void Predict(ReadOnlySpan<double> input, Span<double> output)
    {
        SeenPredictions?.Add(output.Length);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Output(input.Slice(2 * i, 2));
        }
    }

    public double Evaluate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets)
    {
        SeenEvaluations?.Add(targets.Length);
        return LossOf(inputs, targets);
    }

    public double TrainBatch(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets)
    {
        SeenInputs?.Add(inputs.ToArray());
        SeenRates?.Add(LearningRate);
        LastBytes = GC.GetAllocatedBytesForCurrentThread();
        FirstBytes = Steps == 0 ? LastBytes : FirstBytes;

        double loss = LossOf(inputs, targets);
        Array.Clear(_gradients);
        for (int i = 0; i < targets.Length; i++)
        {
            double slope = 2 * (Output(inputs.Slice(2 * i, 2)) - targets[i]) / targets.Length;
            _gradients[0] += slope * inputs[2 * i];
            _gradients[1] += slope * inputs[2 * i + 1];
            _gradients[2] += slope;
        }

        Update();
        int step = Steps++;
        AfterStep?.Invoke(this);
        return ReportedLoss is null ? loss : ReportedLoss(step, loss);
    }

    public void Update()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] -= LearningRate * _gradients[i];
        }
    }

    // Fit trains by TrainBatch alone.
    public ReadOnlySpan<double> Forward(ReadOnlySpan<double> inputs) => throw new NotSupportedException();

    public double Backward(ReadOnlySpan<double> targets) => throw new NotSupportedException();

    private double Output(ReadOnlySpan<double> input) => _parameters[0] * input[0] + _parameters[1] * input[1] + _parameters[2];

    private double LossOf(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets)
    {
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double error = Output(inputs.Slice(2 * i, 2)) - targets[i];
            sum += error * error;
        }

        return sum / targets.Length;
    }
}
