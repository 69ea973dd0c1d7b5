using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>Models that were generated and compiled, and can be loaded.</summary>
internal sealed class GeneratedModels
{
    private readonly Lazy<Assembly> _assembly;

    public GeneratedModels(GeneratorDriverRunResult result, byte[] image)
    {
        Image = image;
        Sources = GeneratorHarness.Sources(result);
        Specs = [.. Incrementality.Outputs(result).Select(o => o.Value).OfType<ModelSpec>().Distinct()];

        // Never unloaded: .NET 10's collector has crashed (marking an object without a type) in processes that load hundreds of collectible contexts and drop them.
        _assembly = new(() => new AssemblyLoadContext("Generated").LoadFromStream(new MemoryStream(image)));
    }

    /// <summary>The assembly's bytes.</summary>
    public byte[] Image { get; }

    /// <summary>The generated files in the order of hint names.</summary>
    public ImmutableArray<GeneratedSourceResult> Sources { get; }

    /// <summary>What the parser made of the declarations: they are among the values of the pipeline's steps.</summary>
    public IReadOnlyList<ModelSpec> Specs { get; }

    public ModelSpec Spec(string name) => Specs.Single(s => s.Type.Name == name);

    /// <summary>The model class with that name.</summary>
    public Type Type(string name) => _assembly.Value.GetTypes().Single(t => t.Name == name && TestModel.IsModel(t));

    /// <summary>A new model of the class with that name.</summary>
    public TestModel Create(string name, int seed = 0) => TestModel.Create(Type(name), seed);
}
