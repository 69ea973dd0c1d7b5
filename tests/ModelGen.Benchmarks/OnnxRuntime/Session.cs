using System;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using ModelGen;
using ModelGen.Onnx;

namespace Benchmarks.OnnxRuntime;

/// <summary>A model in ONNX Runtime, on the processor, by one thread.</summary>
internal sealed class Session : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string _input, _output;

    private Session(byte[] file)
    {
        using SessionOptions options = new()
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        };
        _session = new(file, options);
        _input = _session.InputMetadata.Keys.Single();
        _output = _session.OutputMetadata.Keys.Single();
    }

    /// <summary>Reads what ModelGen.Onnx writes of the model with its present parameters.</summary>
    public static Session Of<TModel>(TModel model)
        where TModel : IModel<TModel, float>
    {
        using MemoryStream file = new();
        model.ExportOnnx(file);
        return new(file.ToArray());
    }

    /// <summary>
    /// A prediction from <paramref name="inputs"/> into <paramref name="outputs"/>, both bound beforehand: the fastest way to call
    /// ONNX Runtime from C#.
    /// </summary>
    public Prediction Bind(float[] inputs, float[] outputs, int examples)
    {
        OrtValue input = Value(_session.InputMetadata[_input], inputs, examples);
        OrtValue output = Value(_session.OutputMetadata[_output], outputs, examples);
        OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindInput(_input, input);
        binding.BindOutput(_output, output);
        return new(() => _session.RunWithBinding(_run, binding), [binding, input, output]);
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    // The number of examples comes first, and is open in the file.
    private static OrtValue Value(NodeMetadata metadata, float[] numbers, int examples) =>
        OrtValue.CreateTensorValueFromMemory(numbers, [examples, .. metadata.Dimensions.Skip(1).Select(length => (long)length)]);
}
