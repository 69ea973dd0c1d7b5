using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Tests.Memory;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>Runs the generator over C# text as the compiler would, and checks at every run what must hold of every run.</summary>
internal static class GeneratorHarness
{
    /// <summary>
    /// Generates and compiles <paramref name="sources"/>; any number of models may be declared in them. Asserts that an unrelated edit regenerates nothing and
    /// that no step of the pipeline holds on to the compilation.
    /// </summary>
    /// <exception cref="CompilationFailedException">The compiler complains about anything.</exception>
    public static GeneratedModels Run(bool checkOverflow, params string[] sources) => Run(checkOverflow, sources, "as generated", output => output);

    /// <inheritdoc cref="Run(bool, string[])"/>
    public static GeneratedModels Run(params string[] sources) => Run(checkOverflow: false, sources);

    /// <summary>As <see cref="Run(bool, string[])"/>, but the models go through <see cref="CheckedMemory"/>.</summary>
    public static GeneratedModels RunCheckingMemory(bool checkOverflow, params string[] sources) => Run(checkOverflow, sources, "checked", CheckedCode.Of);

    /// <summary>As <see cref="Run(string[])"/>, but with the text of each generated file as <paramref name="change"/> gives it back for its name and text.</summary>
    public static GeneratedModels RunChanged(Func<string, string, string> change, params string[] sources)
    {
        CSharpCompilation declarations = StrictCompiler.Compilation(checkOverflow: false, sources);
        GeneratorDriverRunResult result = Generate(declarations, out Compilation output);
        foreach (SyntaxTree tree in result.GeneratedTrees)
        {
            output = output.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(change(tree.FilePath, $"{tree}"), StrictCompiler.ParseOptions, tree.FilePath));
        }

        return new GeneratedModels(declarations, result, StrictCompiler.Emit(output));
    }

    private static GeneratedModels Run(bool checkOverflow, string[] sources, string how, Func<Compilation, Compilation> change)
    {
        CSharpCompilation declarations = StrictCompiler.Compilation(checkOverflow, sources);
        GeneratorDriverRunResult? result = null;
        byte[] image = CompiledImages.Get(declarations, how, () =>
        {
            result = Generate(declarations, out Compilation output);
            return StrictCompiler.Emit(change(output));
        });
        return new GeneratedModels(declarations, result, image);
    }

    /// <summary>Generates twice, the second time after an unrelated edit, and checks the second run and every step's values.</summary>
    public static GeneratorDriverRunResult Generate(CSharpCompilation compilation, out Compilation output)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        GeneratorDriverRunResult first = driver.GetRunResult();
        RethrowFaults(first);

        SyntaxTree edited = compilation.SyntaxTrees[0];
        Compilation later = compilation.ReplaceSyntaxTree(
            edited,
            CSharpSyntaxTree.ParseText($"{edited}\ninternal sealed class Unrelated;\n", StrictCompiler.ParseOptions, edited.FilePath));
        GeneratorDriverRunResult second = driver.RunGenerators(later).GetRunResult();

        Incrementality.AssertNothingRan(second);
        Incrementality.AssertNoCompilationIsHeld(first);
        return first;
    }

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        parseOptions: StrictCompiler.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Every generated file of a run, in the order of hint names.</summary>
    public static ImmutableArray<GeneratedSourceResult> Sources(GeneratorDriverRunResult result) =>
        [.. result.Results.SelectMany(r => r.GeneratedSources).OrderBy(s => s.HintName, StringComparer.Ordinal)];

    private static void RethrowFaults(GeneratorDriverRunResult result)
    {
        foreach (GeneratorRunResult run in result.Results)
        {
            if (run.Exception is { } fault)
            {
                throw new InvalidOperationException("The generator threw.", fault);
            }
        }

        if (result.Diagnostics is [var first, ..])
        {
            throw new InvalidOperationException($"The generator reported {first}");
        }
    }
}
