using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelGen.Generator.Diagnostics.Usage;

/// <summary>Advises on the code around a model, as <see cref="ModelAnalyzer"/> does on its declaration.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UsageAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What is said about code and not about a declaration.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.OutputAllocatedInLoop, DiagnosticDescriptors.TrainedByThreads, DiagnosticDescriptors.NoAllocAllocates);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(AllocatedOutputRule.Check, OperationKind.Invocation);
        context.RegisterOperationAction(SharedTrainingRule.Check, OperationKind.Invocation);
        context.RegisterOperationBlockAction(NoAllocRule.Check);
    }
}
