using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;

namespace ModelGen.Tool.Compiling;

/// <summary>The models that some files declare, and what is wrong with them.</summary>
/// <param name="Names">All that were asked for, in the order of files and lines.</param>
/// <param name="Models">Those without faults.</param>
/// <param name="Faulty">Whether anything that was asked for has a fault; it has been reported.</param>
internal sealed record ModelSources(IReadOnlyList<string> Names, IReadOnlyList<DeclaredModel> Models, bool Faulty)
{
    /// <summary>What the command ends with, if it has done its work.</summary>
    public int ExitCode => Faulty ? Tool.ExitCode.Fault : Tool.ExitCode.Good;

    /// <summary>Reads files and reports what the analyzer and the compiler say about the models, in the compiler's form, as errors.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="name">The model that is asked for; null for all.</param>
    /// <param name="terminal">Where faults are reported.</param>
    /// <exception cref="ToolException">A file is missing, there is no model, or none of that name.</exception>
    public static ModelSources Read(IEnumerable<string> paths, string? name, Terminal terminal)
    {
        IReadOnlyList<string> files = SourceFiles.Find(paths);
        CSharpCompilation compilation = UserCompilation.Of(files);
        DeclaredModel[] all = [.. Declared(compilation)];
        DeclaredModel[] asked = [.. all.Where(model => name is null || model.Name == name || model.FullName == name)];
        IReadOnlyList<Diagnostic> faults = asked.Length > 0 ? ModelFaults.Find(compilation, asked, everything: name is null || asked.Any(model => !model.IsSound))
            : all.Length > 0 ? []
            : ModelFaults.WithoutModels(compilation);
        foreach (Diagnostic fault in faults)
        {
            terminal.Error.WriteLine(fault.ToString());
        }

        if (asked.Length == 0)
        {
            throw all.Length > 0
                ? new ToolException($"there is no model '{name}'; there {(all.Length == 1 ? "is" : "are")} {string.Join(", ", all.Select(model => model.FullName))}.")
                : new ToolException($"there is no class with [Model] in {(files.Count == 1 ? files[0] : $"these {files.Count} files")}.", Tool.ExitCode.Fault);
        }

        DeclaredModel[] sound = [.. asked.Where(model => model.IsSound && !faults.Any(fault => fault.Severity == DiagnosticSeverity.Error && ModelFaults.Concerns(fault, model)))];
        return new ModelSources([.. asked.Select(model => model.FullName)], sound, sound.Length < asked.Length || faults.Any(fault => fault.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>The only model that was asked for; null if it has faults.</summary>
    /// <exception cref="ToolException">There are several to choose from.</exception>
    public DeclaredModel? Single() => Names.Count == 1
        ? Models.SingleOrDefault()
        : throw new ToolException($"there are several models: say --model and one of {string.Join(", ", Names)}.");

    private static IEnumerable<DeclaredModel> Declared(CSharpCompilation compilation) => Types(compilation.Assembly.GlobalNamespace)
        .Select(type => (Type: type, Spec: ModelParser.Parse(type, compilation, default)))
        .Where(model => model.Spec is not null)
        .Select(model => (Model: model, File: compilation.SyntaxTrees.IndexOf(model.Type.Locations[0].SourceTree!), Start: model.Type.Locations[0].SourceSpan.Start))
        .OrderBy(found => (found.File, found.Start))
        .Select(found => new DeclaredModel(found.Model.Type, found.Model.Spec!, found.Model.Type.Locations[0].GetLineSpan()));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));
}
