using System;
using System.IO;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Moons;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>Four sigmoid layers on two moons, one point at a time (samples/Moons).</summary>
[Trait("Category", "Width")]
public sealed class MoonsTests
{
    private const string Header = "set,x1,x2,label\n";

    /// <summary>The sample's 1,000 epochs end at 97 %; after 200 the error has long been flat.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TellsTheMoonsOfTheFileApart(int seed)
    {
        MoonsData data = MoonsData.Read(Path.Combine(AppContext.BaseDirectory, "Systems", "moons.csv"));
        Assert.Equal((1400, 600), (data.Training.Count, data.Test.Count));

        MoonsNetwork network = new(seed);
        History history = Train(network, data, epochs: 200);

        Assert.InRange(network.Measure(data.Test, Metric.Accuracy), 0.965, 1);
        Assert.InRange(history.Last.TrainingLoss, 0.02, 0.03);
    }

    /// <summary>With this noise about 3 % of the points lie on the wrong side of every sensible boundary.</summary>
    [Fact]
    public void TellsGeneratedMoonsApart()
    {
        MoonsData data = MoonsData.Make(seed: 1);
        Assert.Equal((1400, 600), (data.Training.Count, data.Test.Count));

        MoonsNetwork network = new(seed: 1);
        double before = network.Measure(data.Test, Metric.Accuracy);
        Train(network, data, epochs: 200);

        Assert.InRange(before, 0, 0.9);
        Assert.InRange(network.Measure(data.Test, Metric.Accuracy), 0.95, 1);
    }

    /// <summary>½ Σ error² of two outputs is their mean squared error, which the sample prints.</summary>
    [Fact]
    public void LossIsTheMeanSquaredErrorOfTheTwoOutputs()
    {
        Dataset<float> moons = MoonsData.Make(seed: 3).Test.ToOneHot(2);
        MoonsNetwork network = new(seed: 3);
        Assert.Equal(network.Measure(moons, Metric.MeanSquaredError), network.Evaluate(moons.Inputs, moons.Targets), 1e-6);
    }

    [Theory]
    [InlineData("", "no lines")]
    [InlineData("x1,x2,label\n1,2,0\n", "expected the columns set, x1, x2 and label, found x1, x2, label")]
    [InlineData(Header, "no row has the set train")]
    [InlineData(Header + "train,1,2,0\n", "no row has the set test")]
    [InlineData(Header + "train,1,2,0\ntest,1", "line 3: 2 columns, expected 4")]
    [InlineData(Header + "train,1,2,0\nother,1,2,0\n", "a row's set is 'other'")]
    [InlineData(Header + "train,1,two,0\ntest,1,2,0\n", "line 2, column 3 (x2): 'two' is not a number")]
    [InlineData(Header + "train,1,2,0\ntest,1,NaN,0\n", "a coordinate of the test rows is not finite")]
    [InlineData(Header + "train,1,2,2\ntest,1,2,0\n", "a label of the train rows is neither 0 nor 1")]
    public void WrongFileIsRefusedWithTheReason(string content, string reason)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            InvalidDataException refused = Assert.Throws<InvalidDataException>(() => MoonsData.Read(path));
            Assert.StartsWith(Path.GetFileName(path), refused.Message, StringComparison.Ordinal);
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static History Train(MoonsNetwork network, MoonsData data, int epochs)
        => network.Fit(data.Training.ToOneHot(2), new FitOptions { Epochs = epochs, BatchSize = 1, Seed = 1 });
}
