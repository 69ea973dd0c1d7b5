using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ModelGen.Tool.Compiling;

/// <summary>Some of a user's C# files as the compiler sees them in a project with the SDK's usual settings, which references .NET and ModelGen.</summary>
internal static class UserCompilation
{
    // What <ImplicitUsings>enable</ImplicitUsings> means for a console program.
    private const string ImplicitUsings =
        """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: Symbols());

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() =>
    [
        .. RuntimeAssemblies().Append(typeof(ModelAttribute).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>What the files declare.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CSharpCompilation Of(IEnumerable<string> files) => Create(
        files.Select(file => Parse(ReadText(file), file)).Append(Parse(SourceText.From(ImplicitUsings), "")),
        NullableContextOptions.Enable);

    /// <summary>Generated code, which compiles without the user's: it names nothing of it.</summary>
    public static CSharpCompilation OfGenerated(IEnumerable<(string Name, string Text)> sources) =>
        Create(sources.Select(source => Parse(SourceText.From(source.Text), source.Name)), NullableContextOptions.Disable);

    private static CSharpCompilation Create(IEnumerable<SyntaxTree> trees, NullableContextOptions nullable) => CSharpCompilation.Create(
        "Models",
        trees,
        s_references.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: nullable));

    private static SyntaxTree Parse(SourceText text, string path) => CSharpSyntaxTree.ParseText(text, s_parseOptions, path);

    private static SourceText ReadText(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            return SourceText.From(stream, Encoding.UTF8, throwIfBinaryDetected: true);
        }
        catch (InvalidDataException)
        {
            throw new ToolException($"{path}: this is no C# file, but a binary one.");
        }
    }

    /// <summary>.NET's own assemblies, not those that come with this program.</summary>
    private static IEnumerable<string> RuntimeAssemblies()
    {
        string? runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == runtime);
    }

    private static IEnumerable<string> Symbols() =>
        Enumerable.Range(5, Environment.Version.Major - 4).Select(version => $"NET{version}_0_OR_GREATER").Append("NET").Append($"NET{Environment.Version.Major}_0");
}
