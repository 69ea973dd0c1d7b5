using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Shapes;
using Xunit;

namespace ModelGen.Generator.Tests.Caching;

/// <summary>The models of a project are compiled side by side: what comes out may not show it.</summary>
public sealed class CompilationJobTests
{
    [Fact]
    public void Many_models_side_by_side_give_what_each_gives_alone()
    {
        string[] models = [.. Enumerable.Range(1, 24).Select(n => $"[Model(MaxBatch = {n})] [Input({n})] [Dense({2 * n}, Activation.Gelu)] [Dense(3)] [SoftmaxCrossEntropyLoss] [Adam] public sealed partial class M{n:00};")];
        const string Head = "using ModelGen;\nnamespace Many;\n";
        string together = Generate(Head + string.Join("\n", models));
        Assert.Equal(string.Concat(models.Select(m => Generate(Head + m))), together);
    }

    [Fact]
    public void What_nobody_has_begun_when_the_run_is_given_up_is_done_by_whoever_asks()
    {
        ModelSpec spec = Stages.Spec("[Model(MaxBatch = 2)] [Input(3)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]");
        EquatableArray<GeneratedSource> expected = ModelCompiler.Compile(spec).Sources;
        Assert.Equal(expected, CompilationJob.Start(spec, new CancellationToken(canceled: true)).Result.Sources);
    }

    [Fact]
    public void Jobs_are_equal_if_their_results_are()
    {
        const string Model = "[Model(MaxBatch = 2)] [Input(3)] [Dense(2)]";
        CompilationJob job = CompilationJob.Start(Stages.Spec(Model), default), same = CompilationJob.Start(Stages.Spec(Model), default);
        CompilationJob other = CompilationJob.Start(Stages.Spec(Model.Replace("Dense(2)", "Dense(4)")), default);
        Assert.Equal(job, same);
        Assert.Equal(job.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(job, other);
        Assert.False(job.Equals(null));
    }

    private static string Generate(string source) =>
        string.Concat(GeneratorHarness.Sources(GeneratorHarness.Driver().RunGenerators(StrictCompiler.Compilation(false, source)).GetRunResult()).Select(s => s.SourceText));
}
