using System;
using System.IO;
using System.Linq;
using ModelGen.Files;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

public sealed class ModelFileTests
{
    [Fact]
    public void WhatIsSavedIsLoaded()
    {
        Filed model = Trained(steps: 3);
        Filed loaded = Filed.Load(Saved(model));

        Assert.Equal(model.Parameters, loaded.Parameters);
        Assert.Equal(model.Seed, loaded.Seed);
        Assert.Equal(0, loaded.Steps);
    }

    [Fact]
    public void MetadataTellWhereItComesFrom()
    {
        Filed model = Trained(steps: 3);
        SafetensorsHeader header = SafetensorsHeader.Read(Saved(model, new() { Metadata = { ["data"] = "none, \"drawn\"" } }));

        Assert.Equal("pt", header.Metadata["format"]);
        Assert.Equal("Filed", header.Metadata["modelgen.model"]);
        Assert.Equal(Filed.ArchitectureHash, header.Metadata["modelgen.architecture"]);
        Assert.Equal("7", header.Metadata["modelgen.seed"]);
        Assert.Equal("3", header.Metadata["modelgen.step"]);
        Assert.Equal("none, \"drawn\"", header.Metadata["data"]);
        Assert.NotEmpty(header.Metadata["modelgen.version"]);
        Assert.Equal(["conv1.weight F32 (4, 2, 3, 2)", "conv1.bias F32 (4)"], header.Tensors.Take(2).Select(t => $"{t.Name} {t.Type} ({string.Join(", ", t.Shape)})"));
        Assert.Throws<ArgumentException>(() => Saved(model, new() { Metadata = { ["modelgen.seed"] = "1" } }));
    }

    [Fact]
    public void TrainingGoesOnAsIfItHadNotStopped()
    {
        Filed straight = Trained(steps: 8), interrupted = Trained(steps: 5);
        interrupted.LearningRate = straight.LearningRate = 0.003f;
        Filed resumed = Filed.Load(Saved(interrupted, new() { IncludeOptimizer = true }), new() { IncludeOptimizer = true });
        Assert.Equal(0.003f, resumed.LearningRate);
        Assert.Equal(5, resumed.Steps);

        resumed.LearningRate = 0.01f;
        Train(resumed, first: 5, steps: 3);
        Assert.Equal(straight.Parameters, resumed.Parameters);

        // And without the optimizer's memory it does not.
        Filed afresh = Filed.Load(Saved(interrupted));
        Train(afresh, first: 5, steps: 3);
        Assert.NotEqual(straight.Parameters.ToArray(), afresh.Parameters.ToArray());
    }

    [Fact]
    public void NumbersThatAnOptimizerKeepsAreSavedToo()
    {
        FiledInDouble straight = new(1), interrupted = new(1);
        double[] x = [.. Enumerable.Range(0, FiledInDouble.InputLength).Select(i => Math.Sin(i))], y = [1, -1, 0.5];
        for (int i = 0; i < 6; i++)
        {
            straight.TrainBatch(x, y);
            if (i < 4)
            {
                interrupted.TrainBatch(x, y);
            }
        }

        FiledInDouble resumed = new(2);
        resumed.Restore(Saved(interrupted, new() { IncludeOptimizer = true }), new() { IncludeOptimizer = true });
        resumed.TrainBatch(x, y);
        resumed.TrainBatch(x, y);
        Assert.Equal(straight.Parameters, resumed.Parameters);
    }

    [Fact]
    public void AModelWithoutStatesCountsItsSteps()
    {
        FiledPlainly model = new(1);
        model.TrainBatch([1, 2], [3]);
        model.Forward([1, 2]);
        model.Backward([3]);
        model.Update();
        Assert.Equal(2, model.Steps);
        Assert.Equal(2, FiledPlainly.Load(Saved(model, new() { IncludeOptimizer = true }), new() { IncludeOptimizer = true }).Steps);
    }

    [Fact]
    public void OptimizersMemoryIsPassedOverUnlessWanted()
    {
        Filed model = Trained(steps: 2);
        using MemoryStream saved = Saved(model, new() { IncludeOptimizer = true });
        string[] names = [.. SafetensorsHeader.Read(saved).Tensors.Select(t => t.Name)];
        Assert.Contains("optimizer.mean.conv1.weight", names);
        Assert.Contains("optimizer.square.dense2.bias", names);
        Assert.DoesNotContain("optimizer.mean.dense1.weight", names);

        saved.Position = 0;
        Assert.Equal(model.Parameters, Filed.Load(saved).Parameters);
        ModelFileException fault = Assert.Throws<ModelFileException>(() => Filed.Load(Saved(model), new() { IncludeOptimizer = true }));
        Assert.Equal("optimizer.mean.conv1.weight", fault.Tensor);
        Assert.Throws<InvalidOperationException>(() => Saved(new FiledPredictor(1), new() { IncludeOptimizer = true }));
        Assert.Throws<InvalidOperationException>(() => FiledPredictor.Load(Saved(new FiledPredictor(1)), new() { IncludeOptimizer = true }));
    }

    [Fact]
    public void PrecisionsAreConvertedOnRequest()
    {
        Filed model = Trained(steps: 2);
        ModelFileException fault = Assert.Throws<ModelFileException>(() => FiledInDouble.Load(Saved(model)));
        Assert.Contains("F64 (4, 2, 3, 2)", fault.Expected, StringComparison.Ordinal);
        Assert.Contains("ConvertTypes", fault.Found, StringComparison.Ordinal);

        FiledInDouble full = FiledInDouble.Load(Saved(model), new() { ConvertTypes = true });
        Assert.Equal([.. model.Parameters.ToArray().Select(v => (double)v)], full.Parameters.ToArray());
        Assert.Equal(model.Parameters, Filed.Load(Saved(full), new() { ConvertTypes = true }).Parameters);

        full.Parameters[0] = 1e300;
        fault = Assert.Throws<ModelFileException>(() => Filed.Load(Saved(full), new() { ConvertTypes = true }));
        Assert.Equal("finite numbers of type F32", fault.Expected);
    }

    [Fact]
    public void AnotherArchitectureIsRefusedUnlessTold()
    {
        Filed model = Trained(steps: 1);
        ModelFileException fault = Assert.Throws<ModelFileException>(() => FiledOtherwise.Load(Saved(model)));
        Assert.Contains(FiledOtherwise.ArchitectureHash, fault.Expected, StringComparison.Ordinal);
        Assert.Contains(Filed.ArchitectureHash, fault.Found, StringComparison.Ordinal);
        Assert.Equal(model.Parameters, FiledOtherwise.Load(Saved(model), new() { IgnoreArchitecture = true }).Parameters);

        fault = Assert.Throws<ModelFileException>(() => FiledPlainly.Load(Saved(model), new() { IgnoreArchitecture = true }));
        Assert.Equal("dense1.weight", fault.Tensor);
        Assert.Equal("F32 (3, 2)", fault.Expected);
        Assert.StartsWith("F32 (7, ", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void TensorsTooManyAreRefusedUnlessTold()
    {
        FiledPredictor model = new(3);
        string Renamed(string name) => name.Replace("hidden", "dense1", StringComparison.Ordinal).Replace("dense1.weight", "w", StringComparison.Ordinal);
        ModelFileException fault = Assert.Throws<ModelFileException>(() => FiledPredictor.Load(Saved(model), new() { NameInFile = Renamed }));
        Assert.Equal("w", fault.Tensor);
        Assert.Contains("hidden.weight", fault.Found, StringComparison.Ordinal);

        using MemoryStream more = TestFiles.Join(Saved(model), "extra");
        Assert.Equal("extra", Assert.Throws<ModelFileException>(() => FiledPredictor.Load(more)).Tensor);
        more.Position = 0;
        Assert.Equal(model.Parameters, FiledPredictor.Load(more, new() { IgnoreExtraTensors = true }).Parameters);
        Assert.Equal(model.Parameters, FiledPredictor.Load(TestFiles.Join(Saved(model), "norm1.num_batches_tracked")).Parameters);
    }

    [Fact]
    public void NumbersThatAreNoneAreNeitherSavedNorLoaded()
    {
        Filed model = Trained(steps: 1);
        byte[] saved = Saved(model).ToArray();
        BitConverter.TryWriteBytes(saved.AsSpan(saved.Length - 8), float.NaN);
        Filed other = new(9);
        float[] before = other.Parameters.ToArray();
        ModelFileException fault = Assert.Throws<ModelFileException>(() => other.Restore(new MemoryStream(saved)));
        Assert.Equal("stream, dense2.bias: expected finite numbers of type F32, found NaN at [1].", fault.Message);
        Assert.Equal(before, other.Parameters);

        model.Parameters[5] = float.PositiveInfinity;
        Assert.Equal("conv1.weight", Assert.Throws<ModelFileException>(() => Saved(model)).Tensor);
    }

    [Fact]
    public void AStreamMayHoldSeveralModels()
    {
        Filed first = Trained(steps: 1);
        FiledPlainly second = new(4);
        using MemoryStream stream = new();
        first.Save(stream);
        second.Save(stream);
        stream.Position = 0;
        Assert.Equal(first.Parameters, Filed.Load(stream).Parameters);
        Assert.Equal(second.Parameters, FiledPlainly.Load(stream).Parameters);
    }

    [Fact]
    public void FilesAreReplacedAsAWhole()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modelgen-files");
        try
        {
            string path = Path.Combine(folder.FullName, "filed.safetensors");
            Assert.False(Filed.TryLoad(path, out _));
            Filed model = Trained(steps: 1);
            model.Save(path);
            byte[] good = File.ReadAllBytes(path);

            Filed diverged = new(1);
            diverged.Parameters.Fill(float.NaN);
            Assert.Throws<ModelFileException>(() => diverged.Save(path));
            Assert.Equal(good, File.ReadAllBytes(path));
            Assert.Equal(["filed.safetensors"], folder.GetFiles().Select(f => f.Name));

            Train(model, first: 1, steps: 1);
            model.Save(path);
            Assert.True(Filed.TryLoad(path, out Filed? loaded));
            Assert.Equal(model.Parameters, loaded.Parameters);
            loaded.Restore(path);
            Assert.False(FiledPlainly.TryLoad(path, out _));

            File.AppendAllText(path, "more");
            Assert.Equal("filed.safetensors", Assert.Throws<ModelFileException>(() => Filed.Load(path)).File);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Files must stay readable: these may change only with a reason, which the change log then gives.</summary>
    [Fact]
    public void HashesOfArchitecturesStayTheSame()
    {
        Assert.Equal(Filed.ArchitectureHash, FiledInDouble.ArchitectureHash);
        Assert.NotEqual(Filed.ArchitectureHash, FiledOtherwise.ArchitectureHash);
        Assert.Equal(["7ed789283fadb483", "74b8fcd651e87b69", "c0bf68d267809a27"], [Filed.ArchitectureHash, FiledPlainly.ArchitectureHash, FromPyTorch.ArchitectureHash]);
    }

    private static MemoryStream Saved<TSelf, T>(IModel<TSelf, T> model, SaveOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        MemoryStream stream = new();
        model.Save(stream, options);
        stream.Position = 0;
        return stream;
    }

    private static Filed Trained(int steps)
    {
        Filed model = new(7);
        Train(model, first: 0, steps);
        return model;
    }

    private static void Train(Filed model, int first, int steps)
    {
        for (int step = first; step < first + steps; step++)
        {
            float[] x = [.. Enumerable.Range(0, 4 * Filed.InputLength).Select(i => MathF.Sin(i * (step + 1)))];
            model.TrainBatch(x, [.. Enumerable.Range(0, 4 * Filed.OutputLength).Select(i => MathF.Cos(i + step))]);
        }
    }
}
