using System;
using System.IO;
using System.Linq;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Files;

/// <summary>A file from which a model takes a part.</summary>
public sealed class PartialLoadTests
{
    private static readonly string[] Body = ["conv1.weight", "conv1.bias", "dense1.weight", "dense1.bias"], Head = ["dense2.weight", "dense2.bias"];

    [Fact]
    public void AnotherHeadKeepsItsNumbers()
    {
        TenClasses ten = new(seed: 1);
        TwoClasses two = new(seed: 2), before = new(seed: 2);
        two.Restore(Saved(ten), new LoadOptions { Skip = ["dense2"] });
        Assert.All(Body, name => Assert.Equal(Of(ten, name), Of(two, name)));
        Assert.All(Head, name => Assert.Equal(Of(before, name), Of(two, name)));

        // A new model is drawn from the seed of the file.
        TwoClasses loaded = TwoClasses.Load(Saved(ten), new LoadOptions { Skip = ["dense2.*"] }), drawn = new(seed: 1);
        Assert.Equal(Of(drawn, "dense2.weight"), Of(loaded, "dense2.weight"));
        Assert.Equal(Of(ten, "conv1.weight"), Of(loaded, "conv1.weight"));
    }

    [Fact]
    public void WhatIsMissingMayStayAsItIs()
    {
        Headless headless = new(seed: 1);
        TwoClasses two = new(seed: 2), before = new(seed: 2);
        two.Restore(Saved(headless), new LoadOptions { AllowMissingTensors = true });
        Assert.All(Body, name => Assert.Equal(Of(headless, name), Of(two, name)));
        Assert.All(Head, name => Assert.Equal(Of(before, name), Of(two, name)));

        // And what is more may be passed over.
        headless.Restore(Saved(new TwoClasses(seed: 3)), new LoadOptions { IgnoreExtraTensors = true, IgnoreArchitecture = true });
        Assert.Equal(Of(new TwoClasses(seed: 3), "conv1.weight"), Of(headless, "conv1.weight"));
    }

    [Fact]
    public void TensorsAreFoundUnderOtherNames()
    {
        Headless headless = new(seed: 1);
        Renamed renamed = new(seed: 2);
        renamed.Restore(Saved(headless), new LoadOptions { Skip = ["head"], NameInFile = name => name.Replace("body", "dense1", StringComparison.Ordinal) });
        Assert.Equal(Of(headless, "dense1.weight"), Of(renamed, "body.weight"));
        Assert.Equal(Of(new Renamed(seed: 2), "head.weight"), Of(renamed, "head.weight"));
    }

    [Fact]
    public void TheOptimizerKeepsWhatItRemembersOfSkippedTensors()
    {
        TwoClasses saved = new(seed: 1), two = new(seed: 2);
        float[] inputs = [.. Enumerable.Range(0, 2 * 36).Select(n => MathF.Sin(n))];
        saved.TrainBatch(inputs, [0, 1]);
        two.TrainBatch(inputs, [1, 0]);
        two.TrainBatch(inputs, [1, 0]);
        TwoClasses before = TwoClasses.Load(Saved(two, optimizer: true), new LoadOptions { IncludeOptimizer = true });
        two.Restore(Saved(saved, optimizer: true), new LoadOptions { IncludeOptimizer = true, Skip = ["dense2"] });
        ParameterInfo body = Info(two, "conv1.weight"), head = Info(two, "dense2.weight");
        Assert.Equal(State(saved, body), State(two, body));
        Assert.Equal(State(before, head), State(two, head));
        Assert.NotEqual(State(saved, head), State(two, head));
        Assert.Equal(1, two.Steps);
    }

    [Fact]
    public void ARefusalNamesTheOptionAndChangesNothing()
    {
        TwoClasses two = new(seed: 2);
        float[] before = two.Parameters.ToArray();
        MemoryStream ten = Saved(new TenClasses(seed: 1)), headless = Saved(new Headless(seed: 1)), plain = Saved(new FiledPredictor(seed: 1));
        Refused(ten, new(), "LoadOptions.IgnoreArchitecture", "LoadOptions.Skip");
        Refused(ten, new() { IgnoreArchitecture = true }, "dense2.weight", "(2, 8)", "(10, 8)", "LoadOptions.Skip = [\"dense2.weight\"]");
        Refused(headless, new() { IgnoreArchitecture = true }, "dense2.weight", "LoadOptions.AllowMissingTensors", "LoadOptions.NameInFile");
        Refused(plain, new() { AllowMissingTensors = true, NameInFile = name => name + "x", IgnoreExtraTensors = true }, "a tensor of TwoClasses", "none among hidden.weight");
        ModelFileException extra = Assert.Throws<ModelFileException>(() => new Headless().Restore(Saved(two), new LoadOptions { IgnoreArchitecture = true }));
        Assert.Contains("LoadOptions.IgnoreExtraTensors", extra.Message, StringComparison.Ordinal);
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => two.Restore(ten, new LoadOptions { Skip = ["dens2"] }));
        Assert.Contains("dens2 (near it: dense2", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(before, two.Parameters.ToArray());

        void Refused(MemoryStream file, LoadOptions options, params string[] parts)
        {
            file.Position = 0;
            ModelFileException fault = Assert.Throws<ModelFileException>(() => two.Restore(file, options));
            Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
            Assert.Equal(before, two.Parameters.ToArray());
            file.Position = 0;
        }
    }

    [Fact]
    public void MetadataCanBeReadBack()
    {
        string path = Path.GetTempFileName();
        try
        {
            new TwoClasses(seed: 4).Save(path, new SaveOptions { Metadata = { ["data"] = "letters" } });
            var metadata = ModelFile.ReadMetadata(path);
            Assert.Equal("letters", metadata["data"]);
            Assert.Equal(("TwoClasses", "4", "pt"), (metadata["modelgen.model"], metadata["modelgen.seed"], metadata["format"]));
            File.WriteAllText(path, "no such file");
            Assert.Throws<ModelFileException>(() => ModelFile.ReadMetadata(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static MemoryStream Saved<TModel>(IModel<TModel, float> model, bool optimizer = false)
        where TModel : IModel<TModel, float>
    {
        MemoryStream stream = new();
        model.Save(stream, new SaveOptions { IncludeOptimizer = optimizer });
        stream.Position = 0;
        return stream;
    }

    private static ParameterInfo Info<TModel>(IModel<TModel, float> model, string name)
        where TModel : IModel<TModel, float> => model is null ? throw new ArgumentNullException(nameof(model)) : TModel.ParameterInfos.ToArray().Single(p => p.Name == name);

    private static float[] Of<TModel>(IModel<TModel, float> model, string name)
        where TModel : IModel<TModel, float>
    {
        float[] values = new float[Info(model, name).Length];
        model.GetParameter(name, values);
        return values;
    }

    private static float[] State(TwoClasses model, ParameterInfo info) => ((global::ModelGen.CompilerServices.IOptimizerMemory<float>)model).State(0).Slice(info.Offset, info.Length).ToArray();
}
