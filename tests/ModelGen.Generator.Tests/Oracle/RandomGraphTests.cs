using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using Xunit;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Random networks of branches: generated code against the interpreter, and the interpreter's gradients against differences of its loss.</summary>
public sealed class RandomGraphTests
{
    private const int Together = 20;
    private const int Count = 80;
    private const int Smooth = 60;

    private static readonly Lazy<IReadOnlyDictionary<string, OpGraph>> SmoothGraphs =
        new(() => Graphs.Lower(Enumerable.Range(0, Smooth).Select(seed => RandomGraph.Draw(seed, isSmooth: true).Declaration)));

    public static TheoryData<int> Chunks => [.. Enumerable.Range(0, Count / Together)];

    public static TheoryData<int> SmoothSeeds => [.. Enumerable.Range(0, Smooth)];

    [Theory]
    [Trait("Category", "Width")]
    [MemberData(nameof(Chunks))]
    public void Compiled_graphs_agree_with_the_interpreter(int chunk) => Check(chunk, declaration => declaration);

    /// <summary>With the reference form as the only code.</summary>
    [Theory]
    [Trait("Category", "Width")]
    [MemberData(nameof(Chunks))]
    [Trait("Form", "Reference")]
    public void Graphs_of_plain_loops_agree_with_the_interpreter(int chunk) => Check(chunk, declaration => declaration with { IsReference = true });

    [Theory]
    [MemberData(nameof(SmoothSeeds))]
    public void Gradients_are_the_slopes_of_the_loss(int seed)
    {
        RandomGraph drawn = RandomGraph.Draw(seed, isSmooth: true);
        OpGraph graph = SmoothGraphs.Value[drawn.Declaration.Name];
        Slopes.Check(graph, Experiment.Draw(graph, drawn.Trial.Losses, batch: 2, seed, margin: 0), $"{drawn.Declaration}");
    }

    private static void Check(int chunk, Func<ModelDeclaration, ModelDeclaration> change)
    {
        (Trial Trial, ModelDeclaration Declaration)[] graphs =
        [
            .. Enumerable.Range(chunk * Together, Together).Select(seed => RandomGraph.Draw(seed)).Select(g => (g.Trial, change(g.Declaration))),
        ];
        var batch = new ModelBatch(graphs.Select(g => g.Declaration), checkOverflow: chunk % 2 == 1, Together);
        foreach (var (trial, declaration) in graphs)
        {
            try
            {
                OracleComparison.Check(trial, batch.Create(declaration), Graphs.Lower(batch.Spec(declaration)));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                throw new XunitException($"Seed {trial.Seed} with {trial.Batch} examples:\n{declaration}\n{fault}");
            }
        }
    }
}
