using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Checkpoints;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>What is no checkpoint of a training is refused by name, and nothing changes.</summary>
public sealed class CheckpointRefusalTests : IDisposable
{
    private static readonly FitOptions Options = new()
    {
        Epochs = 3,
        EarlyStopping = new() { Patience = 5 },
        ReduceOnPlateau = new() { Patience = 1 },
        Metrics = [Metric.MeanAbsoluteError],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("modelgen-refused").FullName;

    private string File => Path.Combine(_folder, "checkpoint.safetensors");

    public static TheoryData<string> Others => [.. Changes.Keys];

    private static Dictionary<string, Func<FitOptions, FitOptions>> Changes => new()
    {
        ["BatchSize"] = o => o with { BatchSize = 4 },
        ["Shuffle"] = o => o with { Shuffle = false },
        ["Seed"] = o => o with { Seed = 1 },
        ["Schedule"] = o => o with { Schedule = LearningRateSchedule.Cosine(100) },
        ["ReduceOnPlateau"] = o => o with { ReduceOnPlateau = null },
        ["EarlyStopping"] = o => o with { EarlyStopping = new() { Patience = 5, RestoreBest = false } },
        ["Metrics"] = o => o with { Metrics = [] },
        ["Trainable"] = o => o with { Trainable = [new(2, "dense1", Trainable: false)] },
        ["DegreeOfParallelism"] = o => o with { DegreeOfParallelism = 2 },
        ["Epochs"] = o => o with { Epochs = 1 },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Others))]
    public void OtherOptions(string name)
    {
        Write();
        Refuses<CheckedNAdam>(new(seed: 5), Data(29), Data(9), Changes[name](Options), name);
    }

    [Fact]
    public void OtherData()
    {
        Write();
        Refuses<CheckedNAdam>(new(seed: 5), Data(28), Data(9), Options, "data: 28 examples of 4 numbers, targets of 2 numbers, hash ");
        Refuses<CheckedNAdam>(new(seed: 5), Data(29), Data(10), Options, "validation: 10 examples");
        Refuses<CheckedNAdam>(new(seed: 5), Data(29), null, Options, "validation: none");
    }

    /// <summary>One number of an input, or of a target, somewhere in the middle.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void OtherNumbersInDataOfTheSameSize(bool ofInput, bool ofTarget)
    {
        Write();
        double[] inputs = Data(29).Inputs.ToArray(), targets = Data(29).Targets.ToArray();
        inputs[50] += ofInput ? 1e-9 : 0;
        targets[31] += ofTarget ? 1e-9 : 0;
        Refuses<CheckedNAdam>(new(seed: 5), new(inputs, targets, 4, 2), Data(9), Options, "(FitOptions.ResumeDespite takes it if it names data)");
    }

    [Fact]
    public void OtherLossesOptimizersAndPenalties()
    {
        Write();
        const string Own = "training of CheckedOtherNAdam with training: dense1(L2 = 0.1); HuberLoss(Delta = 0.5); NAdam(Beta1 = 0.8), found MeanSquaredErrorLoss; NAdam (FitOptions.ResumeDespite takes it if it names training)";
        Refuses<CheckedOtherNAdam>(new(seed: 5), Data(29), Data(9), Options, Own);
    }

    /// <summary>As files of earlier versions are, which did not write all that is compared now.</summary>
    [Fact]
    public void FilesThatDoNotSay()
    {
        Write();
        byte[] file = System.IO.File.ReadAllBytes(File);
        byte[] key = "checkpoint.setting.training"u8.ToArray(), other = "checkpoint.setting.trainin_"u8.ToArray();
        other.CopyTo(file, file.AsSpan().IndexOf(key));
        System.IO.File.WriteAllBytes(File, file);
        Refuses<CheckedNAdam>(new(seed: 5), Data(29), Data(9), Options, "MeanSquaredErrorLoss; NAdam, found a file that does not say (FitOptions.ResumeDespite takes it if it names training)");
        CheckedNAdam net = new(seed: 5);
        Assert.Equal(4, net.Fit(Data(29), Data(9), Options with { Epochs = 4, ResumeFrom = File, ResumeDespite = ["training"] }).Epochs.Count);
    }

    /// <summary>What is meant to be another goes on from where the file is.</summary>
    [Fact]
    public void WhatIsNamedMayDiffer()
    {
        Write();
        FitOptions options = Options with { Epochs = 4, ResumeFrom = File, BatchSize = 4, ResumeDespite = ["data", "validation", "BatchSize", "training"] };
        CheckedOtherNAdam other = new(seed: 5) { LearningRate = 0.5 };
        History history = other.Fit(Data(28), Data(10), options);
        Assert.Equal(4, history.Epochs.Count);
        Assert.Equal(0.01, other.LearningRate);
        Refuses<CheckedNAdam>(new(seed: 5), Data(28), Data(9), options with { ResumeDespite = ["BatchSize"] }, "data: 28 examples");
    }

    /// <summary>The model's own in place of the file's: the first step after it has that length.</summary>
    [Fact]
    public void TheLearningRateMayBeTheModels()
    {
        Write();
        CheckedNAdam net = new(seed: 5) { LearningRate = 0.125 };
        History history = net.Fit(Data(29), Data(9), Options with { Epochs = 4, ResumeFrom = File, ResumeDespite = ["LearningRate"] });
        Assert.Equal(0.125, history.Epochs[3].LearningRate);
        Assert.NotEqual(0.125, history.Epochs[2].LearningRate);
        Assert.Equal(0.125, net.LearningRate);
    }

    [Fact]
    public void NamesThatStandForNothing()
    {
        foreach (string name in new[] { "optimizer", "Metrics", "EarlyStopping", "learningRate", "" })
        {
            Assert.Contains("is none of what may differ: data, validation, training, LearningRate", Assert.Throws<ArgumentException>(() => new FitOptions { ResumeDespite = [name] }).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OtherModelsAndOptimizers()
    {
        Write();
        Refuses<CheckedMomentum>(new(seed: 5), Data(29), Data(9), Options, "the architecture");
        Refuses<CheckedSgd>(new(seed: 5), Data(29), Data(9), Options, "optimizer: one that remembers nothing, found one that remembers");
    }

    [Fact]
    public void WhatIsNoCheckpoint()
    {
        new CheckedNAdam(seed: 1).Save(File, new SaveOptions { IncludeOptimizer = true });
        Refuses<CheckedNAdam>(new(seed: 5), Data(29), Data(9), Options, "a checkpoint, which FitOptions.Checkpoints writes");
        System.IO.File.Delete(File);
        CheckedNAdam net = new(seed: 5);
        Assert.Throws<FileNotFoundException>(() => net.Fit(Data(29), Data(9), Options with { ResumeFrom = File }));
        Assert.Throws<ArgumentException>(() => new Checkpoints(""));
        Assert.Throws<ArgumentException>(() => new FitOptions { ResumeFrom = "" });
        Assert.Contains("Line", Assert.Throws<InvalidOperationException>(
            () => new Line().Fit(Samples.OfLine(8), new FitOptions { Checkpoints = new(File) })).Message, StringComparison.Ordinal);
    }

    /// <summary>The file cut at any byte, and with any text of its metadata changed.</summary>
    [Fact]
    public void DamagedFiles()
    {
        Write();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length += length < 3000 ? 7 : 61)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Refuses<CheckedNAdam>(new(seed: 5), Data(29), Data(9), Options, "checkpoint.safetensors");
        }

        string text = System.Text.Encoding.Latin1.GetString(whole);
        foreach (string key in new[] { "history", "plateau", "best", "setting.Seed" })
        {
            string full = $"\"modelgen.checkpoint.{key}\":\"";
            int at = text.IndexOf(full, StringComparison.Ordinal) + full.Length;
            Assert.True(at > full.Length, key);
            byte[] changed = [.. whole];
            changed[at] = (byte)'x';
            System.IO.File.WriteAllBytes(File, changed);
            Refuses<CheckedNAdam>(new(seed: 5), Data(29), Data(9), Options, key.Split('.')[^1]);
        }
    }

    /// <summary>What could not be resumed is not written: the last good file stays.</summary>
    [Fact]
    public void ATrainingThatDivergesLeavesTheLastGoodFile()
    {
        CheckedSgd net = new(seed: 1) { LearningRate = 1e3 };
        History history = net.Fit(Data(29), new FitOptions { Epochs = 400, Checkpoints = new(File) });
        Assert.Equal(StopReason.Diverged, history.StopReason);
        CheckedSgd loaded = CheckedSgd.Load(File);
        Assert.Equal(net.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void AFolderThatIsNotThereEndsTheTraining()
        => Assert.Throws<DirectoryNotFoundException>(
            () => new CheckedSgd().Fit(Data(8), new FitOptions { Checkpoints = new(Path.Combine(_folder, "none", "file")) }));

    private void Write() => new CheckedNAdam(seed: 1).Fit(Data(29), Data(9), Options with { Checkpoints = new(File) });

    private void Refuses<TModel>(TModel net, Dataset<double> data, Dataset<double>? validation, FitOptions options, string text)
        where TModel : class, ITrainableModel<TModel, double>
    {
        options = options with { ResumeFrom = File };
        double[] before = net.Parameters.ToArray();
        double rate = net.LearningRate;
        ModelFileException fault = Assert.Throws<ModelFileException>(
            () => validation is null ? net.Fit(data, options) : net.Fit(data, validation, options));
        Assert.Contains(text, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.ToArray());
        Assert.Equal(rate, net.LearningRate);
    }

    private static Dataset<double> Data(int count)
    {
        Random random = new(count);
        double[] Drawn(int length) => [.. Enumerable.Range(0, count * length).Select(_ => random.NextDouble() - 0.5)];
        return new(Drawn(4), Drawn(2), 4, 2);
    }
}
