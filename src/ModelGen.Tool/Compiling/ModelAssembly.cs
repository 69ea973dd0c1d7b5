using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace ModelGen.Tool.Compiling;

/// <summary>Compiles what the generator writes for a model, and makes one. The user's own code is not needed for it, and none of it runs.</summary>
internal static class ModelAssembly
{
    /// <summary>A new model with the parameters of seed 0.</summary>
    /// <exception cref="ToolException">The class is generic, or the generated code does not compile.</exception>
    public static ILoadedModel Load(DeclaredModel model)
    {
        if (model.Type.IsGenericType || model.Type.ContainingType is { IsGenericType: true })
        {
            throw new ToolException($"{model.FullName} is generic, and cannot be made without its type arguments.", ExitCode.Fault);
        }

        // Looking for nulls would take a fifth of the time.
        CSharpCompilation compilation = UserCompilation.OfGenerated(model.Compile().Sources.Select(source => (source.HintName, source.Text.Replace("#nullable enable\n", ""))));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new ToolException($"the generated code does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}", ExitCode.Fault);
        }

        image.Position = 0;
        Type type = new AssemblyLoadContext(model.FullName).LoadFromStream(image).GetType(MetadataName(model.Type), throwOnError: true)!;
        Type contract = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IModel<,>));
        try
        {
            return (ILoadedModel)Activator.CreateInstance(typeof(LoadedModel<,>).MakeGenericType(contract.GetGenericArguments()))!;
        }
        catch (TargetInvocationException fault) when (fault.InnerException is OutOfMemoryException)
        {
            throw new ToolException($"there is not enough memory for the parameters of {model.FullName}.");
        }
    }

    private static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } container ? $"{MetadataName(container)}+{type.MetadataName}"
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : $"{type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted).WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None))}.{type.MetadataName}";
}
