using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>Reads a static method of one expression as a formula; methods of its kind that it calls are written out.</summary>
internal sealed class ExpressionReader(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>More operations than any activation has; the derivative may have as many again for each.</summary>
    private const int MostOperations = 200;

    private readonly Stack<IMethodSymbol> _calls = new();
    private int _operations;

    /// <summary>The value of a method of one parameter, which becomes input 0.</summary>
    /// <exception cref="UnreadableException">Something in it cannot be read.</exception>
    public Expr Read(IMethodSymbol method)
    {
        IOperation body = Body(method, null);
        Expr formula = Call(method, body, [Expr.Input(0)]);
        return Derivative.DependsOn(formula, 0) ? formula : throw Unreadable(body, $"it does not depend on '{method.Parameters[0].Name}'");
    }

    private Expr Call(IMethodSymbol method, IOperation body, IReadOnlyList<Expr> arguments)
    {
        _calls.Push(method);
        Expr value = Number(body, arguments);
        _calls.Pop();
        return value;
    }

    private IOperation Body(IMethodSymbol method, IOperation? call)
    {
        cancellation.ThrowIfCancellationRequested();
        IMethodSymbol implementation = method.PartialImplementationPart ?? method;
        if (implementation.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not MethodDeclarationSyntax declaration)
        {
            throw new UnreadableException(FunctionFaultKind.Unreadable, $"{Name(method)} is no method with its source in this project", call?.Syntax.GetLocation());
        }

        ExpressionSyntax? expression = declaration switch
        {
            { ExpressionBody.Expression: { } arrow } => arrow,
            { Body.Statements: [ReturnStatementSyntax { Expression: { } returned }] } => returned,
            _ => null,
        };
        while (expression is ParenthesizedExpressionSyntax or CheckedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            // Roslyn has no operation for what only holds another expression.
            expression = expression switch
            {
                ParenthesizedExpressionSyntax inner => inner.Expression,
                CheckedExpressionSyntax inner => inner.Expression,
                _ => ((PostfixUnaryExpressionSyntax)expression).Operand,
            };
        }

        Location place = declaration.Body?.Statements.FirstOrDefault()?.GetLocation() ?? declaration.Identifier.GetLocation();
        return expression is not null && compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, cancellation) is { } operation
            ? operation
            : throw new UnreadableException(FunctionFaultKind.NotOneExpression, Name(method), place);
    }

    private Expr Number(IOperation operation, IReadOnlyList<Expr> arguments)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return Constants.TryRead(constant, out double value) ? Counted(operation, value) : throw Unreadable(operation, "only finite numbers can be constants");
        }

        return operation switch
        {
            IParameterReferenceOperation parameter => Counted(operation, arguments[parameter.Parameter.Ordinal]),
            IConversionOperation conversion when IsReal(conversion.Type) && (IsReal(conversion.Operand.Type) || IsSign(conversion.Operand)) && conversion.OperatorMethod is null =>
                Number(conversion.Operand, arguments),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null } unary when IsReal(unary.Type) => Counted(operation, -Number(unary.Operand, arguments)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus, OperatorMethod: null } unary when IsReal(unary.Type) => Number(unary.Operand, arguments),
            IBinaryOperation { OperatorMethod: null } binary when IsReal(binary.Type) => Counted(operation, Binary(binary, arguments)),
            IConditionalOperation { WhenFalse: { } otherwise } choice =>
                Counted(operation, Choice(choice.Condition, Number(choice.WhenTrue, arguments), Number(otherwise, arguments), arguments)),
            IInvocationOperation call => Invocation(call, arguments),
            IFieldReferenceOperation field => throw Unreadable(operation, $"field '{field.Field.Name}' is not constant"),
            _ => throw Unreadable(operation),
        };
    }

    private Expr Binary(IBinaryOperation binary, IReadOnlyList<Expr> arguments)
    {
        Expr left = Number(binary.LeftOperand, arguments), right = Number(binary.RightOperand, arguments);
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide => StableForms.Divide(left, right),
            _ => throw Unreadable(binary),
        };
    }

    /// <summary>a where the condition holds, else b. C# evaluates one of them, vectors both; which makes no difference without side effects.</summary>
    private Expr Choice(IOperation condition, Expr a, Expr b, IReadOnlyList<Expr> arguments)
    {
        switch (condition)
        {
            case { ConstantValue: { HasValue: true, Value: bool isTrue } }:
                return isTrue ? a : b;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Choice(not.Operand, b, a, arguments);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return Choice(and.LeftOperand, Counted(and, Choice(and.RightOperand, a, b, arguments)), b, arguments);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                return Choice(or.LeftOperand, a, Counted(or, Choice(or.RightOperand, a, b, arguments)), arguments);
            case IBinaryOperation { OperatorMethod: null } compare when IsReal(compare.LeftOperand.Type) && IsReal(compare.RightOperand.Type):
                Expr left = Number(compare.LeftOperand, arguments), right = Number(compare.RightOperand, arguments);
                return compare.OperatorKind switch
                {
                    BinaryOperatorKind.GreaterThan => Expr.Select(left, Comparison.Greater, right, a, b),
                    BinaryOperatorKind.GreaterThanOrEqual => Expr.Select(left, Comparison.GreaterOrEqual, right, a, b),
                    BinaryOperatorKind.LessThan => Expr.Select(left, Comparison.Less, right, a, b),
                    BinaryOperatorKind.LessThanOrEqual => Expr.Select(right, Comparison.GreaterOrEqual, left, a, b),
                    BinaryOperatorKind.Equals => Expr.Select(left, Comparison.Equal, right, a, b),
                    BinaryOperatorKind.NotEquals => Expr.Select(left, Comparison.Equal, right, b, a),
                    _ => throw Unreadable(condition),
                };
            default:
                throw Unreadable(condition);
        }
    }

    private Expr Invocation(IInvocationOperation call, IReadOnlyList<Expr> arguments)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (MathFunctions.Knows(method.ContainingType.ToDisplayString()))
        {
            Expr[] operands = [.. InOrder(call).Select(a => Number(a, arguments))];
            return MathFunctions.Apply(method.Name, operands) is { } value
                ? Counted(call, value)
                : throw Unreadable(call, $"{Name(method)} is none of the functions that vectors have: {string.Join(", ", MathFunctions.Names)}");
        }

        if (!method.IsStatic || method.IsGenericMethod || method.Parameters.Any(p => p.RefKind is not (RefKind.None or RefKind.In) || !IsReal(p.Type)) || !IsReal(method.ReturnType))
        {
            throw Unreadable(call, $"{Name(method)} is not a static method of numbers");
        }

        if (_calls.Contains(method, SymbolEqualityComparer.Default))
        {
            throw new UnreadableException(FunctionFaultKind.Recursive, Name(method), call.Syntax.GetLocation());
        }

        IOperation body = Body(method, call);
        return Call(method, body, [.. InOrder(call).Select(a => Number(a, arguments))]);
    }

    private static IEnumerable<IOperation> InOrder(IInvocationOperation call) =>
        call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value);

    /// <summary>The formula, counted as often as it will be written.</summary>
    private Expr Counted(IOperation operation, Expr formula)
    {
        _operations += operation is IParameterReferenceOperation ? formula.Descendants().Count(e => e.Children.Count > 0) : 1;
        return _operations <= MostOperations ? formula
            : throw new UnreadableException(FunctionFaultKind.TooLong, $"{MostOperations}", operation.Syntax.GetLocation());
    }

    private static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>The one function of numbers that returns an integer.</summary>
    private static bool IsSign(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "Sign" };

    private static string Name(IMethodSymbol method) => $"'{method.ContainingType.Name}.{method.Name}'";

    private static UnreadableException Unreadable(IOperation operation, string? why = null) => new(
        FunctionFaultKind.Unreadable,
        why ?? "only + - * /, ?: with comparisons, constants, functions of MathF and methods of this kind can be",
        operation.Syntax.GetLocation());
}
