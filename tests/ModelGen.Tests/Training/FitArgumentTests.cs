using System;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>What does not fit is refused before anything is changed, with both sizes in the message.</summary>
public sealed class FitArgumentTests
{
    [Fact]
    public void InputsOfAnotherLength()
    {
        AssertRefused(["Line", "2", "3"], net => net.Fit(new Dataset<double>(new double[6], new double[2], 3, 1)));
        AssertRefused(["Line", "2", "3"], net => net.Fit(Samples.OfLine(4), new Dataset<double>(new double[6], new double[2], 3, 1)));
        AssertRefused(["Line", "2", "3"], net => net.Measure(new Dataset<double>(new double[6], new double[2], 3, 1), Metric.Accuracy));
    }

    [Fact]
    public void TargetsOfAnotherLength()
    {
        AssertRefused(["Line", "1", "4"], net => net.Fit(new Dataset<double>(new double[4], new double[8], 2, 4)));
    }

    [Fact]
    public void MoreClassesThanOutputs()
    {
        ClassDataset<float> data = new(new float[4], new[] { 0, 3 }, 2);

        string message = Assert.Throws<ArgumentException>(() => new SoftmaxLine().Fit(data)).Message;

        Assert.Contains("SoftmaxLine has 3 classes, but the class of example", message);
    }

    [Fact]
    public void BatchesOverTheModelsLargest()
    {
        AssertRefused(["9", "8", "Line.MaxBatch"], net => net.Fit(Samples.OfLine(20), new FitOptions { BatchSize = 9 }));
    }

    [Fact]
    public void OptionsOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { BatchSize = -1 });
        Assert.Throws<ArgumentNullException>(() => new FitOptions { Schedule = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { MinDelta = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Factor = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Threshold = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Minimum = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Cooldown = -1 });
    }

    [Fact]
    public void Nothing()
    {
        Assert.Throws<ArgumentNullException>(() => new Line().Fit((Dataset<double>)null!));
        Assert.Throws<ArgumentNullException>(() => ((Line)null!).Fit(Samples.OfLine(2)));
        Assert.Throws<ArgumentNullException>(() => new Line().Fit(Samples.OfLine(2), (Dataset<double>)null!));
    }

    private static void AssertRefused(string[] parts, Func<Line, object> call)
    {
        Line net = new();
        ArgumentException exception = Assert.Throws<ArgumentException>(() => call(net));
        Assert.All(parts, part => Assert.Contains(part, exception.Message));
        Assert.Equal(0, net.Steps);
    }
}
