using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Caching;

/// <summary>What an edit costs: nothing, unless it changes a declaration, and then only that one's code.</summary>
public sealed class CachingTests
{
    private const string Source = """
        using ModelGen;

        namespace Edited;

        [Model(MaxBatch = 4)]
        [Input(2)]
        [Dense(3, Activation.Relu)]
        [Dense(1)]
        [MeanSquaredErrorLoss]
        [Adam]
        public sealed partial class First;

        [Model(MaxBatch = 4)]
        [Input(2)]
        [Dense(5, Activation.Tanh)]
        public sealed partial class Second;
        """;

    [Fact]
    public void Every_named_step_runs()
    {
        GeneratorDriverRunResult result = GeneratorHarness.Driver().RunGenerators(StrictCompiler.Compilation(false, Source)).GetRunResult();
        Assert.NotEmpty(Incrementality.StepNames);
        Assert.All(Incrementality.StepNames, name => Assert.Contains(name, result.Results.Single().TrackedSteps.Keys));
    }

    [Theory]
    [InlineData("namespace Edited;", "namespace Edited; // a comment")]
    [InlineData("[Dense(5, Activation.Tanh)]", "[Dense(units: 5, Activation.Tanh)]   ")]
    [InlineData("public sealed partial class First;", "public sealed partial class First { private int Members => 1; }")]
    [InlineData("public sealed partial class First;", "/// <summary>A class.</summary>\npublic sealed partial class First;")]
    [InlineData("public sealed partial class Second;", "public sealed partial class Second;\npublic static class Third;")]
    public void An_edit_that_declares_the_same_regenerates_nothing(string before, string after) =>
        Assert.All(ReasonsAfter(before, after), r => Assert.True(r.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{r.Step}: {r.Reason}"));

    [Theory]
    [InlineData("[Dense(5, Activation.Tanh)]", "[Dense(6, Activation.Tanh)]")]
    [InlineData("[Dense(5, Activation.Tanh)]", "[Dense(5, Activation.Sigmoid)]")]
    [InlineData("[Dense(5, Activation.Tanh)]", "[Dense(5, Activation.Tanh, Bias = false)]")]
    [InlineData("public sealed partial class Second;", "public sealed partial class Renamed;")]
    public void A_changed_declaration_regenerates_itself_only(string before, string after)
    {
        var (first, second) = Runs(before, after);
        string[] unchanged = [.. GeneratorHarness.Sources(first).Where(s => s.HintName.Contains("First")).Select(s => $"{s.HintName}\n{s.SourceText}")];
        Assert.NotEmpty(unchanged);
        Assert.Equal(unchanged, GeneratorHarness.Sources(second).Where(s => s.HintName.Contains("First")).Select(s => $"{s.HintName}\n{s.SourceText}"));
        Assert.NotEqual(All(first), All(second));

        foreach (var step in Incrementality.Outputs(second).GroupBy(o => o.Step))
        {
            Assert.Contains(step, o => o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
            Assert.Contains(step, o => o.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
        }

        static string All(GeneratorDriverRunResult result) => string.Concat(GeneratorHarness.Sources(result).Select(s => s.SourceText));
    }

    [Fact]
    public void The_same_declaration_gives_the_same_bytes()
    {
        string once = Generate(Source);
        Assert.Equal(once, Generate(Source));
        Assert.DoesNotContain('\r', once);
    }

    [Fact]
    public void The_machines_culture_leaves_no_trace()
    {
        string invariant = Generate(Source);
        CultureInfo kept = CultureInfo.CurrentCulture, strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        strange.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = strange;
            Assert.Equal(invariant, Generate(Source));
        }
        finally
        {
            CultureInfo.CurrentCulture = kept;
        }
    }

    [Fact]
    public void A_held_symbol_is_found()
    {
        Compilation compilation = StrictCompiler.Compilation(false, Source);
        object[] holders = [new { Inner = new object[] { "a", new KeyValuePair<int, object>(1, compilation.GlobalNamespace) } }, new Lazy<object>(compilation.SyntaxTrees.First().GetRoot())];
        Assert.All(holders, holder => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Incrementality.AssertClean(holder, "step", [])));
    }

    private static string Generate(string source) =>
        string.Concat(GeneratorHarness.Sources(GeneratorHarness.Driver().RunGenerators(StrictCompiler.Compilation(false, source)).GetRunResult()).Select(s => s.SourceText));

    private static IEnumerable<(string Step, object Value, IncrementalStepRunReason Reason)> ReasonsAfter(string before, string after) => Incrementality.Outputs(Runs(before, after).Second);

    private static (GeneratorDriverRunResult First, GeneratorDriverRunResult Second) Runs(string before, string after)
    {
        Assert.Contains(before, Source);
        CSharpCompilation compilation = StrictCompiler.Compilation(false, Source);
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        Compilation edited = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(Source.Replace(before, after), StrictCompiler.ParseOptions, tree.FilePath));
        return (driver.GetRunResult(), driver.RunGenerators(edited).GetRunResult());
    }
}
