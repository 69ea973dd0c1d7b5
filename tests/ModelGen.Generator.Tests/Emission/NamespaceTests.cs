using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Tests.Diagnostics;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>Models of awkward names compile, beside each other too.</summary>
public class NamespaceTests
{
    private const string Net = "[Model] [Input(3)] [Dense(4, Activation.Tanh)] [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam]";

    [Theory]
    [InlineData("{0} partial class Net;")]
    [InlineData("{0} partial class @class;")]
    [InlineData("{0} partial class @record;")]
    [InlineData("{0} partial class @global;")]
    [InlineData("namespace @namespace.@static {{ {0} partial class @void; }}")]
    [InlineData("namespace Größe {{ {0} partial class Überzug; }}")]
    [InlineData("namespace 数 {{ {0} partial class 網; }}")]
    [InlineData("namespace A {{ {0} partial class Net<T> where T : class; }}")]
    [InlineData("namespace A {{ partial class Outer<T> {{ partial struct Inner {{ {0} partial class Net<U>; }} }} }}")]
    [InlineData("namespace A {{ {0} partial class Net; {0} partial class NET; }}")]
    [InlineData("namespace A {{ {0} partial class Net; }} namespace B {{ {0} partial class Net; }}")]
    [InlineData("{0} partial class Network;")]
    [InlineData("namespace Network {{ {0} partial class Network; }}")]
    [InlineData("namespace Mine {{ {0} partial class Net; class Math; class Span; class Unsafe; class Vector512; class VectorMath; class Single; }}")]
    [InlineData("namespace Generated {{ {0} partial class Net; }}")]
    [InlineData("{0} partial class Math;")]
    [InlineData("{0} partial class Vector512;")]
    [InlineData("namespace Mine.System {{ {0} partial class Net; }}")]
    [InlineData("namespace ModelGen.Samples {{ {0} partial class Net; }}")]
    [InlineData("namespace System.Mine {{ {0} partial class Net; }}")]
    [InlineData("{0} partial class ModelGen2;  namespace ModelGen.Numerics {{ {0} partial class Net; }}")]
    [InlineData("namespace A {{ {0} partial class Net<T>; {0} partial class Net_1; }}")]
    [InlineData("namespace A {{ {0} partial class Outer {{ {0} partial class Network; }} }}")]
    [InlineData("namespace A {{ {0} partial class Outer {{ {0} partial class Math; }} }}")]
    [InlineData("#pragma warning disable CS8981\n{0} partial class @nint;")]
    [InlineData("#pragma warning disable CS8981\n{0} partial class value;")]
    [InlineData("#pragma warning disable CS8981\nnamespace A {{ {0} partial class Net; enum nint; }}")]
    [InlineData("#pragma warning disable CS8981\n{0} partial class @nuint;")]
    [InlineData("#pragma warning disable CS8981\nnamespace A {{ {0} partial class Net; class nuint; }}")]
    [InlineData("namespace A.nint {{ {0} partial class Net; }}")]
    [InlineData("namespace A {{ {0} partial class Net {{ static int nint => 1; }} }}")]
    [InlineData("namespace A {{ {0} partial class System; }}")]
    [InlineData("#pragma warning disable CS8981\nnamespace Other {{ class @var; }} namespace A {{ {0} partial class Net; class Outer {{ class @var; }} }}")]
    [InlineData("class Base {{ [System.Obsolete(\"old\")] protected Base() {{ }} }} {0} partial class Net : Base;")]
    [InlineData("class Base {{ [System.Obsolete] protected Base() {{ }} protected Base(int a) {{ }} }} {0} partial class Net : Base;")]
    [InlineData("[assembly: System.CLSCompliant(true)] namespace A {{ {0} public partial class Net; }}")]
    [InlineData("[assembly: System.CLSCompliant(true)] namespace A {{ {0} [CLSCompliant(false)] public partial class Other; }}")]
    [InlineData("[assembly: System.CLSCompliant(true)] namespace A {{ public partial class Outer {{ {0} public partial class Net; {0} protected partial class Inner; }} }}")]
    public void Names_of_all_kinds_compile(string code) => Compiles(Source.Parse(string.Format(code, Net)).Compile());

    [Theory]
    [InlineData("Unsafe")]
    [InlineData("Math")]
    [InlineData("MathF")]
    [InlineData("nint")]
    [InlineData("Vector512")]
    [InlineData("VectorMath")]
    [InlineData("ForwardDense2")]
    [InlineData("Network")]
    [InlineData("global")]
    public void Layers_of_all_names_compile(string name) =>
        Compiles(Source.Parse($"{Net.Replace("[Input(3)]", $"[Input(3)] [Dense(2, Activation.Gelu, Name = \"{name}\")]")} partial class Net;").Compile());

    /// <summary>What a file says in texts is the user's, whatever a word means in his project.</summary>
    [Fact]
    public void Names_in_texts_stay_as_they_are()
    {
        CSharpCompilation compilation = Source.Parse($"#pragma warning disable CS8981\nnamespace A {{ {Net.Replace("[Input(3)]", "[Input(3)] [Dense(2, Name = \"nint\")]")} partial class Net; enum nint; }}").Compile();
        string text = string.Join("\n", Generated(compilation).SyntaxTrees.Skip(compilation.SyntaxTrees.Length).Select(t => t.ToString()));
        text.ShouldContain("\"nint.weight\"");
        text.ShouldNotContain("\"global::System.IntPtr");
        text.ShouldContain("global::System.IntPtr");
    }

    [Fact]
    public void A_library_under_an_alias_is_found()
    {
        CSharpCompilation compilation = Source.Parse($"extern alias nets; using nets::ModelGen; {Net} partial class Net;").Compile();
        MetadataReference library = compilation.References.Single(r => r.Display!.EndsWith("ModelGen.dll", System.StringComparison.Ordinal));
        Compiles(compilation.ReplaceReference(library, library.WithAliases(["nets"])).RemoveSyntaxTrees(compilation.SyntaxTrees.Last())
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText("global using System;", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));
    }

    /// <summary>[Input(2, 3)] is an array, which the rules of the CLS do not like at any class.</summary>
    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    public async Task Arrays_in_attributes_are_no_fault_where_the_CLS_is_asked_for(string access)
    {
        Compilation result = Generated(Source.Parse($"[assembly: System.CLSCompliant(true)] {Net.Replace("[Input(3)]", "[Input(2, 3)] [Flatten]")} {access} partial class Net; [Mine(1, 2)] {access} class Other; {access} class MineAttribute(params int[] sizes) : Attribute {{ public int[] Sizes => sizes; public MineAttribute() : this([]) {{ }} }}").Compile());
        ImmutableArray<Diagnostic> left = await result.WithAnalyzers([new ComplianceSuppressor()]).GetAllDiagnosticsAsync();
        left.Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed).Select(d => d.Id).ShouldBe(["CS3016"]);
    }

    private static Compilation Generated(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation result, out ImmutableArray<Diagnostic> reported);
        reported.ShouldBeEmpty();
        return result;
    }

    private static void Compiles(CSharpCompilation compilation)
    {
        Compilation result = Generated(compilation);
        result.SyntaxTrees.Count().ShouldBeGreaterThan(compilation.SyntaxTrees.Length);
        result.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()).ShouldBeEmpty();
    }
}
