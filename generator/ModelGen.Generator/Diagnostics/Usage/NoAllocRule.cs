using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModelGen.Generator.Diagnostics.Usage;

/// <summary>What allocates in the body of a method with [NoAlloc]. What is thrown may, and what is called is not looked into.</summary>
internal static class NoAllocRule
{
    public static void Check(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.GetAttributes().Any(a => IsNoAlloc(a.AttributeClass)))
        {
            return;
        }

        if (method.IsAsync)
        {
            Report(context, method, method.Locations[0], "is async, whose state is allocated when it waits");
        }

        foreach (IOperation operation in context.OperationBlocks.Where(b => b is not IAttributeOperation).SelectMany(Executed))
        {
            if (Allocation(operation) is { } allocation)
            {
                Report(context, method, operation.Syntax.GetLocation(), allocation);
            }
        }
    }

    private static void Report(OperationBlockAnalysisContext context, IMethodSymbol method, Location location, string allocation) =>
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NoAllocAllocates, location, method.Name, allocation));

    /// <summary>The operations of the method itself: neither what it throws nor the bodies of functions that others call.</summary>
    private static IEnumerable<IOperation> Executed(IOperation operation)
    {
        yield return operation;
        if (operation is not (IThrowOperation or IAnonymousFunctionOperation) && !operation.ConstantValue.HasValue)
        {
            foreach (IOperation inner in operation.ChildOperations.SelectMany(Executed))
            {
                yield return inner;
            }
        }
    }

    /// <summary>How an operation allocates, as the end of a sentence about the method; null if it does not.</summary>
    private static string? Allocation(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } => null,
        IArrayCreationOperation array => IsEmpty(array) ? null : array.IsImplicit ? "makes an array for the arguments of a call" : "makes an array",
        IObjectCreationOperation { Type: { IsReferenceType: true } type } => $"makes an object of class {type.Name}",
        IAnonymousObjectCreationOperation => "makes an object of an anonymous class",
        IDelegateCreationOperation creation when Captures(creation) => "makes a delegate",
        IConversionOperation { OperatorMethod: null, Type.IsReferenceType: true, Operand.Type: { IsValueType: true } from, Parent: not IBinaryOperation } => $"boxes a value of type {from.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}",
        IInterpolatedStringOperation or ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String } or IBinaryOperation { Type.SpecialType: SpecialType.System_String, Parent: not IBinaryOperation { Type.SpecialType: SpecialType.System_String } } => "makes a string",
        IInvocationOperation { TargetMethod: { Name: "ToArray" or "ToList" or "ToString" } called } => $"calls {called.Name}",
        IInvocationOperation { TargetMethod.ContainingType: { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } } => "calls Linq",
        IReturnOperation { Kind: OperationKind.YieldReturn } => "is an iterator, whose state is allocated",
        { Syntax: CollectionExpressionSyntax { Elements.Count: > 0 }, IsImplicit: false, Type.IsReferenceType: true } and not IConversionOperation => "makes a collection",
        _ => null,
    };

    /// <summary>The array of a call with <c>params</c> and no argument is a shared one.</summary>
    private static bool IsEmpty(IArrayCreationOperation array) => array.IsImplicit && array.Initializer is { ElementValues.Length: 0 };

    /// <summary>Whether a delegate holds more than static code: what is static is made once and kept.</summary>
    private static bool Captures(IDelegateCreationOperation creation) => creation.Target switch
    {
        IAnonymousFunctionOperation function => function.Body.Descendants().Any(o => Variable(o) switch
        {
            { } outer => !outer.DeclaringSyntaxReferences.Any(r => function.Syntax.Span.Contains(r.Span)),
            null => o is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
        }),
        IMethodReferenceOperation method => !method.Method.IsStatic,
        _ => false,
    };

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local.IsConst: false } local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsNoAlloc(INamedTypeSymbol? attribute) =>
        attribute is { Name: "NoAllocAttribute", ContainingNamespace: { Name: "ModelGen", ContainingNamespace.IsGlobalNamespace: true } };
}
