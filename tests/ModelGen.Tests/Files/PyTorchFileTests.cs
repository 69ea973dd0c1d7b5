using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ModelGen.Files;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

/// <summary>Files with PyTorch's parameters, written by another program (make_safetensors.py), lead to PyTorch's outputs.</summary>
public sealed class PyTorchFileTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(PathOf("conv2d_pad_stride.json"))).RootElement;

    [Fact]
    public void ParametersOfPyTorchGivePyTorchsOutputs()
    {
        FromPyTorch model = FromPyTorch.Load(PathOf("conv2d_pad_stride.safetensors"), new() { NameInFile = PyTorchName });

        Assert.All(Outputs(model).Zip(Numbers("output")), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void ShortNumbersAreConverted()
    {
        string path = PathOf("conv2d_pad_stride_bf16.safetensors");
        ModelFileException fault = Assert.Throws<ModelFileException>(() => FromPyTorch.Load(path, new() { NameInFile = PyTorchName }));
        Assert.Equal("0.weight", fault.Tensor);
        Assert.Equal("F64 (5, 3, 3, 3)", fault.Expected);
        Assert.StartsWith("BF16 (5, 3, 3, 3)", fault.Found, StringComparison.Ordinal);

        FromPyTorch model = FromPyTorch.Load(path, new() { NameInFile = PyTorchName, ConvertTypes = true });
        var weight = new double[135];
        model.GetParameter("conv1.weight", weight);
        double[] exact = [.. Golden.GetProperty("params")[0].GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
        Assert.All(weight.Zip(exact), pair => Assert.InRange(pair.First, pair.Second - Math.Abs(pair.Second) / 256, pair.Second + Math.Abs(pair.Second) / 256));
        Assert.All(weight, w => Assert.Equal(0, BitConverter.SingleToInt32Bits((float)w) & 0xFFFF));
    }

    [Fact]
    public void WhatIsSavedHasPyTorchsShapesAndOrder()
    {
        FromPyTorch model = FromPyTorch.Load(PathOf("conv2d_pad_stride.safetensors"), new() { NameInFile = PyTorchName });
        using MemoryStream saved = new();
        model.Save(saved);
        byte[] given = File.ReadAllBytes(PathOf("conv2d_pad_stride.safetensors"));
        SafetensorsHeader theirs = SafetensorsHeader.Read(new MemoryStream(given));

        saved.Position = 0;
        SafetensorsHeader ours = SafetensorsHeader.Read(saved);
        Assert.Equal(["conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias"], ours.Tensors.Select(t => t.Name));
        Assert.Equal(theirs.Tensors.Select(t => t.Shape), ours.Tensors.Select(t => t.Shape));
        Assert.Equal(given.AsSpan()[^(int)theirs.DataLength..], saved.ToArray().AsSpan()[^(int)ours.DataLength..]);
    }

    private static string PyTorchName(string name) => name.Replace("conv1", "0", StringComparison.Ordinal).Replace("dense1", "3", StringComparison.Ordinal);

    private static double[] Outputs(FromPyTorch model)
    {
        double[] x = Numbers("x"), rows = new double[x.Length], output = new double[4 * FromPyTorch.OutputLength];
        for (int i = 0; i < x.Length; i++)
        {
            // From (batch, channels, height, width) to (batch, height, width, channels).
            int b = i / 216, c = i / 72 % 3, place = i % 72;
            rows[b * 216 + place * 3 + c] = x[i];
        }

        model.Predict(rows, output);
        return output;
    }

    private static double[] Numbers(string name) => [.. Golden.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Files", name);
}
