using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Caching;

/// <summary>What an edit costs in another file, where a model's activation stands: nothing, unless the formula is another.</summary>
public sealed class FunctionCachingTests
{
    private const string Model = """
        using ModelGen;

        namespace Edited;

        [Model(MaxBatch = 4)]
        [Input(2)]
        [Dense(3)]
        [CustomActivation(typeof(Gates), nameof(Gates.Swish))]
        [Dense(1)]
        [MeanSquaredErrorLoss]
        [Adam]
        public sealed partial class Net;
        """;

    private const string Function = """
        using System;

        namespace Edited;

        public static class Gates
        {
            private const float Beta = 1.5f;

            public static float Swish(float x) => x * Gate(Beta * x);

            public static float Unused(float x) => x;

            private static float Gate(float x) => 1 / (1 + MathF.Exp(-x));
        }
        """;

    [Theory]
    [InlineData("namespace Edited;", "namespace Edited; // a comment")]
    [InlineData("Unused(float x) => x", "Unused(float x) => x % 2")]
    [InlineData("Swish(float x) => x * Gate(Beta * x)", "Swish(float z) { return z * (Gate(Beta  *  z)); }")]
    [InlineData("Beta = 1.5f", "Beta = 3f / 2")]
    public void An_edit_that_leaves_the_formula_regenerates_nothing(string before, string after)
    {
        GeneratorDriverRunResult result = AfterEdit(before, after);
        Incrementality.AssertNothingRan(result);
        Incrementality.AssertNoCompilationIsHeld(result);
    }

    [Theory]
    [InlineData("Beta = 1.5f", "Beta = 2.5f")]
    [InlineData("x * Gate(Beta * x)", "x * Gate(x)")]
    [InlineData("MathF.Exp(-x)", "MathF.Exp(x)")]
    public void Another_formula_regenerates(string before, string after)
    {
        GeneratorDriverRunResult result = AfterEdit(before, after);
        Assert.Contains(Incrementality.Outputs(result), o => o.Step == TrackingNames.Compile && o.Reason == IncrementalStepRunReason.Modified);
        Incrementality.AssertNoCompilationIsHeld(result);
    }

    [Fact]
    public void A_function_that_cannot_be_read_any_more_ends_the_code_until_it_can()
    {
        CSharpCompilation compilation = StrictCompiler.Compilation(false, Model, Function);
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(compilation);
        string[] files = Files(driver);
        Assert.NotEmpty(files);
        Assert.Empty(Files(driver.RunGenerators(Edit(compilation, "MathF.Exp(-x)", "MathF.Sinh(x)"))));
        Assert.Equal(files, Files(driver.RunGenerators(compilation)));

        static string[] Files(GeneratorDriver driver) => [.. GeneratorHarness.Sources(driver.GetRunResult()).Select(s => $"{s.HintName}\n{s.SourceText}")];
    }

    private static GeneratorDriverRunResult AfterEdit(string before, string after)
    {
        CSharpCompilation compilation = StrictCompiler.Compilation(false, Model, Function);
        return GeneratorHarness.Driver().RunGenerators(compilation).RunGenerators(Edit(compilation, before, after)).GetRunResult();
    }

    private static Compilation Edit(CSharpCompilation compilation, string before, string after)
    {
        Assert.Contains(before, Function);
        SyntaxTree tree = compilation.SyntaxTrees[1];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(Function.Replace(before, after), StrictCompiler.ParseOptions, tree.FilePath));
    }
}
