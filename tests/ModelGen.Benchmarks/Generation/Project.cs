using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen;
using ModelGen.Generator;
using ModelGen.Generator.Declarations;

namespace Benchmarks.Generation;

/// <summary>A C# project of one file, in memory.</summary>
internal sealed class Project
{
    // C# 14 is what this compiler still calls the preview.
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ModelAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;

    public Project(string source)
        : this(CSharpCompilation.Create(
            "Project",
            [CSharpSyntaxTree.ParseText(source, Options)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable)))
    {
    }

    private Project(CSharpCompilation compilation) => _compilation = compilation;

    /// <summary>The project with what the generator adds to it.</summary>
    /// <exception cref="InvalidOperationException">The generator reports something.</exception>
    public Project Generated => new(_compilation.AddSyntaxTrees(Files));

    /// <summary>The generated files in UTF-8.</summary>
    public int GeneratedBytes => Files.Sum(file => Encoding.UTF8.GetByteCount(file.ToString()));

    /// <summary>The lines of the generated files.</summary>
    public int GeneratedLines => Files.Sum(file => file.GetText().Lines.Count);

    /// <summary>The generated files whose names start with the full name of a model.</summary>
    public IEnumerable<string> FilesOf(Type model) =>
        Files.Where(file => Path.GetFileName(file.FilePath).StartsWith(model.FullName + ".", StringComparison.Ordinal)).Select(file => file.ToString());

    /// <summary>The first model of the file, as the generator reads it.</summary>
    public ModelSpec Model =>
        ModelParser.Parse(_compilation.GlobalNamespace.GetNamespaceMembers().SelectMany(Types).First(type => type.GetAttributes().Length > 0), _compilation, default)!;

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Where(type => type.Locations[0].IsInSource).Concat(space.GetNamespaceMembers().SelectMany(Types));

    private SyntaxTree[] Files
    {
        get
        {
            GeneratorDriverRunResult result = Run().GetRunResult();
            return result.Diagnostics.IsEmpty ? [.. result.GeneratedTrees] : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        }
    }

    /// <summary>Generates everything anew, as in a project just opened.</summary>
    public void Generate() => Run();

    /// <summary>Compiles to an assembly.</summary>
    /// <exception cref="InvalidOperationException">The project has errors.</exception>
    public void Compile()
    {
        // A copy, since a compilation keeps what it has bound; parsing is not in this time.
        Microsoft.CodeAnalysis.Emit.EmitResult result = _compilation.Clone().Emit(Stream.Null);
        if (!result.Success && result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795"))
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        }
    }

    private GeneratorDriver Run() =>
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Options).RunGenerators(_compilation);
}
