using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ModelGen.CompilerServices;
using ModelGen.Files;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

/// <summary>What could not be loaded is not saved, and a good file stays; what no training can have left is not loaded.</summary>
public sealed class UnloadableTests
{
    private static readonly SaveOptions s_all = new() { IncludeOptimizer = true };
    private static readonly LoadOptions s_allBack = new() { IncludeOptimizer = true };

    [Fact]
    public void MetadataThatAreNoText()
    {
        foreach (string? value in (string?[])[null, "\ud800", "a\udc00b"])
        {
            IsNoText(value);
        }
    }

    private static void IsNoText(string? value)
    {
        IsRefused<ArgumentException>(new Filed(1), new() { Metadata = new Dictionary<string, string> { ["mine"] = value! } });
        if (value is not null)
        {
            IsRefused<ArgumentException>(new Filed(1), new() { Metadata = new Dictionary<string, string> { [value] = "text" } });
        }
    }

    [Fact]
    public void MetadataOverTheLimit()
    {
        string most = new('x', SafetensorsHeader.MaxLength - 2000);
        ModelFileException fault = IsRefused<ModelFileException>(new Filed(1), new() { Metadata = new Dictionary<string, string> { ["b"] = "short", ["a"] = most + new string('x', 2000) } });
        Assert.Contains($"the longest metadata are {SafetensorsHeader.MaxLength} characters of 'a'", fault.Message, StringComparison.Ordinal);
        fault = IsRefused<ModelFileException>(new Filed(1), new() { Metadata = new Dictionary<string, string> { [most + new string('x', 2000)] = "" } });
        Assert.Contains($"the longest metadata are 0 characters of a key of {SafetensorsHeader.MaxLength} characters", fault.Message, StringComparison.Ordinal);

        // More than JSON can be made of.
        fault = IsRefused<ModelFileException>(new Filed(1), new() { Metadata = new Dictionary<string, string> { ["a"] = new string('x', 170_000_000) } });
        Assert.Contains("the longest metadata are 170000000 characters of 'a'", fault.Message, StringComparison.Ordinal);
        using MemoryStream saved = new();
        new Filed(1).Save(saved, new() { Metadata = new Dictionary<string, string> { ["a"] = most } });
        saved.Position = 0;
        Assert.Equal(new Filed(1).Parameters, Filed.Load(saved).Parameters);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    public void NumbersThatNoOptimizerKeeps(double number)
    {
        FiledInDouble model = new(1);
        ((IOptimizerMemory<double>)model).Number(0) = number;
        IsRefused<ModelFileException>(model, s_all);
    }

    [Theory]
    [InlineData("mean", float.NaN)]
    [InlineData("mean", float.NegativeInfinity)]
    [InlineData("square", float.PositiveInfinity)]
    [InlineData("square", -1e-30f)]
    public void StatesThatNoOptimizerKeeps(string state, float number)
    {
        Filed model = new(1);
        IOptimizerMemory<float> memory = model;
        memory.State(memory.StateNames.IndexOf(state))[^1] = number;
        IsRefused<ModelFileException>(model, s_all);
    }

    /// <summary>The same in a file, changed where it stands: refused, and the model stays as it was.</summary>
    [Theory]
    [InlineData("modelgen.learning_rate", "0.01", "1e39")]
    [InlineData("modelgen.learning_rate", "0.01", "NaN")]
    [InlineData("modelgen.learning_rate", "0.01", "∞")]
    [InlineData("modelgen.learning_rate", "0.01", "-0.01")]
    [InlineData("modelgen.learning_rate", "0.01", "")]
    [InlineData("modelgen.step", "1", "-1")]
    [InlineData("modelgen.step", "1", "1.5")]
    [InlineData("modelgen.step", "1", "9007199254740992")]
    public void MetadataThatNoRunLeaves(string key, string good, string bad)
    {
        string header = Header(out byte[] data);
        Assert.Contains($"\"{key}\":\"{good}\"", header, StringComparison.Ordinal);
        string found = IsNotLoaded(header.Replace($"\"{key}\":\"{good}\"", $"\"{key}\":\"{bad}\"", StringComparison.Ordinal), data, null).Found;
        Assert.Equal(bad, found.Trim('\''));
    }

    [Theory]
    [InlineData("optimizer.square.conv1.bias")]
    [InlineData("optimizer.square.dense2.weight")]
    public void StatesThatNoRunLeaves(string tensor)
    {
        string header = Header(out byte[] data);
        using MemoryStream file = new(Whole(header, data));
        int at = (int)SafetensorsHeader.Read(file).Tensors.Single(t => t.Name == tensor).Begin;
        BitConverter.TryWriteBytes(data.AsSpan(at), -1e-3f);
        IsNotLoaded(header, data, tensor);
        BitConverter.TryWriteBytes(data.AsSpan(at), 0f);
        Filed.Load(new MemoryStream(Whole(header, data)), s_allBack);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(-float.Epsilon)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void LearningRatesAreChecked(float rate)
    {
        Filed model = new(1);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => model.LearningRate = rate).Message;
        Assert.StartsWith("Filed: LearningRate is a finite number of 0 or more.", message, StringComparison.Ordinal);
        Assert.Equal(0.01f, model.LearningRate);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiledInDouble(1).LearningRate = rate);
        model.LearningRate = 0;
        Assert.Equal(0, model.LearningRate);
    }

    private static TFault IsRefused<TFault>(Filed model, SaveOptions options)
        where TFault : Exception
        => IsRefused<TFault, Filed, float>(model, options);

    private static TFault IsRefused<TFault>(FiledInDouble model, SaveOptions options)
        where TFault : Exception
        => IsRefused<TFault, FiledInDouble, double>(model, options);

    private static TFault IsRefused<TFault, TSelf, T>(IModel<TSelf, T> model, SaveOptions options)
        where TFault : Exception
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using MemoryStream stream = new();
        Assert.Throws<TFault>(() => model.Save(stream, options));
        Assert.Equal(0, stream.Length);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "good");
            TFault fault = Assert.Throws<TFault>(() => model.Save(path, options));
            Assert.Equal("good", File.ReadAllText(path));
            return fault;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Header(out byte[] data)
    {
        Filed model = new(1);
        model.TrainBatch(new float[Filed.InputLength], new float[Filed.OutputLength]);
        using MemoryStream stream = new();
        model.Save(stream, s_all);
        byte[] bytes = stream.ToArray();
        int length = (int)BitConverter.ToInt64(bytes);
        data = bytes[(8 + length)..];
        return Encoding.UTF8.GetString(bytes, 8, length);
    }

    private static byte[] Whole(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. data];
    }

    private static ModelFileException IsNotLoaded(string header, byte[] data, string? tensor)
    {
        Filed model = new(5);
        model.TrainBatch([.. Enumerable.Repeat(1f, Filed.InputLength)], new float[Filed.OutputLength]);
        using MemoryStream before = new(), after = new();
        model.Save(before, s_all);
        ModelFileException fault = Assert.Throws<ModelFileException>(() => model.Restore(new MemoryStream(Whole(header, data)), s_allBack));
        Assert.Equal(tensor, fault.Tensor);
        model.Save(after, s_all);
        Assert.Equal(before.ToArray(), after.ToArray());
        return fault;
    }
}
