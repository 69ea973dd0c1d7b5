using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <content>Statements: what a method returns, whatever way through it is taken.</content>
internal sealed partial class MethodReader
{
    /// <summary>The formula of what is returned; null where the statements end without.</summary>
    private Expr? Run(Statements? statements, Scope scope)
    {
        while (statements is not null)
        {
            IOperation statement = statements.First;
            statements = statements.Next;
            switch (statement)
            {
                case IBlockOperation block:
                    statements = block.Operations.Reverse().Aggregate(statements, (next, operation) => new Statements(operation, next));
                    break;
                case IReturnOperation { ReturnedValue: { } value } when _calls.Count > _loopOf:
                    return Number(value, scope);
                case IVariableDeclarationGroupOperation group:
                    Declare(group, scope);
                    break;
                case IExpressionStatementOperation { Operation: var assignment }:
                    Assign(assignment, scope);
                    break;
                case IConditionalOperation branch when branch.Descendants().Any(o => o is IReturnOperation):
                    // What follows is the rest of the branch that does not return.
                    Expr? whenTrue = Run(new Statements(branch.WhenTrue, statements), scope.Copy());
                    Expr? whenFalse = Run(branch.WhenFalse is null ? statements : new Statements(branch.WhenFalse, statements), scope.Copy());
                    return whenTrue is null || whenFalse is null ? throw UnreadableStatement(statement) : Counted(statement, Choice(branch.Condition, whenTrue, whenFalse, scope));
                case IConditionalOperation branch:
                    Branch(branch, scope);
                    break;
                case IForLoopOperation loop:
                    Loop(loop, scope);
                    break;
                case IForEachLoopOperation loop:
                    Loop(loop, scope);
                    break;
                case IEmptyOperation:
                    break;
                default:
                    throw UnreadableStatement(statement);
            }
        }

        return null;
    }

    private void Declare(IVariableDeclarationGroupOperation group, Scope scope)
    {
        foreach (IVariableDeclaratorOperation local in group.Declarations.SelectMany(d => d.Declarators))
        {
            if (!IsNumber(local.Symbol.Type))
            {
                throw UnreadableStatement(group);
            }

            if (local.GetVariableInitializer()?.Value is { } value)
            {
                Set(scope, local.Symbol.Name, value);
            }
        }
    }

    /// <summary>x = …, x += … and the like, x++.</summary>
    private void Assign(IOperation assignment, Scope scope)
    {
        if (NameOf(assignment) is not { } name)
        {
            throw UnreadableStatement(assignment);
        }

        switch (assignment)
        {
            case ISimpleAssignmentOperation { IsRef: false } simple:
                Set(scope, name, simple.Value);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: null } compound:
                Expr before = Named(compound.Target, name, scope), value = Number(compound.Value, scope);
                scope[name] = Counted(compound, compound.OperatorKind switch
                {
                    BinaryOperatorKind.Add => before + value,
                    BinaryOperatorKind.Subtract => before - value,
                    BinaryOperatorKind.Multiply => before * value,
                    BinaryOperatorKind.Divide when IsReal(compound.Target.Type) => StableForms.Divide(before, value),
                    _ => throw Unreadable(compound),
                });
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: null } step:
                scope[name] = Counted(step, Named(step.Target, name, scope) + (step.Kind == OperationKind.Increment ? 1 : -1));
                break;
            default:
                throw UnreadableStatement(assignment);
        }
    }

    /// <summary>Sets a local; what a maximum begins with may be infinite.</summary>
    private void Set(Scope scope, string name, IOperation value) =>
        scope[name] = value.ConstantValue is { HasValue: true, Value: var constant } && InfinityOf(constant) is { } infinity ? new Const(infinity) : Number(value, scope);

    /// <summary>The local or parameter that an assignment sets.</summary>
    private static string? NameOf(IOperation assignment) => assignment switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation local } when IsNumber(local.Type) => local.Local.Name,
        IAssignmentOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter } when IsNumber(parameter.Type) => parameter.Parameter.Name,
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation local } when IsNumber(local.Type) => local.Local.Name,
        IIncrementOrDecrementOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter } when IsNumber(parameter.Type) => parameter.Parameter.Name,
        _ => null,
    };

    /// <summary>Both ways, and for what they set a choice between the two.</summary>
    private void Branch(IConditionalOperation branch, Scope scope)
    {
        Scope before = scope.Copy(), whenTrue = scope.Copy(), whenFalse = scope.Copy();
        Run(new Statements(branch.WhenTrue, null), whenTrue);
        Run(branch.WhenFalse is null ? null : new Statements(branch.WhenFalse, null), whenFalse);
        foreach (string name in whenTrue.Names.Where(whenFalse.Has))
        {
            if (whenTrue[name] == whenFalse[name])
            {
                scope[name] = whenTrue[name];
                continue;
            }

            if (IsInfinite(whenTrue[name]) || IsInfinite(whenFalse[name]))
            {
                throw UnreadableStatement(branch);
            }

            scope[name] = Counted(branch, Choice(branch.Condition, whenTrue[name], whenFalse[name], before));
        }
    }

    /// <summary>−∞ or ∞ for what is at least as far out as any number of its type; null for any other.</summary>
    private static double? InfinityOf(object? constant) => constant switch
    {
        float f when f <= float.MinValue => double.NegativeInfinity,
        float f when f >= float.MaxValue => double.PositiveInfinity,
        double d when d <= double.MinValue => double.NegativeInfinity,
        double d when d >= double.MaxValue => double.PositiveInfinity,
        _ => null,
    };

    private static bool IsInfinite(Expr value) => value is Const { Value: double.NegativeInfinity or double.PositiveInfinity };

    /// <summary>What is still to be run.</summary>
    private sealed record Statements(IOperation First, Statements? Next);
}
