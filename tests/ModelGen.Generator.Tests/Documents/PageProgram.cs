using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// A page's snippets as one program: their using directives, then their statements in the order of the page, then their types. So a snippet may use what an
/// earlier one declares. What a reader need not see, such as <c>float[] image = new float[784];</c>, stands in a block of its own in an HTML comment.
/// </summary>
internal static class PageProgram
{
    // What every project of `dotnet new console` imports.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Documentation of public types, and that all that is declared is used, would be noise on a page.
    private const string Unchecked = "#pragma warning disable CS1591, CS0219, CS0168, CS8321, CS0414\n";

    /// <summary>The program's text; <c>#line</c> directives lead complaints back to the page.</summary>
    public static string Text(IEnumerable<Snippet> snippets)
    {
        StringBuilder usings = new(Unchecked), statements = new(), types = new();
        foreach (Snippet snippet in snippets)
        {
            CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(snippet.Text, options: StrictCompiler.ParseOptions);
            foreach (UsingDirectiveSyntax directive in unit.Usings)
            {
                Append(usings, snippet, directive);
            }

            foreach (MemberDeclarationSyntax member in unit.Members)
            {
                Append(member is GlobalStatementSyntax ? statements : types, snippet, member);
            }
        }

        if (statements.Length == 0)
        {
            statements.Append("return;\n");
        }

        return $"{usings}{statements}{types}";
    }

    /// <summary>The program with all that its models get, as a project with a <c>Program.cs</c> has it.</summary>
    public static CSharpCompilation Compile(IEnumerable<Snippet> snippets) => StrictCompiler
        .Compilation(checkOverflow: false, Text(snippets), ImplicitUsings)
        .WithOptions(StrictCompiler.Options.WithOutputKind(OutputKind.ConsoleApplication))
        .AddReferences(Libraries.References);

    private static void Append(StringBuilder text, Snippet snippet, SyntaxNode part)
    {
        int line = snippet.Line + snippet.Text.Take(part.FullSpan.Start).Count(c => c == '\n');
        text.Append($"#line {line} \"{snippet.Page}\"\n{part.ToFullString().TrimEnd('\n')}\n");
    }
}
