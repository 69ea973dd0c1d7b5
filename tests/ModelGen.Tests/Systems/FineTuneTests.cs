using System;
using System.IO;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Digits;
using Samples.FineTune;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>Letters on the convolutions of a network for digits (samples/FineTune).</summary>
public sealed class FineTuneTests
{
    /// <summary>The sample reaches 97 %, on digits that it has seen more often.</summary>
    [Fact]
    public void FewLettersAreEnoughForWhatHasLearntDigits()
    {
        DigitNetwork digits = new(seed: 1);
        digits.Fit(DrawnDigits.Make(seed: 1).Training, new FitOptions { Epochs = 3, Seed = 1 });
        using MemoryStream file = new();
        digits.Save(file);
        file.Position = 0;
        LetterNetwork network = new(seed: 1);
        network.Restore(file, FineTuning.AllButTheHead);
        Assert.Equal(Values(digits, "conv2.weight"), Values(network, "conv2.weight"));

        DrawnLetters letters = DrawnLetters.Make(ofEach: 20, seed: 1);
        ClassDataset<float> training = ShiftedCopies.Add(letters.Training, FineTuning.Copies, seed: 1);
        FitOptions options = FineTuning.Options(seed: 1, releases: true) with { Metrics = [] };
        network.Fit(training, options);
        Assert.InRange(network.Measure(letters.Test, Metric.Accuracy), 0.95, 1);
        Assert.NotEqual(Values(digits, "conv1.weight"), Values(network, "conv1.weight"));
    }

    /// <summary>Layers are released one after another, the last one first.</summary>
    [Fact]
    public void LayersStandStillUntilTheyAreReleased()
    {
        LetterNetwork network = new(seed: 1);
        LetterNetwork start = new(seed: 1);
        ClassDataset<float> few = DrawnLetters.Make(ofEach: 1, seed: 1).Training;
        int release = FineTuning.Releases.Single(change => change.Trainable && change.Pattern == "conv2").Epoch;
        network.Fit(few, FineTuning.Options(seed: 1, releases: true) with { Epochs = release });
        Assert.Equal(Values(start, "conv1.weight"), Values(network, "conv1.weight"));
        foreach (string name in new[] { "conv2.weight", "conv3.weight", "dense1.weight" })
        {
            Assert.NotEqual(Values(start, name), Values(network, name));
        }
    }

    private static float[] Values<TModel>(TModel model, string name)
        where TModel : IModel<TModel, float>
    {
        float[] values = new float[TModel.ParameterInfos.ToArray().Single(info => info.Name == name).Length];
        model.GetParameter(name, values);
        return values;
    }
}
