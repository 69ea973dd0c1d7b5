using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ModelGen.Generator.Diagnostics.Usage;

/// <summary>
/// A model of the surroundings that is trained in a function which runs several times at once: a body of <c>Parallel.For</c>, or tasks and threads
/// that are started in a loop or side by side. One task that trains is fine, and so is one awaited after the other, or a lock.
/// </summary>
internal static class SharedTrainingRule
{
    public static void Check(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (ModelCalls.TrainedBy(call) is not { } model || ModelCalls.Variable(model) is not { } variable)
        {
            return;
        }

        for (IOperation? at = call.Parent; at is not null && at is not ILockOperation; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation function && !IsInside(variable, function) && RunsAtOnce(function, variable))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.TrainedByThreads, call.Syntax.GetLocation(), call.TargetMethod.Name, variable.Name));
                return;
            }
        }
    }

    private static bool RunsAtOnce(IAnonymousFunctionOperation function, ISymbol variable) => Receiver(function) switch
    {
        IInvocationOperation { TargetMethod.ContainingType: { Name: "Parallel" or "ParallelEnumerable" } } => true,
        { } start when IsStart(start) && !IsAwaited(start) => IsRepeated(start, variable) || HasTwin(start, function, variable),
        _ => false,
    };

    /// <summary>The call that a function is handed to.</summary>
    private static IOperation? Receiver(IAnonymousFunctionOperation function)
    {
        IOperation? at = function.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IArrayCreationOperation or IArrayInitializerOperation)
        {
            at = at.Parent;
        }

        return at;
    }

    private static bool IsStart(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Run", ContainingType.Name: "Task" } } => true,
        IInvocationOperation { TargetMethod: { Name: "StartNew", ContainingType.Name: "TaskFactory" } } => true,
        IInvocationOperation { TargetMethod: { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType.Name: "ThreadPool" } } => true,
        IObjectCreationOperation { Type.Name: "Thread" } => true,
        _ => false,
    };

    /// <summary>Whether the next line waits for it.</summary>
    private static bool IsAwaited(IOperation start) => start.Parent switch
    {
        IAwaitOperation => true,
        IInvocationOperation { TargetMethod.Name: "Wait" or "GetAwaiter" or "ConfigureAwait" } => true,
        IPropertyReferenceOperation { Property.Name: "Result" } => true,
        _ => false,
    };

    /// <summary>Whether a loop starts it time and again for a model from before the loop.</summary>
    private static bool IsRepeated(IOperation start, ISymbol variable)
    {
        for (IOperation? at = start.Parent; at is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); at = at.Parent)
        {
            if (at is ILoopOperation && !IsInside(variable, at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the same function starts another that trains the model too.</summary>
    private static bool HasTwin(IOperation start, IAnonymousFunctionOperation function, ISymbol variable)
    {
        IOperation root = start;
        while (root.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            root = parent;
        }

        return Trainings(root, variable).Any(other => FunctionsAround(other).Any(f =>
            f != function && !FunctionsAround(function).Contains(f) && Receiver(f) is { } receiver && receiver != start && IsStart(receiver) && !IsAwaited(receiver)));
    }

    private static IEnumerable<IInvocationOperation> Trainings(IOperation root, ISymbol variable) =>
        root.Descendants().OfType<IInvocationOperation>()
            .Where(c => ModelCalls.TrainedBy(c) is { } model && SymbolEqualityComparer.Default.Equals(ModelCalls.Variable(model), variable));

    private static IEnumerable<IAnonymousFunctionOperation> FunctionsAround(IOperation operation)
    {
        for (IOperation? at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation function)
            {
                yield return function;
            }
        }
    }

    private static bool IsInside(ISymbol variable, IOperation operation) =>
        variable is not IFieldSymbol
        && variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == operation.Syntax.SyntaxTree && operation.Syntax.Span.Contains(r.Span));
}
