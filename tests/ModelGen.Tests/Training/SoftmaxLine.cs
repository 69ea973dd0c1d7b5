using System;

namespace ModelGen.Tests.Training;

/// <summary>Stands in for a generated classifier: two inputs, three logits, softmax cross-entropy, plain gradient descent.</summary>
internal sealed class SoftmaxLine : ITrainableClassifierModel<SoftmaxLine, float>
{
    private const int Classes = 3;
    private readonly float[] _parameters = new float[9];

    public static string ModelName => nameof(SoftmaxLine);

    public static string TypeName => typeof(SoftmaxLine).FullName!;

    public static string ArchitectureHash => "";

    public static string ParameterLayoutHash => "";

    public static string GeneratorVersion => "";

    public static int InputLength => 2;

    public static int OutputLength => Classes;

    public static int ParameterCount => 9;

    public static int MaxBatch => 4;

    public static ReadOnlySpan<int> InputShape => [2];

    public static ReadOnlySpan<int> OutputShape => [Classes];

    public static ReadOnlySpan<TensorInfo> InputInfos => default;

    public static ReadOnlySpan<TensorInfo> OutputInfos => default;

    public static ReadOnlySpan<LayerInfo> LayerInfos => default;

    public static ReadOnlySpan<ParameterInfo> ParameterInfos => default;

    public float LearningRate { get; set; } = 0.5f;

    public int DegreeOfParallelism { get; set; } = 1;

    public int Seed => 0;

    public Span<float> Parameters => _parameters;

    public Span<float> Gradients => throw new NotSupportedException();

    public static SoftmaxLine Create(int seed) => new();

    public void GetParameter(string name, Span<float> values) => _parameters.CopyTo(values);

    public void SetParameter(string name, ReadOnlySpan<float> values) => values.CopyTo(_parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            int example = i / Classes;
            int row = i % Classes * 3;
            output[i] = _parameters[row] * input[2 * example] + _parameters[row + 1] * input[2 * example + 1] + _parameters[row + 2];
        }
    }

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes) => Pass(inputs, classes, rate: 0);

    public float TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes) => Pass(inputs, classes, LearningRate);

    // Fit with classes needs none of these.
    public float TrainBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs) => throw new NotSupportedException();

    public float Backward(ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float Backward(ReadOnlySpan<int> classes) => throw new NotSupportedException();

    public void Update() => throw new NotSupportedException();

    private float Pass(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes, float rate)
    {
        Span<float> outputs = new float[classes.Length * Classes];
        Predict(inputs, outputs);
        float loss = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            Span<float> row = outputs.Slice(i * Classes, Classes);
            float sum = MathF.Exp(row[0]) + MathF.Exp(row[1]) + MathF.Exp(row[2]);
            loss -= row[classes[i]] - MathF.Log(sum);
            for (int o = 0; o < Classes; o++)
            {
                float slope = (MathF.Exp(row[o]) / sum - (o == classes[i] ? 1 : 0)) / classes.Length;
                _parameters[3 * o] -= rate * slope * inputs[2 * i];
                _parameters[3 * o + 1] -= rate * slope * inputs[2 * i + 1];
                _parameters[3 * o + 2] -= rate * slope;
            }
        }

        return loss / classes.Length;
    }
}
