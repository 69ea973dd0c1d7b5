using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModelGen.Generator.Diagnostics.Usage;

/// <summary>An array that a loop makes for the outputs of each prediction, and keeps nowhere.</summary>
internal static class AllocatedOutputRule
{
    public static void Check(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!ModelCalls.IsPrediction(call) || LoopAround(call) is not { } loop)
        {
            return;
        }

        IOperation? output = ModelCalls.Plain(call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 1)?.Value);
        IOperation? array = output switch
        {
            IArrayCreationOperation direct => direct,
            ILocalReferenceOperation { Local: var local } when !Escapes(local, loop) => CreationOf(local, loop),
            _ => null,
        };
        if (array is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.OutputAllocatedInLoop, array.Syntax.GetLocation(), call.Instance!.Type!.Name));
        }
    }

    /// <summary>The innermost loop of the same function.</summary>
    private static ILoopOperation? LoopAround(IOperation operation)
    {
        for (IOperation? at = operation.Parent; at is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); at = at.Parent)
        {
            if (at is ILoopOperation loop)
            {
                return loop;
            }
        }

        return null;
    }

    /// <summary>The array that a variable of the loop's body starts with.</summary>
    private static IOperation? CreationOf(ILocalSymbol local, ILoopOperation loop) =>
        loop.Body.Descendants().OfType<IVariableDeclaratorOperation>()
            .Where(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))
            .Select(d => ModelCalls.Plain((d.Initializer ?? (d.Parent as IVariableDeclarationOperation)?.Initializer)?.Value))
            .OfType<IArrayCreationOperation>()
            .FirstOrDefault();

    /// <summary>Whether somebody may keep the array beyond the round: then each round needs its own.</summary>
    private static bool Escapes(ILocalSymbol local, ILoopOperation loop) =>
        References(local, loop).Any(r => r.Parent switch
        {
            IArrayElementReferenceOperation or IForEachLoopOperation => false,
            IPropertyReferenceOperation { Property.Name: "Length" } => false,
            IConversionOperation { Type: { Name: "Span" or "ReadOnlySpan" }, Parent: IArgumentOperation } => false,
            IConversionOperation { Parent: IForEachLoopOperation } => false,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "AsSpan" } } => false,
            _ => true,
        });

    private static IEnumerable<ILocalReferenceOperation> References(ILocalSymbol local, ILoopOperation loop) =>
        loop.Body.Descendants().OfType<ILocalReferenceOperation>().Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local));
}
