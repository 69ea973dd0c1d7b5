using System;
using System.IO;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>Data for outputs with positions, each of which has a class of its own.</summary>
public sealed class PositionDataTests
{
    // Position p of an example says in which third the p-th input lies.
    private static readonly ClassDataset<float> Thirds = Make(400);

    [Fact]
    public void Fit_learns_a_class_for_each_position()
    {
        (ClassDataset<float> training, ClassDataset<float> test) = Thirds.Split(0.75, seed: 2);
        Assert.Equal((300, 5, 100, 5), (training.Count, training.TargetLength, test.Count, test.TargetLength));
        var network = new ThirdsNetwork(seed: 1);
        double before = network.Measure(test, Metric.Accuracy);
        network.Fit(training, test, new FitOptions { Epochs = 60, Metrics = [Metric.Accuracy] });
        double after = network.Measure(test, Metric.Accuracy);
        Assert.True(after > 0.9 && after > before, $"{before:P1}, then {after:P1}");
        Assert.Equal(RightOf(network, test), after, 1e-12);
        Assert.Equal(after, network.Measure(test.ToOneHot(3), Metric.Accuracy), 1e-12);
        Assert.Equal(network.Measure(test.ToOneHot(3), Metric.MeanSquaredError), network.Measure(test, Metric.MeanSquaredError), 1e-9);
    }

    [Fact]
    public void Metrics_leave_the_padding_out()
    {
        int[] lengths = [1, 3, 5];
        float[] inputs = [.. lengths.SelectMany((length, b) => Enumerable.Range(0, 5).Select(t => t < length ? 0.1f * (b + t) : float.NaN).Append(length))];
        var data = new ClassDataset<float>(inputs, Enumerable.Range(0, 15).Select(i => i % 3).ToArray(), 6, classesPerExample: 5);
        var network = new ThirdsOfSome(seed: 1);
        float[] outputs = new float[45];
        network.Predict(inputs, outputs);
        (int Example, int Time)[] real = [.. lengths.SelectMany((length, b) => Enumerable.Range(0, length).Select(t => (b, t)))];
        double[] right = [.. real.Select(p => data.Targets[(p.Example * 5) + p.Time] == Enumerable.Range(0, 3).MaxBy(c => outputs[(((p.Example * 5) + p.Time) * 3) + c]) ? 1.0 : 0.0)];
        Assert.Equal(right.Average(), network.Measure(data, Metric.Accuracy), 1e-12);
        double squares = real.Average(p => Enumerable.Range(0, 3).Average(c => Math.Pow(outputs[(((p.Example * 5) + p.Time) * 3) + c] - (data.Targets[(p.Example * 5) + p.Time] == c ? 1 : 0), 2)));
        Assert.Equal(squares, network.Measure(data.ToOneHot(3), Metric.MeanSquaredError), 1e-6);
    }

    [Fact]
    public void Metrics_leave_ignored_classes_out()
    {
        float[] inputs = [.. Enumerable.Range(0, 20).Select(i => i / 20f)];
        int[] classes = [.. Enumerable.Range(0, 20).Select(i => i % 4 == 3 ? -100 : i % 3)];
        var data = new ClassDataset<float>(inputs, classes, 5, classesPerExample: 5, ignoredClass: -100);
        var network = new ThirdsNetwork(seed: 1);
        float[] outputs = new float[60];
        network.Predict(inputs, outputs);
        double right = Enumerable.Range(0, 20).Where(p => classes[p] >= 0).Average(p => classes[p] == Enumerable.Range(0, 3).MaxBy(c => outputs[(3 * p) + c]) ? 1.0 : 0.0);
        Assert.Equal(right, network.Measure(data, Metric.Accuracy), 1e-12);
        Assert.Equal((2, -100), (data.Slice(1, 2).LargestClass, data.Split(0.5, seed: 1).Second.IgnoredClass));
        Assert.Throws<ArgumentException>(() => new ClassDataset<float>(inputs, classes, 5, classesPerExample: 5, ignoredClass: -1));
    }

    /// <summary>Parts of the data in which few positions count weigh little: the losses of an epoch are those of all positions together.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(0)]
    public void Losses_of_Fit_are_means_over_what_counts(int batchSize)
    {
        const int Count = 600;
        float[] inputs = [.. Enumerable.Range(0, Count).SelectMany(b => Enumerable.Range(0, 5).Select(t => MathF.Sin(b + t)).Append(b < Count / 2 ? 5 : 1))];
        var data = new ClassDataset<float>(inputs, Enumerable.Range(0, Count * 5).Select(i => i < Count * 2 ? 0 : 2).ToArray(), 6, classesPerExample: 5);
        var network = new ThirdsOfSome(seed: 1);
        FitOptions still = new() { BatchSize = batchSize, Shuffle = false, Schedule = LearningRateSchedule.Function((_, _) => 0) };
        EpochResult epoch = network.Fit(data, data, still).Last;
        double expected = network.Evaluate(data.Inputs, data.Targets);
        Assert.Equal(expected, epoch.ValidationLoss!.Value, 1e-5);
        Assert.Equal(expected, epoch.TrainingLoss, 1e-5);
    }

    /// <summary>TrainBatch and Evaluate do not look at classes in the padding; neither do Fit and Measure.</summary>
    [Fact]
    public void Classes_in_the_padding_may_be_any()
    {
        int[] lengths = [1, 3, 5, 2];
        float[] inputs = [.. lengths.SelectMany((length, b) => Enumerable.Range(0, 5).Select(t => t < length ? 0.1f * (b + t) : float.NaN).Append(length))];
        int[] Classes(int padding) => [.. lengths.SelectMany(length => Enumerable.Range(0, 5).Select(t => t < length ? t % 3 : padding))];
        FitOptions options = new() { Epochs = 3, Metrics = [Metric.Accuracy] };
        ThirdsOfSome usual = new(seed: 1), other = new(seed: 1), named = new(seed: 1);
        History expected = usual.Fit(new ClassDataset<float>(inputs, Classes(0), 6, classesPerExample: 5), options);
        foreach ((ThirdsOfSome network, ClassDataset<float> data) in new[]
        {
            (other, new ClassDataset<float>(inputs, Classes(99), 6, classesPerExample: 5)),
            (named, new ClassDataset<float>(inputs, Classes(-1), 6, classesPerExample: 5, ignoredClass: -1)),
        })
        {
            History history = network.Fit(data, options);
            Assert.Equal(usual.Parameters, network.Parameters);
            Assert.Equal(expected.Last.TrainingLoss, history.Last.TrainingLoss);
            Assert.Equal(expected.Last.Metrics[0].Value, history.Last.Metrics[0].Value);
            Assert.Equal(expected.Last.Metrics[0].Value, network.Measure(data, Metric.Accuracy));
        }

        int[] wrong = Classes(99);
        wrong[7] = 3;
        var refused = Assert.Throws<ArgumentException>(() => usual.Fit(new ClassDataset<float>(inputs, wrong, 6, classesPerExample: 5)));
        Assert.Contains("ThirdsOfSome has 3 classes, but the class at position 2 of example 1 is 3.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_loss_ignores_metrics_leave_out_untold()
    {
        float[] inputs = [.. Enumerable.Range(0, 40).Select(i => i / 40f)];
        int[] classes = [.. Enumerable.Range(0, 40).Select(i => i % 5 < 2 ? 1 : i % 3 * 2 % 3)];
        ClassDataset<float> untold = new(inputs, classes, 5, classesPerExample: 5), told = new(inputs, classes, 5, classesPerExample: 5, ignoredClass: 1);
        var network = new ThirdsWithoutSecond(seed: 1);
        float[] outputs = new float[120];
        network.Predict(inputs, outputs);
        double right = Enumerable.Range(0, 40).Where(p => classes[p] != 1).Average(p => classes[p] == Enumerable.Range(0, 3).MaxBy(c => outputs[(3 * p) + c]) ? 1.0 : 0.0);
        Assert.Equal(right, network.Measure(untold, Metric.Accuracy), 1e-12);
        Assert.Equal(right, network.Measure(told, Metric.Accuracy), 1e-12);

        // One-hot rows of what is ignored are rows of zeros.
        float[] rows = [.. classes.SelectMany(c => Enumerable.Range(0, 3).Select(k => k == c && c != 1 ? 1f : 0))];
        Assert.Equal(right, network.Measure(new Dataset<float>(inputs, rows, 5, 15), Metric.Accuracy), 1e-12);

        FitOptions still = new() { BatchSize = 3, Shuffle = false, Schedule = LearningRateSchedule.Function((_, _) => 0) };
        Assert.Equal(network.Evaluate(inputs, classes), network.Fit(untold, untold, still).Last.TrainingLoss, 1e-5);
        Assert.Equal(network.Evaluate(inputs, classes), network.Fit(new Dataset<float>(inputs, rows, 5, 15), still).Last.TrainingLoss, 1e-5);
    }

    [Fact]
    public void Data_that_ignores_what_the_loss_does_not_is_refused()
    {
        float[] inputs = new float[10];
        int[] classes = [0, 1, 2, 0, 1, 0, 2, 1, 0, 0];
        ClassDataset<float> other = new(inputs, classes, 5, classesPerExample: 5, ignoredClass: 2);
        var refused = Assert.Throws<ArgumentException>(() => new ThirdsWithoutSecond().Measure(other, Metric.Accuracy));
        Assert.Contains("ThirdsWithoutSecond ignores class 1, but the data class 2", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<ArgumentException>(() => new ThirdsNetwork().Fit(other));
        Assert.Contains("the class at position 2 of example 0 is 2, which the data ignores and the loss does not: say so by its IgnoreIndex", refused.Message, StringComparison.Ordinal);
        new ThirdsNetwork().Measure(other, Metric.Accuracy);
    }

    /// <summary>Parts with rare classes weigh as these do.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(0)]
    public void Losses_of_Fit_are_means_over_weights(int batchSize)
    {
        const int Count = 300;
        float[] inputs = [.. Enumerable.Range(0, Count * 5).Select(i => MathF.Sin(i))];
        ClassDataset<float> data = new(inputs, Enumerable.Range(0, Count * 5).Select(i => i < Count * 2 ? 0 : i % 3).ToArray(), 5, classesPerExample: 5);
        var network = new WeightedThirds(seed: 1);
        FitOptions still = new() { BatchSize = batchSize, Shuffle = false, Schedule = LearningRateSchedule.Function((_, _) => 0) };
        EpochResult epoch = network.Fit(data, data, still).Last;
        double expected = network.Evaluate(data.Inputs, data.Targets);
        Assert.Equal(expected, epoch.ValidationLoss!.Value, 1e-5);
        Assert.Equal(expected, epoch.TrainingLoss, 1e-5);
        Assert.Equal(expected, network.Fit(data.ToOneHot(3), still).Last.TrainingLoss, 1e-5);
    }

    [Fact]
    public void The_report_counts_what_is_real_and_not_ignored()
    {
        int[] lengths = [1, 3, 5, 2];
        float[] inputs = [.. lengths.SelectMany((length, b) => Enumerable.Range(0, 5).Select(t => t < length ? 0.1f * (b + t) : float.NaN).Append(length))];
        ClassDataset<float> data = new(inputs, lengths.SelectMany(length => Enumerable.Range(0, 5).Select(t => t < length ? t % 3 : -1)).ToArray(), 6, classesPerExample: 5, ignoredClass: -1);
        string path = Path.GetTempFileName();
        try
        {
            Assert.Null(new ThirdsOfSome(seed: 1).Fit(data, new FitOptions { Epochs = 1, Report = path }).ReportFailure);
            Assert.Contains(" of 11 positions of the training data right", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Data_without_a_class_for_each_position_is_refused()
    {
        var network = new ThirdsNetwork(seed: 1);
        var refused = Assert.Throws<ArgumentException>(() => network.Fit(new ClassDataset<float>(new float[10], new int[2], 5)));
        Assert.Contains("ThirdsNetwork takes 5 classes for an example, the data has 1", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<ArgumentException>(() => network.Fit(new ClassDataset<float>(new float[10], new[] { 0, 1, 2, 0, 1, 0, 0, 3, 0, 0 }, 5, classesPerExample: 5)));
        Assert.Contains("ThirdsNetwork has 3 classes, but the class at position 2 of example 1 is 3", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<ArgumentException>(() => new ClassDataset<float>(new float[10], new[] { 0, 1, 2, 0, 1, 0, -1, 0, 0, 0 }, 5, 5));
        Assert.Contains("The class at position 1 of example 1 is -1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_counts_positions()
    {
        var network = new ThirdsNetwork(seed: 1);
        string path = Path.GetTempFileName();
        try
        {
            network.Fit(Thirds, new FitOptions { Epochs = 1, Report = path });
            string page = File.ReadAllText(path);
            string right = FormattableString.Invariant($"{2000 * RightOf(network, Thirds):N0}");
            Assert.Contains($"{right} of 2,000 positions of the training data right", page, StringComparison.Ordinal);
            Assert.DoesNotContain("examples of the", page, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double RightOf(ThirdsNetwork network, ClassDataset<float> data)
    {
        float[] outputs = new float[data.Count * 15];
        network.Predict(data.Inputs, outputs);
        int right = Enumerable.Range(0, data.Count * 5).Count(p => data.Targets[p] == Enumerable.Range(0, 3).MaxBy(c => outputs[(3 * p) + c]));
        return right / (5.0 * data.Count);
    }

    private static ClassDataset<float> Make(int count)
    {
        var random = new Random(7);
        float[] inputs = [.. Enumerable.Range(0, count * 5).Select(_ => random.NextSingle())];
        return new(inputs, inputs.Select(x => (int)(3 * x)).ToArray(), 5, classesPerExample: 5);
    }
}

/// <summary>Says of each of five numbers in which third of 0 to 1 it lies.</summary>
[Model(MaxBatch = 20)]
[Input(5)]
[Dense(40, Activation.Tanh)]
[Dense(15)]
[Reshape(5, 3)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class ThirdsNetwork;

/// <summary>The same, where the middle third is not asked for.</summary>
[Model(MaxBatch = 20)]
[Input(5)]
[Dense(15)]
[Reshape(5, 3)]
[SoftmaxCrossEntropyLoss(IgnoreIndex = 1)]
[Adam(LearningRate = 0.01)]
public sealed partial class ThirdsWithoutSecond;

/// <summary>The same, where the last third counts most.</summary>
[Model(MaxBatch = 20)]
[Input(5)]
[Dense(15)]
[Reshape(5, 3)]
[SoftmaxCrossEntropyLoss(ClassWeights = new[] { 0.5, 1, 4 })]
[Adam(LearningRate = 0.01)]
public sealed partial class WeightedThirds;

/// <summary>The same of up to five numbers.</summary>
[Model(MaxBatch = 20)]
[Input(5, 1, Lengths = true)]
[Gru(4, ReturnSequences = true)]
[Dense(3)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class ThirdsOfSome;
