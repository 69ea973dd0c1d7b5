using System;
using Microsoft.CodeAnalysis;
using ModelGen.Generator;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.Tool.Compiling;

/// <summary>A class with [Model].</summary>
/// <param name="Type">The class.</param>
/// <param name="Spec">What its attributes say.</param>
/// <param name="Place">Where it begins.</param>
internal sealed record DeclaredModel(INamedTypeSymbol Type, ModelSpec Spec, FileLinePositionSpan Place)
{
    /// <summary>The class's name.</summary>
    public string Name => Type.Name;

    /// <summary>The same with namespace and containing types.</summary>
    public string FullName => Type.ToDisplayString();

    /// <summary>Whether the generator writes code for it.</summary>
    public bool IsSound => ModelValidator.IsSound(Spec);

    /// <summary>What the generator makes of it.</summary>
    /// <exception cref="ToolException">The generator itself is at fault.</exception>
    public CompiledModel Compile()
    {
        ModelCompiler compiler = new(Spec);
        try
        {
            return compiler.Compile();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Diagnostic report = Diagnostic.Create(
                DiagnosticDescriptors.InternalError, Location.None, Name, compiler.Stage, $"{fault.GetType().Name}: {fault.Message}");
            throw new ToolException(report.ToString(), ExitCode.Fault);
        }
    }
}
