using System;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator;

/// <summary>What became of a model: its sources, or how the compiler failed. A generator that throws takes the user's IDE down with it.</summary>
internal sealed record CompilationResult(EquatableArray<GeneratedSource> Sources, InternalFailure? Failure)
{
    public static CompilationResult Of(ModelSpec spec)
    {
        ModelCompiler compiler = new(spec);
        try
        {
            return new CompilationResult(compiler.Compile().Sources, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            string dump = compiler.Graph is { } graph ? GraphPrinter.Print(graph) : "";
            return new CompilationResult([], new InternalFailure(spec.Type.Name, compiler.Stage, e, dump));
        }
    }
}

/// <summary>A fault of the compiler itself.</summary>
internal sealed record InternalFailure(string Model, string Stage, string Detail)
{
    public InternalFailure(string model, string stage, Exception fault, string graph = "")
        : this(model, stage, $"{fault.GetType().Name}: {fault.Message} {graph.Replace("\n", "; ")}".TrimEnd())
    {
    }
}
