using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>Diagnostics obey the user, which those that a generator reports do not.</summary>
public class SuppressionTests
{
    private const string Code = "[Model] [Input(2)]\n[Dense(1, Slope = 0.5)]\npartial class Net;\n";

    [Fact]
    public async Task Pragma_silences_a_warning()
    {
        (await Source.Parse(Code).Analyze()).ShouldHaveSingleItem().Id.ShouldBe("MG0018");
        (await Source.Parse(Code.Replace("[Dense", "#pragma warning disable MG0018\n[Dense")).Analyze()).ShouldBeEmpty();
        (await Source.Parse(Code.Replace("[Dense", "#pragma warning disable MG0017\n[Dense")).Analyze()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("error", DiagnosticSeverity.Error)]
    public async Task Editorconfig_sets_the_severity(string severity, DiagnosticSeverity? expected)
    {
        AnalyzerConfig config = AnalyzerConfig.Parse($"[*.cs]\ndotnet_diagnostic.MG0018.severity = {severity}\n", "/project/.editorconfig");
        CSharpCompilationOptions options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithSyntaxTreeOptionsProvider(new EditorConfig(AnalyzerConfigSet.Create(new[] { config })));
        Compilation compilation = Source.Parse(Code).Compile(options: options);
        (await Source.Analyze(compilation)).Select(d => (DiagnosticSeverity?)d.Severity).SingleOrDefault().ShouldBe(expected);
    }

    private sealed class EditorConfig(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
