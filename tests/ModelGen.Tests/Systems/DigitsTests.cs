using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using ModelGen.Training;
using Samples.Digits;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>LeNet-5 on drawn digits, and reading MNIST's files (samples/Digits).</summary>
public sealed class DigitsTests
{
    [Fact]
    [Trait("Category", "Width")]
    public void LeNetReadsNineOfTenDrawnDigitsAfterTwoEpochs()
    {
        DigitData data = DrawnDigits.Make(seed: 1);
        LeNet5 network = new(seed: 1);
        network.Fit(data.Training, new FitOptions { Epochs = 2 });
        Assert.InRange(network.Measure(data.Test, Metric.Accuracy), 0.9, 1);
    }

    [Fact]
    public void DigitsAreDrawnDifferently()
    {
        DigitData data = DrawnDigits.Make(seed: 1);
        Assert.False(data.Training.Input(0).SequenceEqual(data.Training.Input(10)));
        Assert.Equal(data.Training.Target(0), data.Training.Target(10));
        Assert.False(data.Training.Input(0).SequenceEqual(DrawnDigits.Make(seed: 2).Training.Input(0)));
    }

    [Fact]
    public void CopiesKeepTheirClass()
    {
        DigitData data = DrawnDigits.Make(seed: 1);
        var copies = ShiftedCopies.Add(data.Test, 2, seed: 1);
        Assert.Equal(3 * data.Test.Count, copies.Count);
        Assert.Equal(data.Test.Inputs, copies.Inputs[..data.Test.Inputs.Length]);
        Assert.Equal(data.Test.Targets, copies.Targets.Slice(data.Test.Count, data.Test.Count));
        Assert.False(copies.Input(data.Test.Count).SequenceEqual(copies.Input(2 * data.Test.Count)));
    }

    [Theory]
    [InlineData(true, 10, 5)]
    [InlineData(false, 4, 1)]
    public void ReadsMnistFromAFolder(bool hasTraining, int training, int test) => InFolder(folder =>
    {
        Write(folder, "t10k", 5);
        if (hasTraining)
        {
            Write(folder, "train", 10);
        }

        DigitData data = MnistFolder.Read(folder);
        Assert.Equal((training, test), (data.Training.Count, data.Test.Count));
        Assert.Equal([0, 1, 2, 3], data.Training.Targets[..4]);
        Assert.Equal(1f, data.Training.Input(0)[3]);
    });

    [Fact]
    public void SaysWhatAFolderLacks() => InFolder(folder =>
    {
        Assert.Contains("has neither train-images-idx3-ubyte nor t10k-images-idx3-ubyte", Assert.Throws<InvalidDataException>(() => MnistFolder.Read(folder)).Message);
        Write(folder, "t10k", 5);
        File.Delete(Path.Combine(folder, "t10k-labels-idx1-ubyte"));
        Assert.Contains("has no t10k-labels-idx1-ubyte", Assert.Throws<InvalidDataException>(() => MnistFolder.Read(folder)).Message);
        WriteIdx(Path.Combine(folder, "t10k-labels-idx1-ubyte"), [4], new byte[4]);
        Assert.Contains("an array of 5 × 28 × 28 and t10k-labels-idx1-ubyte one of 4", Assert.Throws<InvalidDataException>(() => MnistFolder.Read(folder)).Message);
        WriteIdx(Path.Combine(folder, "t10k-labels-idx1-ubyte"), [5], [1, 2, 3, 10, 4]);
        Assert.Contains("label 3 is 10", Assert.Throws<InvalidDataException>(() => MnistFolder.Read(folder)).Message);
    });

    private static void InFolder(Action<string> test)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            test(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string set, int count)
    {
        WriteIdx(Path.Combine(folder, $"{set}-images-idx3-ubyte"), [count, 28, 28], [.. Enumerable.Range(0, count * 784).Select(i => i % 784 == 3 ? byte.MaxValue : (byte)0)]);
        WriteIdx(Path.Combine(folder, $"{set}-labels-idx1-ubyte"), [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
    }

    private static void WriteIdx(string path, int[] shape, byte[] content)
    {
        using FileStream file = File.Create(path);
        file.Write([0, 0, 8, (byte)shape.Length]);
        byte[] size = new byte[4];
        foreach (int extent in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(size, extent);
            file.Write(size);
        }

        file.Write(content);
    }
}
