using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Threading;
using ModelGen.CompilerServices;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Checkpoints;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>A training that was interrupted and resumed ends with the bits of one that was not.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int Epochs = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("modelgen-checkpoints").FullName;

    private string Each => Path.Combine(_folder, "at-{epoch}.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AdamWithDropoutAndRunningStatistics()
    {
        FitOptions options = new() { Seed = 3, Schedule = LearningRateSchedule.Cosine(30), Metrics = [Metric.Accuracy] };
        Resumes<CheckedAdam, float>(
            () => new(seed: 1), (net, how, progress) => net.Fit(Classes(37, 1), Classes(11, 2), how, progress), options);
    }

    [Fact]
    public void AdamByThreeThreads()
        => Resumes<CheckedAdam, float>(
            () => new(seed: 2),
            (net, how, progress) => net.Fit(Classes(37, 1), how, progress),
            new FitOptions { DegreeOfParallelism = 3, BatchSize = 6 });

    [Fact]
    public void LayersThatAreReleasedAndOneThatWasFrozenBefore()
    {
        FitOptions options = new() { Trainable = [new(1, "dense1", Trainable: false), new(3, "dense1"), new(5, "conv1.weight")] };
        Resumes<CheckedAdam, float>(
            () =>
            {
                CheckedAdam net = new(seed: 4);
                net.SetTrainable("conv1", false);
                return net;
            },
            (net, how, progress) => net.Fit(Classes(20, 1), how, progress),
            options);
    }

    [Fact]
    public void MomentumWithDropoutAndPlateaus()
        => Resumes<CheckedMomentum, double>(
            () => new(seed: 1) { DropoutSeed = 77, DropoutStep = 5, LearningRate = 0.03 },
            (net, how, progress) => net.Fit(Numbers(29, 1), Numbers(9, 2), how, progress),
            new FitOptions { ReduceOnPlateau = new() { Patience = 0, Factor = 0.5, Threshold = 0.5, Cooldown = 1 } });

    [Fact]
    public void NAdam() => ResumesNumbers<CheckedNAdam>(() => new(seed: 1));

    [Fact]
    public void RAdam() => ResumesNumbers<CheckedRAdam>(() => new(seed: 1));

    [Fact]
    public void PlainGradientDescentWithoutShuffling()
        => Resumes<CheckedSgd, double>(
            () => new(seed: 1), (net, how, progress) => net.Fit(Numbers(29, 1), how, progress), new FitOptions { Shuffle = false });

    /// <summary>Early stopping restores the best parameters, which the resumed training has from its file.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EarlyStoppingStopsWhereItWould(bool restoreBest)
    {
        // Four steps are an epoch. From the third on they are too large, and the loss rises.
        FitOptions options = new()
        {
            EarlyStopping = new() { Patience = 2, RestoreBest = restoreBest },
            Schedule = LearningRateSchedule.Step(8, 300),
            Seed = 1,
        };
        History whole = Resumes<CheckedMomentum, double>(
            () => new(seed: 2) { LearningRate = 0.01 }, (net, how, progress) => net.Fit(Numbers(29, 1), Numbers(9, 2), how, progress), options);
        Assert.Equal(StopReason.EarlyStopping, whole.StopReason);
        Assert.Equal(restoreBest, whole.ParametersEpoch < whole.Epochs.Count);
    }

    [Fact]
    public void OnlyTheBestHaveAFileIfAskedFor()
    {
        Checkpoints best = new(Each) { BestOnly = true };
        History history = new CheckedMomentum(seed: 2) { LearningRate = 0.5 }.Fit(
            Numbers(29, 1), Numbers(9, 2), new FitOptions { Epochs = Epochs, Checkpoints = best });
        double lowest = double.PositiveInfinity;
        List<int> expected = [];
        foreach (EpochResult epoch in history.Epochs)
        {
            if (epoch.MonitoredLoss < lowest)
            {
                lowest = epoch.MonitoredLoss;
                expected.Add(epoch.Epoch);
            }
        }

        Assert.InRange(expected.Count, 1, Epochs - 1);
        Assert.Equal(expected, Enumerable.Range(1, Epochs).Where(epoch => File.Exists(best.PathOf(epoch))));
    }

    [Fact]
    public void ACheckpointIsAFileOfTheModel()
    {
        CheckedAdam net = new(seed: 1) { LearningRate = 0.02f };
        FitOptions options = new() { Epochs = 2, Checkpoints = new(Each), EarlyStopping = new(), Schedule = LearningRateSchedule.Exponential(0.5) };
        net.Fit(Classes(20, 1), options with { EarlyStopping = new() { RestoreBest = true, Patience = 9 } });
        CheckedAdam loaded = CheckedAdam.Load(options.Checkpoints.PathOf(2), new LoadOptions { IncludeOptimizer = true });
        Assert.Equal(net.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(0.02f, loaded.LearningRate);
    }

    [Fact]
    public void ATrainingMayGoOnForLonger()
    {
        CheckedSgd whole = new(seed: 1), half = new(seed: 1), rest = new(seed: 9);
        whole.Fit(Numbers(29, 1), new FitOptions { Epochs = 5 });
        Checkpoints file = new(Path.Combine(_folder, "one.safetensors"));
        half.Fit(Numbers(29, 1), new FitOptions { Epochs = 3, Checkpoints = file });
        History history = rest.Fit(Numbers(29, 1), new FitOptions { Epochs = 5, ResumeFrom = file.Path });
        Assert.Equal(whole.Parameters.ToArray(), rest.Parameters.ToArray());
        Assert.Equal(5, history.Epochs.Count);
        Assert.True(history.Duration >= history.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration));
    }

    /// <summary>Whoever reads while the training writes sees a whole file each time.</summary>
    [Fact]
    public void TheFileIsWholeAtAnyTime()
    {
        Checkpoints file = new(Path.Combine(_folder, "one.safetensors"));
        CheckedAdam net = new(seed: 1);
        Thread training = new(() => net.Fit(Classes(8, 1), new FitOptions { Epochs = 60, Checkpoints = file }));
        training.Start();
        int read = 0;
        while (training.IsAlive || read == 0)
        {
            if (File.Exists(file.Path))
            {
                CheckedAdam.Load(file.Path, new LoadOptions { IncludeOptimizer = true });
                read++;
            }
        }

        Assert.Equal(net.Parameters.ToArray(), CheckedAdam.Load(file.Path).Parameters.ToArray());
        Assert.Equal([file.Path], Directory.GetFiles(_folder));
    }

    private void ResumesNumbers<TModel>(Func<TModel> create)
        where TModel : class, ITrainableModel<TModel, double>
        => Resumes<TModel, double>(create, (net, how, progress) => net.Fit(Numbers(29, 1), how, progress), new FitOptions());

    /// <summary>Trains without a break, then once for each epoch with a break after it, and compares all that there is.</summary>
    private History Resumes<TModel, T>(
        Func<TModel> create, Func<TModel, FitOptions, IProgress<FitProgress>?, History> fit, FitOptions options)
        where TModel : class, ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel whole = create();
        History expected = fit(whole, options with { Epochs = Epochs }, null);
        Checkpoints checkpoints = new(Each);
        for (int epoch = 1; epoch <= expected.Epochs.Count; epoch++)
        {
            ActionProgress<FitProgress> kill = new(report =>
            {
                if (report.IsEpochEnd && report.Epoch == epoch)
                {
                    throw new TimeoutException();
                }
            });
            Assert.Throws<TimeoutException>(() => fit(create(), options with { Epochs = Epochs, Checkpoints = checkpoints }, kill));

            // Nothing of the other model is left: not its parameters, nor what is frozen, nor what dropout draws from.
            TModel resumed = TModel.Create(seed: 99);
            History history = fit(resumed, options with { Epochs = Epochs, ResumeFrom = checkpoints.PathOf(epoch) }, null);
            Assert.Equal(Everything<TModel, T>(whole), Everything<TModel, T>(resumed));
            Assert.Equal(expected.StopReason, history.StopReason);
            Assert.Equal(expected.ParametersEpoch, history.ParametersEpoch);
            Assert.Equal(expected.Epochs.Select(Figures), history.Epochs.Select(Figures));
        }

        return expected;
    }

    private static string Figures(EpochResult epoch)
        => $"{epoch.Epoch} {epoch.TrainingLoss:R} {epoch.ValidationLoss:R} {epoch.LearningRate:R} {string.Join(' ', epoch.Metrics)}";

    private static List<string> Everything<TModel, T>(TModel model)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IOptimizerMemory<T> memory = (IOptimizerMemory<T>)model;
        List<string> all = [$"steps {memory.Steps}", $"rate {model.LearningRate}"];
        for (int state = -1; state < memory.StateNames.Length; state++)
        {
            foreach (ParameterInfo info in TModel.ParameterInfos)
            {
                if (state < 0 || info.Trainable)
                {
                    Span<T> numbers = (state < 0 ? model.Parameters : memory.State(state)).Slice(info.Offset, info.Length);
                    all.Add($"{state} {info.Name} {model.IsTrainable(info.Name)} {string.Join(' ', numbers.ToArray())}");
                }
            }
        }

        for (int i = 0; i < memory.NumberNames.Length; i++)
        {
            all.Add($"{memory.NumberNames[i]} {memory.Number(i):R}");
        }

        if (model is IDropoutModel dropout)
        {
            all.Add($"dropout {dropout.DropoutSeed} {dropout.DropoutStep}");
        }

        return all;
    }

    private static ClassDataset<float> Classes(int count, int seed)
    {
        Random random = new(seed);
        float[] inputs = [.. Enumerable.Range(0, count * 36).Select(_ => random.NextSingle())];
        int[] classes = [.. Enumerable.Range(0, count).Select(_ => random.Next(3))];
        return new(inputs, classes, 36);
    }

    private static Dataset<double> Numbers(int count, int seed)
    {
        Random random = new(seed);
        double[] Drawn(int length) => [.. Enumerable.Range(0, count * length).Select(_ => random.NextDouble() - 0.5)];
        return new(Drawn(4), Drawn(2), 4, 2);
    }
}
