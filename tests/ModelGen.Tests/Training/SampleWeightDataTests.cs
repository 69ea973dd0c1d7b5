using System;
using System.IO;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>Data whose examples count more or less.</summary>
public sealed class SampleWeightDataTests
{
    private const int Count = 30;

    private static readonly float[] Inputs = [.. Enumerable.Range(0, 3 * Count).Select(i => MathF.Sin(i))];
    private static readonly float[] Weights = [.. Enumerable.Range(0, Count).Select(i => i % 5 * (i < 8 ? 1 : 0.25f))];
    private static readonly ClassDataset<float> Data = new ClassDataset<float>(Inputs, Enumerable.Range(0, Count).Select(i => i * 7 % 3 % 2).ToArray(), 3).AppendInputs(Weights);

    /// <summary>Batches whose examples count little weigh little: with nothing learned, the losses of an epoch are those of all examples together.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(7, 3)]
    public void Losses_of_Fit_are_weighted_means(int batchSize, int accumulate)
    {
        WeighingNetwork network = new(seed: 1) { LearningRate = 0 };
        History history = network.Fit(Data, Data, new FitOptions { Epochs = 1, BatchSize = batchSize, AccumulateBatches = accumulate, Metrics = [Metric.Accuracy] });
        float[] outputs = new float[2];
        double loss = 0, right = 0;
        for (int example = 0; example < Count; example++)
        {
            network.Predict(Data.Input(example), outputs);
            int wanted = Data.Targets[example];
            loss += Weights[example] * Math.Log(1 + Math.Exp(outputs[1 - wanted] - outputs[wanted]));
            right += outputs[wanted] > outputs[1 - wanted] ? Weights[example] : 0;
        }

        double all = Weights.Sum();
        Assert.Equal(loss / all, history.Epochs[0].TrainingLoss, 1e-6);
        Assert.Equal(loss / all, history.Epochs[0].ValidationLoss!.Value, 1e-6);
        Assert.Equal(right / all, history.Epochs[0].Metrics[0].Value, 1e-9);
        Assert.Equal(right / all, network.Measure(Data, Metric.Accuracy), 1e-9);
    }

    /// <summary>Two batches gathered make the step that one of all examples makes, whatever each of them counts.</summary>
    [Fact]
    public void Gathered_batches_weigh_what_their_examples_count()
    {
        WeighingNetwork one = new(seed: 1), two = new(seed: 1);
        one.TrainBatch(Data.Slice(0, 16).Inputs, Data.Slice(0, 16).Targets);
        two.Fit(Data.Slice(0, 16), options: new FitOptions { Epochs = 1, BatchSize = 5, AccumulateBatches = 4, Shuffle = false });
        for (int i = 0; i < WeighingNetwork.ParameterCount; i++)
        {
            Assert.Equal(one.Parameters[i], two.Parameters[i], 1e-6);
        }
    }

    [Fact]
    public void An_example_of_weight_two_is_there_twice()
    {
        WeighingNetwork weighted = new(seed: 1), twice = new(seed: 1);
        int[] classes = [1, 0, 0];
        weighted.TrainBatch([1, 2, 3, 2, 4, 5, 6, 1], classes[..2]);
        twice.TrainBatch([1, 2, 3, 1, 1, 2, 3, 1, 4, 5, 6, 1], (int[])[1, 1, 0]);
        for (int i = 0; i < WeighingNetwork.ParameterCount; i++)
        {
            Assert.Equal(twice.Parameters[i], weighted.Parameters[i], 1e-6);
        }
    }

    [Fact]
    public void A_class_without_weights_predicts_with_what_was_trained_with_them()
    {
        WeighingNetwork trained = new(seed: 1);
        trained.Fit(Data, options: new FitOptions { Epochs = 2 });
        using MemoryStream file = new();
        trained.Save(file);
        file.Position = 0;
        ServingNetwork serving = ServingNetwork.Load(file);
        float[] expected = new float[2], actual = new float[2];
        trained.Predict(Data.Input(4), expected);
        serving.Predict(Data.Input(4)[..3], actual);
        Assert.Equal(expected[0], actual[0], 1e-6f);
        Assert.Equal(expected[1], actual[1], 1e-6f);
    }

    [Fact]
    public void Appended_numbers_stand_behind_those_of_their_example()
    {
        Dataset<float> data = new(new float[] { 1, 2, 3, 4 }, new float[] { 5, 6 }, 2, 1);
        Dataset<float> more = data.AppendInputs(new float[] { 7, 8, 9, 10 }, 2);
        Assert.Equal([1, 2, 7, 8, 3, 4, 9, 10], more.Inputs.ToArray());
        Assert.Equal((4, 1, 2), (more.InputLength, more.TargetLength, more.Count));
        Assert.Equal([5, 6], more.Targets.ToArray());
        Assert.Throws<ArgumentException>(() => data.AppendInputs(new float[] { 7, 8, 9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.AppendInputs(new float[] { 7, 8 }, 0));
    }

    [Fact]
    public void Data_with_a_weight_that_is_none_is_refused_before_anything_changes()
    {
        float[] wrong = [.. Weights];
        wrong[11] = -1;
        WeighingNetwork network = new(seed: 1);
        float[] before = network.Parameters.ToArray();
        ClassDataset<float> data = new ClassDataset<float>(Inputs, new int[Count], 3).AppendInputs(wrong);
        string message = Assert.Throws<ArgumentException>(() => network.Fit(data)).Message;
        Assert.StartsWith("WeighingNetwork: input 'importance' says what an example counts in the loss, a finite number of 0 or more, but data[47], that of example 11, is -1.", message);
        Assert.Throws<ArgumentException>(() => network.Measure(data, Metric.Accuracy));
        Assert.Equal(before, network.Parameters.ToArray());
    }
}

[Model(MaxBatch = 16)]
[Input(3, Name = "x")]
[Input(1, Name = "importance")]
[Dense(2)]
[SoftmaxCrossEntropyLoss(SampleWeights = "importance")]
[Sgd(LearningRate = 0.1)]
internal sealed partial class WeighingNetwork;

[Model(MaxBatch = 16)]
[Input(3, Name = "x")]
[Dense(2)]
internal sealed partial class ServingNetwork;
