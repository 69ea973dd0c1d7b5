using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using ModelGen.Onnx.Protocol;
using ModelGen.Onnx.Tests.Models;
using Xunit;

namespace ModelGen.Onnx.Tests;

/// <summary>What holds of every ONNX file, whoever reads it.</summary>
public sealed class StructureTests
{
    [Fact]
    public void GraphsAreInOrderAndEveryNameIsOneThing() => Assert.All(AllModels.ByName.Values, exported =>
    {
        GraphProto graph = exported.Model.Graph;
        List<string> known = [.. graph.Input.Select(i => i.Name), .. graph.Initializer.Select(i => i.Name)];
        foreach (NodeProto node in graph.Node)
        {
            Assert.All(node.Input.Where(i => i != ""), input => Assert.Contains(input, known));
            known.AddRange(node.Output.Where(o => o != ""));
        }

        Assert.Equal(known.Distinct(), known);
        Assert.Equal(graph.Node.Select(n => n.Name).Distinct(), graph.Node.Select(n => n.Name));
        Assert.All(graph.Output, output => Assert.Contains(output.Name, known));
    });

    [Fact]
    public void NothingIsThereThatNobodyReads() => Assert.All(AllModels.ByName.Values, exported =>
    {
        GraphProto graph = exported.Model.Graph;
        string[] read = [.. graph.Node.SelectMany(n => n.Input), .. graph.Output.Select(o => o.Name)];
        Assert.Empty(graph.Initializer.Select(i => i.Name).Except(read));
        Assert.Empty(graph.Node.SelectMany(n => n.Output).Where(o => o != "").Except(read));
    });

    [Fact]
    public void ConstantsHaveAsManyBytesAsTheirShapes() => Assert.All(AllModels.ByName.Values, exported => Assert.All(exported.Model.Graph.Initializer, tensor =>
        Assert.Equal(tensor.Dims.Aggregate(tensor.DataType == (int)TensorProto.Types.DataType.Float ? 4L : 8L, (a, b) => a * b), tensor.RawData.Length)));

    [Fact]
    public void InputsAndOutputsAreTheModels() => Assert.All(AllModels.ByName.Values, exported =>
    {
        Assert.Equal(exported.Inputs.Select(Expected), exported.Model.Graph.Input.Select(Written));
        Assert.Equal(exported.Outputs.Select(Expected), exported.Model.Graph.Output.Select(Written));
    });

    [Fact]
    public void FilesAreOfTheVersionsPromised() => Assert.All(AllModels.ByName.Values, exported =>
    {
        Assert.Equal((8, 17), (exported.Model.IrVersion, exported.Model.OpsetImport.Single().Version));
        Assert.Equal("ModelGen", exported.Model.ProducerName);
    });

    [Fact]
    public void WeightsLieUnderTheirNamesAndInTheirShapes()
    {
        TensorProto weight = AllModels.ByName["Conv2D"].Model.Graph.Initializer.Single(i => i.Name == "conv1.weight");
        Assert.Equal([6, 2, 3, 2], weight.Dims);
        Assert.Contains("batchNorm1.running_var", AllModels.ByName["BatchNorms"].Model.Graph.Initializer.Select(i => i.Name));
    }

    [Fact]
    public void NumbersAreSingleUnlessAskedFor()
    {
        Assert.Equal((int)TensorProto.Types.DataType.Float, AllModels.ByName["InDouble"].Model.Graph.Input[0].Type.TensorType.ElemType);
        Assert.Equal((int)TensorProto.Types.DataType.Double, AllModels.ByName["WrittenInDouble"].Model.Graph.Input[0].Type.TensorType.ElemType);
    }

    /// <summary>Convolutions and pools follow each other in ONNX's own order: pictures are turned once at the start and once at the end.</summary>
    [Fact]
    public void PicturesAreNotTurnedMoreThanNeeded() =>
        Assert.Equal(["Transpose", "Conv", "Relu", "MaxPool"], AllModels.ByName["lenet5_small"].Model.Graph.Node.Select(n => n.OpType).Take(4));

    [Fact]
    public void AFileIsReplacedAsAWholeOrNotAtAll()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modelgen-");
        try
        {
            string path = Path.Combine(folder.FullName, "net.onnx");
            LayerInfo[] layers = [new("input", "Input", [], [2], 0, 0, []), new("dense1", "Dense", ["input"], [1], 2, 4, [new("Bias", false), new("Activation", "Identity")])];
            OnnxNetwork network = new("Net", layers, ["dense1"], [new("dense1.weight", [1, 2], 0, 2, true, [0, 1])], _ => [1, 2]);
            network.Write(path);
            byte[] good = File.ReadAllBytes(path);
            Assert.Equal("Net", ModelProto.Parser.ParseFrom(good).Graph.Name);

            InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => (network with { ReadParameter = _ => [1, 2, 3] }).Write(path));
            Assert.Contains("dense1.weight has 2 numbers (1 × 2), but 3", fault.Message, StringComparison.Ordinal);
            Assert.Equal(good, File.ReadAllBytes(path));
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Expected(TensorInfo info) => $"{info.Name} [batch, {string.Join(", ", info.Shape)}]";

    private static string Written(ValueInfoProto info) =>
        $"{info.Name} [{string.Join(", ", info.Type.TensorType.Shape.Dim.Select(d => d.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam ? d.DimParam : $"{d.DimValue}"))}]";
}
