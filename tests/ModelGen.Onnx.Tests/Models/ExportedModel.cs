using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Onnx.Protocol;

namespace ModelGen.Onnx.Tests.Models;

/// <summary>A model as an ONNX file, with examples and what should come of them.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Inputs">The parts of an example.</param>
/// <param name="Outputs">The parts of what an example leads to.</param>
/// <param name="Examples">Examples one after the other.</param>
/// <param name="Expected">What they lead to.</param>
internal sealed record ExportedModel(string Name, byte[] Bytes, TensorInfo[] Inputs, TensorInfo[] Outputs, double[] Examples, double[] Expected)
{
    /// <summary>The file, read.</summary>
    public ModelProto Model { get; } = ModelProto.Parser.ParseFrom(Bytes);

    public bool IsDouble => Model.Graph.Input[0].Type.TensorType.ElemType == (int)TensorProto.Types.DataType.Double;

    public int Count => Examples.Length / Inputs.Sum(i => i.Length);

    /// <summary>Exports a model as it is, through the method that users call.</summary>
    public static ExportedModel Of(string name, TestModel model, double[] examples, double[] expected, OnnxOptions? options = null)
    {
        Type[] types = [model.Instance.GetType(), model.IsDouble ? typeof(double) : typeof(float)];
        MethodInfo export = typeof(ExportedModel).GetMethod(nameof(Export), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (ExportedModel)export.MakeGenericMethod(types).Invoke(null, [name, model.Instance, examples, expected, options])!;
    }

    /// <summary>One part's numbers out of those of all examples.</summary>
    public static double[] Part(double[] all, TensorInfo[] parts, TensorInfo part) =>
        [.. all.Chunk(parts.Sum(p => p.Length)).SelectMany(example => example.Skip(part.Offset).Take(part.Length))];

    private static ExportedModel Export<TModel, T>(string name, IModel<TModel, T> model, double[] examples, double[] expected, OnnxOptions? options)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using MemoryStream stream = new();
        model.ExportOnnx(stream, options);
        return new ExportedModel(name, stream.ToArray(), TModel.InputInfos.ToArray(), TModel.OutputInfos.ToArray(), examples, expected);
    }
}
