using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.Generator;

/// <summary>
/// A class with [Model] on its way to the compiler: its declaration, if code can be generated from it, or how the compiler failed to find out.
/// An exception here would end generation for all models of the project.
/// </summary>
internal sealed record Candidate(ModelSpec? Spec, InternalFailure? Failure)
{
    public static Candidate Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Try(context.TargetSymbol.Name, nameof(Declarations), () => ModelParser.Parse(context, cancellation));

    /// <summary>The same without a declaration that has faults: the analyzer has said why.</summary>
    public Candidate Validate() =>
        Spec is { } spec ? Try(spec.Type.Name, nameof(Diagnostics), () => ModelValidator.IsSound(spec) ? spec : null) : this;

    private static Candidate Try(string model, string stage, Func<ModelSpec?> step)
    {
        try
        {
            return new Candidate(step(), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Candidate(null, new InternalFailure(model, stage, e));
        }
    }
}
