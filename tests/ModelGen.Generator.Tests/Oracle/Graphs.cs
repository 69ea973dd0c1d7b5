using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>From declarations to op graphs, without generating any code.</summary>
internal static class Graphs
{
    public static IReadOnlyDictionary<string, ModelSpec> Specs(IEnumerable<ModelDeclaration> models)
    {
        ModelDeclaration[] all = [.. models];
        CSharpCompilation compilation = StrictCompiler.Compilation(checkOverflow: false, ModelDeclaration.File(all));
        return all.ToDictionary(m => m.Name, m => Parse(compilation, m));
    }

    /// <param name="classTargets">Whether targets are class indices.</param>
    public static OpGraph Lower(ModelSpec spec, bool classTargets = false)
    {
        (OpGraph graph, OpGraph? classes) = NetworkLowering.Lower(ShapeInference.Infer(spec));
        return classTargets ? classes ?? throw new ArgumentException($"{spec.Type.Name} takes no classes.", nameof(classTargets)) : graph;
    }

    public static IReadOnlyDictionary<string, OpGraph> Lower(IEnumerable<ModelDeclaration> models, bool classTargets = false) =>
        Specs(models).ToDictionary(s => s.Key, s => Lower(s.Value, classTargets));

    private static ModelSpec Parse(CSharpCompilation compilation, ModelDeclaration model) =>
        compilation.GetTypeByMetadataName($"Declared.{model.Name}") is { } type && ModelParser.Parse(type, compilation, CancellationToken.None) is { } spec
            ? spec
            : throw new InvalidOperationException($"Not a model:\n{model}");
}
