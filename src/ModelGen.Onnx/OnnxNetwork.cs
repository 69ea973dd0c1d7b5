using System;
using System.Collections.Generic;
using System.IO;
using Google.Protobuf;
using ModelGen.Files;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx;

/// <summary>A network that can be written as an ONNX file: what a model tells of itself, and where the numbers of its parameters come from.</summary>
/// <remarks>For tools; whoever has a model calls <see cref="OnnxExport.ExportOnnx{TSelf, T}(IModel{TSelf, T}, string, OnnxOptions?)"/>.</remarks>
/// <param name="Name">The graph's name.</param>
/// <param name="Layers">Inputs and layers: <c>LayerInfos</c>.</param>
/// <param name="Outputs">The names of the layers that the network gives out, in order: those of <c>OutputInfos</c>.</param>
/// <param name="Parameters">The parameters' names and canonical shapes: <c>ParameterInfos</c>.</param>
/// <param name="ReadParameter">The numbers of the parameter with that name, in its canonical shape; their count is checked.</param>
public sealed record OnnxNetwork(
    string Name,
    IReadOnlyList<LayerInfo> Layers,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<ParameterInfo> Parameters,
    Func<string, double[]> ReadParameter)
{
    /// <summary>The version of ONNX's operators that files are written for.</summary>
    public const int OpsetVersion = 17;

    /// <summary>What the model tells of itself; numbers are read when the network is written.</summary>
    public static OnnxNetwork Of<TSelf, T>(IModel<TSelf, T> model)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        ParameterInfo[] parameters = TSelf.ParameterInfos.ToArray();
        return new OnnxNetwork(
            TSelf.ModelName,
            TSelf.LayerInfos.ToArray(),
            Array.ConvertAll(TSelf.OutputInfos.ToArray(), o => o.Name),
            parameters,
            name =>
            {
                T[] values = new T[Array.Find(parameters, p => p.Name == name)?.Length ?? 0];
                model.GetParameter(name, values);
                return Array.ConvertAll(values, double.CreateTruncating);
            });
    }

    /// <summary>Writes the network: a graph with one input for each of its inputs and one output for each of <see cref="Outputs"/>.</summary>
    /// <exception cref="NotSupportedException">A layer is of a kind that has no form in ONNX here.</exception>
    /// <exception cref="InvalidOperationException">A parameter has another number of elements than its shape, or all together are too large for one file.</exception>
    public void Write(Stream stream, OnnxOptions? options = null) => ModelBuilder.Build(this, options ?? new OnnxOptions()).WriteTo(stream);

    /// <inheritdoc cref="Write(Stream, OnnxOptions?)"/>
    /// <remarks>To a temporary file in the same folder, which is renamed: the file is there as a whole, or as it was before.</remarks>
    public void Write(string path, OnnxOptions? options = null)
    {
        Protocol.ModelProto model = ModelBuilder.Build(this, options ?? new OnnxOptions());
        ReplacedFile.Write(path, stream => model.WriteTo(stream));
    }
}
