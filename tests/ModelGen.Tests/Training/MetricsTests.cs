using System;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

public sealed class MetricsTests
{
    [Fact]
    public void TheLargestOfSeveralOutputsIsTheAnswer()
    {
        float[] outputs = [0.1f, 0.7f, 0.2f, 0.5f, 0.3f, 0.2f, -3, -2, -1, 9, 9, 1];

        Assert.Equal(0.75, Metrics.Accuracy<float>(outputs, new[] { 1, 2, 2, 0 }, 3));
        Assert.Equal(0.25, Metrics.Accuracy<float>(outputs, new[] { 1, 1, 1, 1 }, 3));
        Assert.Equal(0.75, Metrics.Accuracy<float>(outputs, new float[] { 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0 }, 3));
    }

    [Fact]
    public void ASingleOutputIsComparedWithTheThreshold()
    {
        double[] outputs = [0.9, 0.5, -0.1, 0.2];
        int[] classes = [1, 0, 0, 1];
        double[] targets = [1, 0, 0, 1];

        Assert.Equal(0.75, Metrics.Accuracy<double>(outputs, classes, 1));
        Assert.Equal(0.75, Metrics.Accuracy<double>(outputs, targets, 1));
        Assert.Equal(0.75, Metrics.Accuracy<double>(outputs, classes, 1, threshold: 0));
        Assert.Equal(1, Metrics.Accuracy<double>([1, -1, -1, 1], classes, 1, threshold: 0));
        Assert.Equal(0.5, Metrics.Accuracy<double>([0.4, -1, -1, 0.4], classes, 1));
    }

    [Fact]
    public void AnOutputThatIsNotANumberIsWrong()
    {
        Assert.Equal(0, Metrics.Accuracy<double>([double.NaN, double.NaN], new[] { 0, 1 }, 1));
        Assert.Equal(0.5, Metrics.Accuracy<double>([double.NaN, 1, 0, 1], new[] { 1, 1 }, 2));
        Assert.Equal(0, Metrics.Accuracy<double>([double.NaN], [double.NaN], 1));
    }

    [Fact]
    public void ErrorsAreMeansOverAllOutputs()
    {
        float[] outputs = [1, 2, 3, 4];
        float[] targets = [1, 0, 6, 3];

        Assert.Equal((0 + 4 + 9 + 1) / 4.0, Metrics.MeanSquaredError<float>(outputs, targets));
        Assert.Equal((0 + 2 + 3 + 1) / 4.0, Metrics.MeanAbsoluteError<float>(outputs, targets));
        Assert.Equal(3.5, Metrics.Mean<float>(Metric.MeanSquaredError, outputs, targets, 2));
    }

    [Fact]
    public void ClassesCountAsOneHotRowsOrAsOneNumber()
    {
        double[] outputs = [0.5, 0.5, 0.25, 0.75];

        Assert.Equal((0.25 + 0.25 + 0.0625 + 0.0625) / 4, Metrics.Mean<double>(Metric.MeanSquaredError, outputs, new[] { 0, 1 }, 2));
        Assert.Equal((0.5 + 0.5 + 0.25 + 0.25) / 4, Metrics.Mean<double>(Metric.MeanAbsoluteError, outputs, new[] { 0, 1 }, 2));
        Assert.Equal((2.25 + 0.25) / 2, Metrics.Mean<double>(Metric.MeanSquaredError, [0.5, 0.5], new[] { 2, 1 }, 1));
        Assert.Equal((1.5 + 0.5) / 2, Metrics.Mean<double>(Metric.MeanAbsoluteError, [0.5, 0.5], new[] { 2, 1 }, 1));
    }

    [Fact]
    public void LengthsThatDoNotFitAreNamed()
    {
        float[] five = new float[5];

        AssertNames(["5", "3"], () => Metrics.Accuracy<float>(five, new[] { 1 }, 3));
        AssertNames(["2", "5"], () => Metrics.Accuracy<float>(five, new[] { 1, 1 }, 1));
        AssertNames(["4", "5"], () => Metrics.MeanSquaredError<float>(five, new float[4]));
        AssertNames(["0"], () => Metrics.MeanAbsoluteError<float>([], []));
    }

    [Fact]
    public void MeasureGoesOverAllDataInParts()
    {
        Line net = new() { SeenPredictions = [] };
        net.SetParameter("all", [2, -3, 1.5]);
        Dataset<double> data = Samples.OfLine(600);

        Assert.Equal(0.25, net.Measure(data, Metric.MeanSquaredError), 1e-12);
        Assert.Equal(0.5, net.Measure(data, Metric.MeanAbsoluteError), 1e-12);
        Assert.Equal([256, 256, 88, 256, 256, 88], net.SeenPredictions);
    }

    [Fact]
    public void MeasureTakesClassesInParts()
    {
        // Class 2 wins where x₀ is above 0.5, class 1 elsewhere; a third of the examples is labelled otherwise.
        SoftmaxLine net = new();
        net.SetParameter("all", [0, 0, -9, 0, 0, 0, 2, 0, -1]);
        float[] inputs = new float[1200];
        int[] classes = new int[600];
        for (int i = 0; i < 600; i++)
        {
            inputs[2 * i] = i % 2;
            classes[i] = i % 3 == 0 ? 0 : 1 + i % 2;
        }

        Assert.Equal(2.0 / 3, net.Measure(new ClassDataset<float>(inputs, classes, 2), Metric.Accuracy), 1e-12);
    }

    [Fact]
    public void ASingleOutputIsMeasuredAgainstClasses()
    {
        Line net = new();
        net.SetParameter("all", [1, 0, 0]);
        ClassDataset<double> data = new(new double[] { 0, 9, 1, 9, 0.75, 9, 0.25, 9 }, new[] { 0, 1, 0, 0 }, 2);

        Assert.Equal(0.75, net.Measure(data, Metric.Accuracy));
        Assert.Equal((0 + 0 + 0.5625 + 0.0625) / 4, net.Measure(data, Metric.MeanSquaredError));
    }

    private static void AssertNames(string[] sizes, Func<object> call)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(call);
        Assert.All(sizes, size => Assert.Contains(size, exception.Message));
    }
}
