using System;
using System.IO;
using System.Text;
using Xunit;

namespace ModelGen.Tool.Tests;

public sealed class ExportTests : Workspace
{
    private static readonly float[] s_weight = [0.11f, 0.12f, 0.21f, 0.22f, 0.31f, 0.32f];

    [Fact]
    public void The_file_holds_the_weights_under_their_names()
    {
        string path = Write("Small.cs", Networks.Small), onnx = At("small.onnx");
        Ending ending = Run("export", "onnx", path, Weights([3, 2]), "-o", onnx);
        Assert.Equal((0, onnx + "\n", ""), (ending.ExitCode, ending.Output, ending.Error));
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(onnx);
        Assert.True(bytes.IndexOf(Tensors.Bytes(s_weight)) > 0);
        Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes("dense1.weight")) > 0);
        Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes("Tanh")) > 0);

        // Of another shape: the file of before stays.
        byte[] before = bytes.ToArray();
        AssertRefused(1, "dense1.weight: expected F32 (3, 2), found F32 (2, 3)", Run("export", "onnx", path, Weights([2, 3]), "-o", onnx));
        Assert.Equal(before, File.ReadAllBytes(onnx));
    }

    [Fact]
    public void Without_weights_it_says_what_it_writes()
    {
        Ending ending = Run("export", "onnx", Write("Excerpt.cs", Networks.Excerpt), "--output", At("excerpt.onnx"));
        Assert.Equal(0, ending.ExitCode);
        Assert.Contains("no weights are given", ending.Error);
        Assert.True(new FileInfo(At("excerpt.onnx")).Length > 36);
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        string path = Write("Two.cs", Networks.Two);
        AssertRefused(2, "there are several models", Run("export", "onnx", path));
        AssertRefused(2, "there is no such file", Run("export", "onnx", path, At("missing.safetensors"), "--model", "Small"));
        AssertRefused(2, "Required command was not provided.", Run("export"));
        AssertRefused(2, "tflite", Run("export", "tflite", path));
        AssertRefused(1, "error MG0", Run("export", "onnx", Write("TooWide.cs", Networks.TooWide)));
    }

    private string Weights(int[] shape) => Tensors.Write(
        At("weights.safetensors"), null, Tensors.Of("dense1.weight", shape, s_weight), Tensors.Of("dense1.bias", [3], 1, 2, 3), Tensors.Of("dense2.weight", [2, 3], 1, 2, 3, 4, 5, 6), Tensors.Of("dense2.bias", [2], 1, 2));
}
