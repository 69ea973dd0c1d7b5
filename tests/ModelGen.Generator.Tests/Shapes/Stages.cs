using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Diagnostics;
using Shouldly;

namespace ModelGen.Generator.Tests.Shapes;

/// <summary>Runs the compiler up to a stage, from attributes as a user writes them.</summary>
internal static class Stages
{
    /// <summary>
    /// The spec of <c>[Model(MaxBatch = 8)] {attributes} partial class Net;</c>; attributes that bring their own [Model] keep it, and may name <c>Swishes.Swish</c>.
    /// </summary>
    public static ModelSpec Spec(string attributes) => Declared(
        $"{(attributes.Contains("[Model") ? "" : "[Model(MaxBatch = 8)]")} {attributes} partial class Net; static class Swishes {{ public static float Swish(float x) => x / (1 + MathF.Exp(-x)); }}");

    /// <summary>The spec of the first class in <paramref name="code"/> that is a model.</summary>
    public static ModelSpec Declared(string code)
    {
        CSharpCompilation compilation = Source.Parse(code).Compile();
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .Select(type => ModelParser.Parse((INamedTypeSymbol)type, compilation, CancellationToken.None))
            .First(spec => spec is not null)!;
    }

    public static Network Infer(string attributes) => ShapeInference.Infer(Spec(attributes));

    public static (OpGraph Numbers, OpGraph? Classes) Lower(string attributes) => NetworkLowering.Lower(Infer(attributes));

    /// <summary>The ops of some passes, a line each, without the pass.</summary>
    public static string Print(OpGraph graph, params Pass[] passes) => string.Join("\n", graph.Ops(passes).Select(GraphPrinter.Print));

    public static ModelPlan Plan(string attributes) => Compile(attributes).Plan;

    public static CompiledModel Compile(string attributes) => ModelCompiler.Compile(Spec(attributes));
}
