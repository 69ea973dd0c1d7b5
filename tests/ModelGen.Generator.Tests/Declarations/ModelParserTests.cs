using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Tests.Diagnostics;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Declarations;

/// <summary>What the parser makes of C#.</summary>
public class ModelParserTests
{
    private const string Attributes = "[Model] [Input(2)] [Dense(1)]";

    [Fact]
    public void Attributes_keep_their_order_and_what_was_written()
    {
        ModelSpec model = Parse("""
            [Model(MaxBatch = 8, Precision = Precision.Double), Input(28, 28, 1)]
            [Flatten(Name = "flat")]
            [Serializable]
            [Dense(activation: Activation.Relu, units: 3, Bias = false)]
            [Dense(4, Activation = Activation.Elu, Alpha = 2)]
            [ActivationLayer(Activation.Tanh)]
            [HuberLoss(Delta = 0.5f)]
            [Adam]
            partial class Net;
            """);
        model.Attributes.Select(a => (a.Kind, a.Name)).ShouldBe([
            (AttributeKind.Model, "Model"), (AttributeKind.Input, "Input"), (AttributeKind.Layer, "Flatten"), (AttributeKind.Layer, "Dense"),
            (AttributeKind.Layer, "Dense"), (AttributeKind.Layer, "ActivationLayer"), (AttributeKind.Loss, "HuberLoss"), (AttributeKind.Optimizer, "Adam")]);
        model.Attributes[0].Settings.ShouldBe([new Setting("MaxBatch", 8), new Setting("Precision", 1)]);
        model.Attributes[1].Settings.ShouldBe([new Setting("Shape", new EquatableArray<int>([28, 28, 1]))]);
        model.Attributes[2].Settings.ShouldBe([new Setting("Name", "flat")]);
        model.Attributes[3].Settings.ShouldBe([new Setting("Units", 3), new Setting("Activation", 1), new Setting("Bias", false)]);
        model.Attributes[4].Settings.ShouldBe([new Setting("Units", 4), new Setting("Activation", 8), new Setting("Alpha", 2.0)]);
        model.Attributes[5].Settings.ShouldBe([new Setting("Activation", 5)]);
        model.Attributes[6].Settings.ShouldBe([new Setting("Delta", 0.5)]);
        model.Attributes[7].Settings.ShouldBeEmpty();
    }

    [Fact]
    public void Attributes_know_their_declaration()
    {
        ModelSpec model = Parse("partial class Net; [Model] [Input(2)] [Dense(1)] partial class Net; [HuberLoss] partial class Net;");
        model.Attributes.Select(a => a.Declaration).ShouldBe([0, 0, 0, 1]);
    }

    [Fact]
    public void Locations_are_those_of_the_attributes()
    {
        const string Code = "[Model] partial class Net; [Input(2)] [Dense(1), Adam] partial class Net;";
        CSharpCompilation compilation = Source.Parse(Code).Compile();
        ModelParser.Declarations(Find(compilation, "Net"), compilation, CancellationToken.None).Select(a => Code.Substring(a.Location.SourceSpan.Start, a.Location.SourceSpan.Length))
            .ShouldBe(["Model", "Input(2)", "Dense(1)", "Adam"]);
    }

    [Fact]
    public void Other_attributes_are_none_of_ours()
    {
        const string Others = """
            namespace Theirs { class DenseAttribute(int units) : Attribute { public int Units => units; } class MyAttribute : ModelGen.LayerAttribute; }
            namespace My.ModelGen { class DenseAttribute(int units) : Attribute { public int Units => units; } }
            """;
        ModelSpec model = Parse($"[Model] [Theirs.Dense(1)] [Theirs.My] [My.ModelGen.Dense(3)] partial class Net; {Others}");
        model.Attributes.ShouldHaveSingleItem().Kind.ShouldBe(AttributeKind.Model);
        ModelParser.Parse(Find(Source.Parse("[Dense(1)] partial class Net;").Compile(), "Net"), Source.Parse("").Compile(), CancellationToken.None).ShouldBeNull();
    }

    [Theory]
    [InlineData("{0} partial class Net;", "", "", "partial class Net", "Net", "Net")]
    [InlineData("namespace A.B; {0} public sealed partial class Net;", "A.B", "", "partial class Net", "Net", "A.B.Net")]
    [InlineData("namespace A; {0} partial class Net<T, @class> where T : class;", "A", "", "partial class Net<T, @class>", "Net", "A.Net-2")]
    [InlineData("namespace @namespace; {0} partial class @class;", "@namespace", "", "partial class @class", "@class", "namespace.class")]
    [InlineData("{0} partial class @record;", "", "", "partial class @record", "@record", "record")]
    [InlineData(
        "namespace A; partial record Outer<T> {{ partial interface I {{ partial record struct R {{ partial struct S {{ {0} partial class Net; }} }} }} }}",
        "A", "partial record Outer<T>|partial interface I|partial record struct R|partial struct S", "partial class Net", "Net", "A.Outer-1.I.R.S.Net")]
    [InlineData("namespace Größe; {0} partial class Net;", "Größe", "", "partial class Net", "Net", "Gr-u00F6-u00DFe.Net")]
    [InlineData("{0} partial class Net; partial class NET;", "", "", "partial class Net", "Net", "Net-c100")]
    public void Types_can_be_reopened(string code, string space, string containers, string declaration, string name, string hintName)
    {
        ModelSpec model = Parse(string.Format(code, Attributes));
        model.Type.Faults.ShouldBeEmpty();
        model.Type.Namespace.ShouldBe(space);
        string.Join("|", model.Type.Containers).ShouldBe(containers);
        model.Type.Declaration.ShouldBe(declaration);
        model.Type.Name.ShouldBe(name);
        model.Type.HintName.ShouldBe(hintName);
        string opening = space == "" ? "" : $"namespace {space};\n";
        string reopened = $"{opening}{string.Concat(model.Type.Containers.Select(c => c + " { "))}{declaration} {{ int added; {name}(byte b) {{ }} }}{string.Concat(model.Type.Containers.Select(_ => " }"))}";
        CSharpCompilation compilation = Source.Parse(string.Format(code, Attributes)).Compile(others: reopened);
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    [Fact]
    public void Hint_names_are_distinct()
    {
        const string Code = """
            {0} partial class Net; {0} partial class Net<T>; {0} partial class NET; {0} partial class Net_1; {0} partial class nEt;
            namespace A { {0} partial class Net; } namespace a { {0} partial class Net; }
            partial class B { {0} partial class Net; } partial class B<T> { {0} partial class Net; {0} partial class Net<U>; }
            """;
        CSharpCompilation compilation = Source.Parse(Code.Replace("{0}", Attributes)).Compile();
        string[] names = [.. compilation.GetSymbolsWithName(n => n.StartsWith("net", StringComparison.OrdinalIgnoreCase), SymbolFilter.Type)
            .Select(s => ModelParser.Parse((INamedTypeSymbol)s, compilation, CancellationToken.None)!.Type.HintName)];
        names.Length.ShouldBe(10);
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(10);
        names.ShouldAllBe(n => n.All(char.IsAscii));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Overflow_checks_are_the_compilations(bool checkOverflow)
    {
        CSharpCompilation compilation = Source.Parse($"{Attributes} partial class Net;")
            .Compile(options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, checkOverflow: checkOverflow));
        Parse(compilation).Target.CheckOverflow.ShouldBe(checkOverflow);
    }

    [Theory]
    [InlineData("partial class Net { }", "partial class Net { void Added() { int local = 1; } }", true)]
    [InlineData("partial class Net { }", "/* moved down */\n\n partial class Net { } class Other { }", true)]
    [InlineData("partial class Net { }", "partial class Net { } partial class Net { int more; }", true)]
    [InlineData("[Adam] partial class Net { }", "[Adam(Beta1 = 0.8)] partial class Net { }", false)]
    [InlineData("[Adam] partial class Net { }", "[AdamW] partial class Net { }", false)]
    [InlineData("partial class Net { }", "partial class Net<T> { }", false)]
    [InlineData("partial class Net { }", "class Net { }", false)]
    public void Specs_are_equal_exactly_if_the_declaration_is(string before, string after, bool areEqual)
    {
        ModelSpec first = Parse($"{Attributes} {before}"), second = Parse($"{Attributes} {after}");
        first.Equals(second).ShouldBe(areEqual);
        if (areEqual)
        {
            first.GetHashCode().ShouldBe(second.GetHashCode());
        }
    }

    [Fact]
    public void Specs_hold_nothing_of_Roslyn()
    {
        ModelSpec model = Parse("partial class Outer { [Model] [Input(3, 2)] [Flatten(Name = \"flat\")] [Dense(2, Activation.Relu, Bias = false)] [Adam] class Net { int Predict; } }");
        model.Type.Faults.ShouldNotBeEmpty();
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Walk(model, seen);
        seen.Count.ShouldBeGreaterThan(20);

        static void Walk(object? value, HashSet<object> seen)
        {
            if (value is null or string || !seen.Add(value))
            {
                return;
            }

            (value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or SemanticModel or AttributeData).ShouldBeFalse();
            value.GetType().Namespace!.ShouldNotStartWith("Microsoft.CodeAnalysis");
            if (value is IEnumerable items)
            {
                foreach (object? item in items)
                {
                    Walk(item, seen);
                }
            }

            if (!value.GetType().IsPrimitive && !value.GetType().IsArray)
            {
                foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    Walk(field.GetValue(value), seen);
                }
            }
        }
    }

    private static ModelSpec Parse(string code) => Parse(Source.Parse(code).Compile());

    private static ModelSpec Parse(CSharpCompilation compilation)
    {
        ISymbol type = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .First(s => s.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == ModelParser.ModelAttribute));
        return ModelParser.Parse((INamedTypeSymbol)type, compilation, CancellationToken.None).ShouldNotBeNull();
    }

    private static INamedTypeSymbol Find(CSharpCompilation compilation, string name) => compilation.GetTypeByMetadataName(name).ShouldNotBeNull();
}
