using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// Who uses whom among the stages of the generator, as the sources name them: by <c>using</c>, or in front of a type's name. A stage is a
/// folder with those in it. What is used without a name, as a member's type, is named where the member is declared, and that is before.
/// </summary>
internal sealed class StageOrder
{
    private const string Root = "Generator";

    private readonly string[] _stages;
    private readonly (string Path, CompilationUnitSyntax Unit)[] _files;

    // What may stand behind the name of a stage and a dot; behind none, what stands above all stages.
    private readonly ILookup<string, string> _names;

    /// <param name="stages">In their order.</param>
    /// <param name="files">Their paths from the generator's folder, with slashes, and their texts.</param>
    public StageOrder(IEnumerable<string> stages, IEnumerable<(string Path, string Text)> files)
    {
        _stages = [.. stages];
        _files = [.. files.Select(f => (f.Path, CSharpSyntaxTree.ParseText(f.Text).GetCompilationUnitRoot()))];
        _names = _files
            .SelectMany(f => Declared(f.Unit).Concat(f.Path.Split('/').Skip(1).SkipLast(1)).Select(name => (f.Path, Name: name)))
            .ToLookup(d => StageOf(d.Path), d => d.Name);
    }

    /// <summary>What breaks the order, a line each.</summary>
    public IEnumerable<string> Faults() =>
        _files.SelectMany(f => Misplaced(f.Path, f.Unit).Concat(StageOf(f.Path) is "" ? [] : Backward(f.Path, f.Unit)));

    /// <summary>A folder that is not listed; a namespace that is not the folder's.</summary>
    private IEnumerable<string> Misplaced(string path, CompilationUnitSyntax unit)
    {
        string stage = StageOf(path), expected = string.Join('.', path.Split('/').SkipLast(1).Prepend($"ModelGen.{Root}"));
        if (stage.Length > 0 && !_stages.Contains(stage))
        {
            yield return $"{path}: {stage} is no stage of the list.";
        }

        foreach (string declared in unit.Members.OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString()))
        {
            if (declared != expected && declared.StartsWith("ModelGen.", StringComparison.Ordinal))
            {
                yield return $"{path}: namespace {declared} in the folder of {expected}.";
            }
        }
    }

    /// <summary>Uses of what comes after the file's own stage.</summary>
    private IEnumerable<string> Backward(string path, CompilationUnitSyntax unit)
    {
        string own = StageOf(path);
        SyntaxToken[] tokens = [.. unit.DescendantTokens()];
        HashSet<string> found = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            string name = tokens[i].ValueText;
            if (!tokens[i].IsKind(SyntaxKind.IdentifierToken))
            {
                continue;
            }

            if (IsStage(tokens, i) && Array.IndexOf(_stages, name) > Array.IndexOf(_stages, own) && found.Add(name))
            {
                yield return $"{path}({Line(tokens[i])}): {own} uses {name}, a later stage.";
            }
            else if (IsType(tokens, i) && _names[""].Contains(name) && found.Add(name))
            {
                yield return $"{path}({Line(tokens[i])}): {own} uses {name}, which stands above all stages.";
            }
        }
    }

    /// <summary>Whether an identifier is the name of a stage: not that of a property, such as a network's Layers.</summary>
    private bool IsStage(SyntaxToken[] tokens, int i)
    {
        bool isQualified = i > 0 && tokens[i - 1].IsKind(SyntaxKind.DotToken);
        return _stages.Contains(tokens[i].ValueText) && (isQualified
            ? i > 1 && tokens[i - 2].ValueText == Root
            : tokens[i].Parent is IdentifierNameSyntax { Parent: UsingDirectiveSyntax }
                || (tokens[i + 1].IsKind(SyntaxKind.DotToken) && _names[tokens[i].ValueText].Contains(tokens[i + 2].ValueText)));
    }

    private static bool IsType(SyntaxToken[] tokens, int i) =>
        tokens[i].Parent is SimpleNameSyntax
        && (i == 0 || !tokens[i - 1].IsKind(SyntaxKind.DotToken) || (i > 1 && tokens[i - 2].ValueText == Root));

    private static IEnumerable<string> Declared(CompilationUnitSyntax unit) => unit.Members
        .SelectMany(member => member is BaseNamespaceDeclarationSyntax space ? space.Members : [member])
        .OfType<BaseTypeDeclarationSyntax>()
        .Select(type => type.Identifier.ValueText);

    /// <summary>The outermost folder; empty for what stands above all stages.</summary>
    private static string StageOf(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : "";

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
