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
internal sealed class GeneratedModels(GeneratorDriverRunResult result, byte[] image)
{
    private readonly Lazy<Assembly> _assembly = new(() => new AssemblyLoadContext("Generated", isCollectible: true).LoadFromStream(new MemoryStream(image)));

    public GeneratorDriverRunResult Result => result;

    public byte[] Image => image;

    public ImmutableArray<GeneratedSourceResult> Sources => GeneratorHarness.Sources(result);

    public Assembly Assembly => _assembly.Value;

    /// <summary>What the parser made of the declarations: they are among the values of the pipeline's steps.</summary>
    public IReadOnlyList<ModelSpec> Specs => [.. Incrementality.Outputs(result).Select(o => o.Value).OfType<ModelSpec>().Distinct()];

    public ModelSpec Spec(string name) => Specs.Single(s => s.Type.Name == name);

    /// <summary>A new model of the class with that name.</summary>
    /// <param name="name">The class's name, with namespace and containing types if there are others of the name.</param>
    public TestModel Create(string name, int seed = 0) => TestModel.Create(Type(name), seed);

    public Type Type(string name) => Assembly.GetTypes().Single(t => t.Name == name || t.FullName == name);
}
