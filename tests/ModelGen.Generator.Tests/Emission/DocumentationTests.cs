using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Snapshots;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>What an editor shows of a model and its members, as the compiler hands it out.</summary>
public class DocumentationTests
{
    private const string Several = """
        using ModelGen;
        namespace Samples;
        [Model(MaxBatch = 1)] [Input(3, Name = "left")] [Input(2, Name = "right")] [CustomActivation(typeof(Several), "F", From = "left")] [Concat("right")] [BatchNorm] [Dense(2)] [HuberLoss] [Adam]
        public sealed partial class Several { private static float F(float x) => x < 0 ? x : 2 * x; }
        """;

    public static TheoryData<string> Models => [SnapshotModels.Xor, SnapshotModels.Moons, SnapshotModels.LeNet5, Several];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_public_member_is_documented_in_well_formed_XML(string source)
    {
        INamedTypeSymbol model = Compile(source);

        Documentation(model).Element("remarks").ShouldNotBeNull();
        foreach (ISymbol member in Members(model))
        {
            if (Documentation(member).Element("inheritdoc") is { } inherited)
            {
                // The interface's words are the member's: the library's own build sees to it that there are some.
                string origin = inherited.Attribute("cref")!.Value;
                model.AllInterfaces.SelectMany(i => i.OriginalDefinition.GetMembers(member.Name)).ShouldContain(m => m.GetDocumentationCommentId() == origin, member.ToDisplayString());
                continue;
            }

            Documentation(member).Element("summary").ShouldNotBeNull(member.ToDisplayString()).Value.ShouldNotBeNullOrWhiteSpace(member.ToDisplayString());
            foreach (IParameterSymbol parameter in member is IMethodSymbol { Name: not ("Load" or "TryLoad" or ".ctor") } method ? method.Parameters : [])
            {
                Documentation(member).Elements("param").ShouldContain(e => e.Attribute("name")!.Value == parameter.Name, member.ToDisplayString());
            }
        }
    }

    [Fact]
    public void The_class_shows_the_table_of_layers()
    {
        string table = Documentation(Compile(SnapshotModels.LeNet5)).Element("remarks")!.Value;

        foreach (string[] row in (string[][])
            [["Layer", "Output", "Parameters", "FLOPs", "Bytes"], ["conv2: Conv2D(16, 5×5, relu)", "(8, 8, 16)", "2,416", "309,248", "9,664"], ["total", "44,426", "577,138", "177,704"]])
        {
            table.Split('\n').ShouldContain(line => row.All(cell => line.Contains(cell)), string.Join(", ", row));
        }
    }

    [Theory]
    [InlineData("Predict", "784 numbers each", "10 numbers each")]
    [InlineData("Forward", "1 to 64 examples", "784 numbers each", "10 numbers for each example")]
    [InlineData("TrainBatch", "1 to 64 examples", "784 numbers each", "10 numbers for each example", "0 to 9")]
    [InlineData("Evaluate", "784 numbers each")]
    [InlineData("Update", "Adam")]
    [InlineData("Parameters", "44,426 numbers, 177,704 bytes")]
    [InlineData("ParameterInfos", "conv2.weight   (16, 6, 5, 5)", "dense3.bias    (10)")]
    [InlineData("Gradients", "44,426 numbers")]
    [InlineData("InputLength", "28 × 28 × 1")]
    [InlineData(".ctor", "44,426 numbers, 177,704 bytes")]
    public void Members_say_their_lengths_in_numbers(string name, params string[] texts)
    {
        string all = string.Concat(Members(Compile(SnapshotModels.LeNet5)).Where(m => m.Name == name).Select(m => Documentation(m).Value));

        foreach (string text in texts)
        {
            all.ShouldContain(text);
        }
    }

    [Fact]
    public void A_step_of_one_example_is_called_that() =>
        Documentation(Members(Compile(SnapshotModels.Moons)).First(m => m.Name == "TrainBatch")).Value.ShouldContain("update of one example in one");

    [Fact]
    public void What_training_does_not_change_is_named() =>
        Documentation(Members(Compile(Several)).First(m => m.Name == "ParameterInfos")).Value.ShouldContain("batchNorm1.running_mean  (5), not trained");

    private static INamedTypeSymbol Compile(string source)
    {
        GeneratorHarness.Generate(StrictCompiler.Compilation(checkOverflow: false, source), out Compilation output);
        return output.GetSymbolsWithName(name => name is "Xor" or "Moons" or "LeNet5" or "Several", SymbolFilter.Type).OfType<INamedTypeSymbol>().First(t => t.ContainingNamespace.ToString() == "Samples");
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol model) => model.GetMembers().Where(m =>
        m.DeclaredAccessibility == Accessibility.Public && m is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet });

    /// <summary>Parses it: what is not well-formed the compiler replaces by a comment.</summary>
    private static XElement Documentation(ISymbol symbol) => XElement.Parse(symbol.GetDocumentationCommentXml()!.TrimStart() is { Length: > 0 } xml ? xml : $"<missing of='{symbol.Name}'/>");
}
