using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Tests.Diagnostics;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Declarations;

/// <summary>What C# already reports needs nothing of ours, and stops no other model.</summary>
public class UnfinishedTests
{
    private const string Whole = "[Model] [Input(2)] [Dense(1)] partial class Whole;";

    [Theory]
    [InlineData("[Input(8, 2)] [MaxPool1D()] [Flatten] [Dense(1)]")]
    [InlineData("[Input(8, 2)] [MaxPool1D] [Flatten] [Dense(1)]")]
    [InlineData("[Input(8, 2)] [MaxPool1D(foo)] [Flatten] [Dense(1)]")]
    [InlineData("[Input(8, 8, 2)] [MaxPool2D()] [Flatten] [Dense(1)]")]
    [InlineData("[Input(8, 2)] [GroupNorm()] [Flatten] [Dense(1)]")]
    [InlineData("[Input(2)] [Dense] [HuberLoss] [Sgd]")]
    [InlineData("[Input(2)] [Dense(foo)] [HuberLoss] [Sgd]")]
    [InlineData("[Input(2)] [Dense(4.5)] [HuberLoss] [Sgd]")]
    [InlineData("[Input(2)] [Dense(\"4\")] [HuberLoss] [Sgd]")]
    [InlineData("[Input(2)] [Dense(8, Activation.Swish)] [HuberLoss] [Sgd]")]
    [InlineData("[Input(2)] [Dense(8, Activation = Activation.Swish)] [Dense(1)]")]
    [InlineData("[Input(2)] [Dense(8, Activation.)] [Dense(1)]")]
    [InlineData("[Input(2)] [Dense(8, Nam = \"a\")] [Dense(1, From = \"a\")]")]
    [InlineData("[Input(2)] [Dense(8, Bias = 3)] [Dense(1)]")]
    [InlineData("[Input(2)] [Dense(8, Units = 0)] [Dense(1)]")]
    [InlineData("[Input(2)] [Dense(8, Bias = true, Bias = false, BiasInit = Initializer.Ones)] [Dense(1)]")]
    [InlineData("[Input(2, foo)] [Dense(8)]")]
    [InlineData("[Input(new[] { 2, foo })] [Dense(8)]")]
    [InlineData("[Input(int.MaxValue + 1)] [Dense(8)]")]
    [InlineData("[Inpu(2)] [Dense(8)]")]
    [InlineData("[Input(2)] [Dens(8, Name = \"a\")] [Dense(8, From = \"a\")]")]
    [InlineData("[Input(2)] [Dense<int>(8)]")]
    [InlineData("[Input(2)] [Layer] [Flatten]")]
    [InlineData("[Input(2)] [CustomActivation(typeof(Nobody), \"F\")]")]
    [InlineData("[Input(2)] [CustomActivation]")]
    [InlineData("[Input(2)] [Dense(1)] [Adam(LearningRate = )]")]
    [InlineData("[Input(2)] [Dense(1)] [Model]")]
    [InlineData("[Input(2)] [Dense(1)] [Add(others: )]")]
    public async Task What_Csharp_reports_needs_nothing_of_ours(string attributes)
    {
        CSharpCompilation compilation = Source.Parse($"[Model] {attributes} partial class Net; {Whole}").Compile();
        compilation.GetDiagnostics().ShouldContain(d => d.Severity == DiagnosticSeverity.Error);
        (await Source.Analyze(compilation)).ShouldBeEmpty();
        HintsOf(compilation).ShouldContain("Whole.Model.g.cs");
    }

    [Theory]
    [InlineData("[Modell] [Input(2)] [Dense(1)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1)] partial class Net; [Model] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1)] partial class Net; partial struct Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1)] partial class Net; [Model] [Input(2)] [Dense(1)] partial struct Net;")]
    [InlineData("partial class Outer { [Model] [Input(2)] [Dense(1)] partial class Net; } partial struct Outer { [Model] [Input(2)] [Dense(1)] partial class Net; }")]
    [InlineData("[Model] [Input(2)] [Dense(1)] private partial class Net;")]
    public void No_name_is_given_twice(string code)
    {
        CSharpCompilation compilation = Source.Parse($"{code} {Whole}").Compile();
        compilation.GetDiagnostics().ShouldContain(d => d.Severity == DiagnosticSeverity.Error);
        string[] hints = HintsOf(compilation);
        hints.ShouldBeUnique();
        hints.ShouldContain("Whole.Model.g.cs");
    }

    [Fact]
    public async Task What_is_wrong_beside_it_is_still_said() =>
        (await Source.Parse("[Model] [Input(2)] [Dense()] [[|Dense(0)|]] partial class Net;").Analyze())
            .ShouldHaveSingleItem().Id.ShouldBe("MG0016");

    [Fact]
    public async Task Attributes_that_only_look_like_ours_are_not()
    {
        CSharpCompilation compilation = Source.Parse(
            "namespace ModelGen { class MineAttribute : LayerAttribute; } namespace Mine { class YoursAttribute : LayerAttribute; [Model] [Input(2)] [Dense(1)] [ModelGen.Mine] [Yours] partial class Net; }").Compile();
        (await Source.Analyze(compilation)).ShouldBeEmpty();
        HintsOf(compilation).ShouldContain("Mine.Net.Model.g.cs");
    }

    private static string[] HintsOf(CSharpCompilation compilation)
    {
        GeneratorRunResult result = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGenerators(compilation).GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        result.Diagnostics.ShouldBe(ImmutableArray<Diagnostic>.Empty);
        return [.. result.GeneratedSources.Select(s => s.HintName)];
    }
}
