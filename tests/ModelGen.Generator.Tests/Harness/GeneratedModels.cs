using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>Models that were generated and compiled, and can be loaded.</summary>
internal sealed class GeneratedModels
{
    private readonly Lazy<Assembly> _assembly;
    private readonly Lazy<ImmutableArray<GeneratedSourceResult>> _sources;
    private readonly Lazy<IReadOnlyList<ModelSpec>> _specs;

    /// <param name="declarations">What was generated from.</param>
    /// <param name="result">What was generated; null if the assembly is from an earlier run, which saw to that.</param>
    public GeneratedModels(CSharpCompilation declarations, GeneratorDriverRunResult? result, byte[] image)
    {
        Image = image;
        _sources = new(() => GeneratorHarness.Sources(result ?? GeneratorHarness.Generate(declarations, out _)));
        _specs = new(() => [.. declarations.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Select(t => ModelParser.Parse(t, declarations, default)).OfType<ModelSpec>()]);

        // Never unloaded: .NET 10's collector has crashed (marking an object without a type) in processes that load hundreds of collectible contexts and drop them.
        _assembly = new(() => new AssemblyLoadContext("Generated").LoadFromStream(new MemoryStream(image)));
    }

    /// <summary>The assembly's bytes.</summary>
    public byte[] Image { get; }

    /// <summary>The generated files in the order of hint names.</summary>
    public ImmutableArray<GeneratedSourceResult> Sources => _sources.Value;

    /// <summary>What the parser makes of the declarations.</summary>
    public IReadOnlyList<ModelSpec> Specs => _specs.Value;

    public ModelSpec Spec(string name) => Specs.Single(s => s.Type.Name == name);

    /// <summary>The model class with that name.</summary>
    public Type Type(string name) => _assembly.Value.GetTypes().Single(t => t.Name == name && TestModel.IsModel(t));

    /// <summary>A new model of the class with that name.</summary>
    public TestModel Create(string name, int seed = 0) => TestModel.Create(Type(name), seed);
}
