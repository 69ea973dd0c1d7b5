using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Diagnostics.Rules;
using ModelGen.Generator.Diagnostics.Usage;
using ModelGen.Generator.Tests.Harness;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>Finds the diagnostic without a test, a page or a row, and the attribute or setting without a rule.</summary>
public class CompletenessTests
{
    public static TheoryData<string> Ids => new(DiagnosticDescriptors.All.Keys.Order());

    public static TheoryData<string> IdsOfTheAnalyzer => new(AnalyzerIds);

    private static IEnumerable<string> AnalyzerIds =>
        new ModelAnalyzer().SupportedDiagnostics.Concat(new UsageAnalyzer().SupportedDiagnostics).Select(d => d.Id);

    private static IEnumerable<Type> Attributes =>
        typeof(ModelAttribute).Assembly.GetTypes().Where(t => t is { IsPublic: true, IsAbstract: false } && t.IsSubclassOf(typeof(Attribute)) && t.Namespace == "ModelGen");

    [Fact]
    public void Ids_are_distinct_and_have_four_digits()
    {
        string[] ids = [.. typeof(DiagnosticDescriptors).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Select(d => d.Id)];
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.Length == 6 && id.StartsWith("MG") && id.Skip(2).All(char.IsAsciiDigit));
    }

    [Fact]
    public void Only_the_internal_error_is_left_to_the_generator() =>
        DiagnosticDescriptors.All.Keys.Except(AnalyzerIds).ShouldBe(["MG9999"]);

    [Theory]
    [MemberData(nameof(IdsOfTheAnalyzer))]
    public void Every_diagnostic_has_a_test(string id) => DiagnosticCases.All.Concat(UsageCases.All).ShouldContain(c => c.Id == id);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticDescriptors.All[id];
        string page = File.ReadAllText(RepositoryFiles.Path("generator", "diagnostics", $"{id}.md"));
        page.ShouldStartWith($"# {id}: {descriptor.Title}\n");
        page.ShouldContain($"{descriptor.DefaultSeverity}. Message: «{descriptor.MessageFormat}»");
        descriptor.HelpLinkUri.ShouldEndWith($"/generator/diagnostics/{id}.md");
        File.ReadAllText(RepositoryFiles.Path("generator", "diagnostics", "README.md")).ShouldContain($"| [{id}]({id}.md) | {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} |");
    }

    /// <summary>A page is no better than its example: the first block raises the diagnostic, the second raises nothing.</summary>
    [Theory]
    [MemberData(nameof(IdsOfTheAnalyzer))]
    public async Task The_examples_on_a_page_are_true(string id)
    {
        string page = File.ReadAllText(RepositoryFiles.Path("generator", "diagnostics", $"{id}.md"));
        string[] blocks = [.. Regex.Matches(page, "```[a-z]+\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];
        blocks.Length.ShouldBe(2);
        if (id == "MG0006")
        {
            LanguageVersionFacts.TryParse(Regex.Match(blocks[0], "<LangVersion>(.*)</LangVersion>").Groups[1].Value, out LanguageVersion version).ShouldBeTrue();
            (await Source.Parse("[Model] [Input(2)] [Dense(1)] partial class Net { }").Analyze(version)).ShouldHaveSingleItem().Id.ShouldBe(id);
            return;
        }

        (await Source.Parse(blocks[0]).Analyze()).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await Source.Parse(blocks[1]).Analyze()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_diagnostic_has_a_row_in_the_releases()
    {
        string rows = File.ReadAllText(RepositoryFiles.Path("generator", "ModelGen.Generator", "AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(RepositoryFiles.Path("generator", "ModelGen.Generator", "AnalyzerReleases.Shipped.md"));
        foreach (DiagnosticDescriptor descriptor in DiagnosticDescriptors.All.Values)
        {
            rows.ShouldContain($"\n{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n");
        }
    }

    [Fact]
    public void Every_attribute_has_rules()
    {
        string[] known = ["Model", "Input", "Budget", "Ema", "NoAlloc", .. RuleTable.Layers.Keys, .. LossRules.All.Keys, .. OptimizerRules.All.Keys];
        known.Order().ShouldBe(Attributes.Select(t => t.Name[..^"Attribute".Length]).Order());
    }

    /// <summary>NaN is out of every range, so a number that may be NaN has been forgotten.</summary>
    [Fact]
    public async Task Every_number_has_a_range()
    {
        foreach (Type type in Attributes)
        {
            foreach (PropertyInfo setting in type.GetProperties().Where(p => p.PropertyType == typeof(double) && p.CanWrite))
            {
                string name = type.Name[..^"Attribute".Length];
                string[] positional = [.. type.GetConstructors().Single().GetParameters().Where(p => !p.HasDefaultValue).Select(p => p.ParameterType.IsEnum ? "0" : p.ParameterType == typeof(Type) ? "typeof(object)" : p.ParameterType == typeof(string[]) || p.ParameterType == typeof(string) ? "\"a\"" : "1")];
                string attribute = $"[{name}({string.Join(", ", positional.Append($"{setting.Name} = double.NaN"))})]";
                string loss = type.IsSubclassOf(typeof(LossAttribute)) ? "" : "[HuberLoss]";
                string[] ids = [.. (await Source.Parse($"[Model] [Input(2)] {(type.IsSubclassOf(typeof(LayerAttribute)) ? "" : "[Dense(2)]")} {attribute} {loss} partial class Net;").Analyze()).Select(d => d.Id)];
                ids.ShouldContain("MG0016", attribute);
            }
        }
    }
}
