using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Tests.Diagnostics;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// The C# of every page compiles with the library, the generator and its advice: no error, no warning. A page is one program (<see cref="PageProgram"/>).
/// Generated code that a page shows is marked <c>```csharp excerpt</c>; <see cref="ExcerptTests"/> finds it in the snapshots. Code of other libraries is marked
/// <c>```csharp foreign</c>. The pages of diagnostics show
/// what does not compile, and have a test of their own.
/// </summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Pages => new(RepositoryFiles.Pages.Where(p => !p.StartsWith("generator/diagnostics/", StringComparison.Ordinal) && Programs(p).Count > 0));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Snippets_compile(string page)
    {
        CSharpCompilation program = PageProgram.Compile(Programs(page));
        SyntaxTree written = program.SyntaxTrees[0];
        ImmutableArray<Diagnostic> advice = await Source.Analyze(program);
        Assert.True(advice.IsEmpty, Message(page, advice));

        // Kernels are compiled by other tests: here only what the page says.
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(program, out Compilation generated, out ImmutableArray<Diagnostic> faults);
        Assert.True(faults.IsEmpty, Message(page, faults));
        Diagnostic[] complaints = [.. generated.GetSemanticModel(written).GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden && !d.IsSuppressed)];
        Assert.True(complaints.Length == 0, Message(page, complaints));
    }

    [Fact]
    public void Every_block_is_of_a_known_kind()
    {
        foreach (Snippet snippet in RepositoryFiles.Pages.SelectMany(Snippet.Of))
        {
            Assert.True(snippet.Kind is "" or Snippet.Excerpt or Snippet.Foreign, $"{snippet.Page}({snippet.Line - 1}): '```csharp {snippet.Kind}' is no kind of block.");
        }
    }

    private static IReadOnlyList<Snippet> Programs(string page) => [.. Snippet.Of(page).Where(s => s.Kind.Length == 0)];

    private static string Message(string page, IEnumerable<Diagnostic> complaints) =>
        $"The snippets of {page} do not compile.\n" + string.Join('\n', complaints.Select(c => $"{Place(c.Location.GetMappedLineSpan())}: {c.Id}: {c.GetMessage()}"));

    private static string Place(FileLinePositionSpan span) => $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
}
