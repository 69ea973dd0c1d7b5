using System;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Checked;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>All of a data set is checked before the first step: nothing changes, and the message names the data set's row.</summary>
public sealed class FitDataTests
{
    private const int Count = 30;

    [Theory]
    [InlineData(8f)]
    [InlineData(-1f)]
    [InlineData(2.5f)]
    [InlineData(float.NaN)]
    public void IndicesOfTheLastBatch(float index)
    {
        float[] inputs = new float[Count * 2];
        inputs[(29 * 2) + 1] = index;
        Dataset<float> bad = new(inputs, new float[Count], 2, 1), good = new(new float[Count * 2], new float[Count], 2, 1);
        Indexed model = new(1);
        Assert.Contains("index 1 of example 29, is", Unchanged(model, () => model.Fit(bad), "data"), StringComparison.Ordinal);
        Assert.Contains("validation[59]", Unchanged(model, () => model.Fit(good, bad), "validation"), StringComparison.Ordinal);
        Assert.Contains("layer 'embedding1' takes whole numbers from 0 to 7", Unchanged(model, () => model.Measure(bad, Metric.MeanSquaredError), "data"), StringComparison.Ordinal);
        model.Fit(good);
    }

    [Fact]
    public void IndicesAndTargetsAmongOthers()
    {
        double[] inputs = [.. Enumerable.Repeat(-7.5, Count * 3).Select((x, i) => i % 3 == 2 ? 4 : x)];
        double[] targets = [.. Enumerable.Repeat(9.0, Count * 4).Select((y, i) => i % 4 < 2 ? y : 1)];
        TwoSided model = new(1);
        model.Fit(new Dataset<double>(inputs, targets, 3, 4));

        inputs[(17 * 3) + 2] = 5;
        Assert.Contains("layer 'table'", Unchanged(model, () => model.Fit(new Dataset<double>(inputs, targets, 3, 4)), "data"), StringComparison.Ordinal);
        inputs[(17 * 3) + 2] = 4;
        targets[(21 * 4) + 3] = 1.5;
        Assert.StartsWith(
            "TwoSided: BinaryCrossEntropyLoss takes targets from 0 to 1, but in data, target 3 of example 21 is 1.5.",
            Unchanged(model, () => model.Fit(new Dataset<double>(inputs, targets, 3, 4)), "data"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.001f)]
    [InlineData(-0.001f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void BinaryTargets(float target)
    {
        Logits model = new(1);
        float[] targets = [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0 ? 0.25f : i == 27 ? target : 1)];
        Assert.Contains("example 27 is", Unchanged(model, () => model.Fit(new Dataset<float>(new float[Count], targets, 1, 1)), "data"), StringComparison.Ordinal);
        model.Measure(new Dataset<float>(new float[Count], targets, 1, 1), Metric.Accuracy);
    }

    [Fact]
    public void TargetsOfDistributions()
    {
        Distribution model = new(1);
        float[] targets = [.. Enumerable.Repeat(3f, Count * 2)];
        model.Fit(new Dataset<float>(new float[Count], targets, 1, 2));
        targets[11] = -0.5f;
        Assert.StartsWith(
            "Distribution: KLDivergenceLoss takes targets of 0 or more, but in data, target 1 of example 5 is -0.5.",
            Unchanged(model, () => model.Fit(new Dataset<float>(new float[Count], targets, 1, 2)), "data"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ClassesOfTheLastBatch()
    {
        int[] classes = new int[Count];
        classes[28] = 3;
        classes[29] = 9;
        Classes model = new(1);
        Assert.StartsWith(
            "Classes has 3 classes, but the class of example 28 is 3.",
            Unchanged(model, () => model.Fit(new ClassDataset<float>(new float[Count], classes, 1)), "data"),
            StringComparison.Ordinal);
    }

    private static string Unchanged<TModel, T>(ITrainableModel<TModel, T> model, Action call, string parameter)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged
    {
        T[] before = model.Parameters.ToArray();
        ArgumentException fault = Assert.Throws<ArgumentException>(call);
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.Equal(parameter, fault.ParamName);
        return fault.Message;
    }
}
