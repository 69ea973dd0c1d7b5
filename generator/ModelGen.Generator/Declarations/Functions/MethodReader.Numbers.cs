using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <content>Expressions.</content>
internal sealed partial class MethodReader
{
    /// <summary>The formula of a number: a real one, or a whole one that counts numbers of a row.</summary>
    private Expr Number(IOperation operation, Scope scope)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return Constants.TryRead(constant, out double value) ? Counted(operation, value) : throw Unreadable(operation, "only finite numbers can be constants");
        }

        return operation switch
        {
            IParameterReferenceOperation parameter when IsNumber(operation.Type) => Named(operation, parameter.Parameter.Name, scope),
            ILocalReferenceOperation local when IsNumber(operation.Type) => Named(operation, local.Local.Name, scope),
            IConversionOperation { OperatorMethod: null } conversion when IsReal(conversion.Type) && (IsNumber(conversion.Operand.Type) || IsSign(conversion.Operand)) =>
                Number(conversion.Operand, scope),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null } unary when IsNumber(unary.Type) => Counted(operation, -Number(unary.Operand, scope)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus, OperatorMethod: null } unary when IsNumber(unary.Type) => Number(unary.Operand, scope),
            IBinaryOperation { OperatorMethod: null } binary when IsNumber(binary.Type) => Counted(operation, Binary(binary, scope)),
            IConditionalOperation { WhenFalse: { } otherwise } choice =>
                Counted(operation, Choice(choice.Condition, Number(choice.WhenTrue, scope), Number(otherwise, scope), scope)),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } row, Arguments: [{ Value: var index }] } when Rows.Is(row.Type) =>
                Element(Row(row, scope), index, Number(index, scope)),
            IImplicitIndexerReferenceOperation { Instance: { } row, Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var index } } when Rows.Is(row.Type) =>
                Element(Row(row, scope), index, Expr.Input(RowInputs.Length) - Number(index, scope)),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } row } when Rows.Is(row.Type) => Expr.Input(RowInputs.Length),
            IInvocationOperation call => Invocation(call, scope),
            IFieldReferenceOperation field => throw Unreadable(operation, $"field '{field.Field.Name}' is not constant"),
            _ => throw Unreadable(operation),
        };
    }

    private Expr Named(IOperation operation, string name, Scope scope) => !scope.Has(name) ? throw Unreadable(operation)
        : IsInfinite(scope[name]) ? throw Unreadable(operation, $"'{name}' is infinite until a loop takes a maximum or minimum of it")
        : Counted(operation, scope[name]);

    private Expr Binary(IBinaryOperation binary, Scope scope)
    {
        Expr left = Number(binary.LeftOperand, scope), right = Number(binary.RightOperand, scope);
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide when IsReal(binary.Type) => StableForms.Divide(left, right),
            _ => throw Unreadable(binary),
        };
    }

    /// <summary>a where the condition holds, else b. C# evaluates one of them, vectors both; which makes no difference without side effects.</summary>
    private Expr Choice(IOperation condition, Expr a, Expr b, Scope scope)
    {
        switch (condition)
        {
            case { ConstantValue: { HasValue: true, Value: bool isTrue } }:
                return isTrue ? a : b;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Choice(not.Operand, b, a, scope);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return Choice(and.LeftOperand, Counted(and, Choice(and.RightOperand, a, b, scope)), b, scope);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                return Choice(or.LeftOperand, a, Counted(or, Choice(or.RightOperand, a, b, scope)), scope);
            case IBinaryOperation { OperatorMethod: null } compare when IsNumber(compare.LeftOperand.Type) && IsNumber(compare.RightOperand.Type):
                Expr left = Number(compare.LeftOperand, scope), right = Number(compare.RightOperand, scope);
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

    private static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>Whether a type is that of a real number, or of one that counts the numbers of a row.</summary>
    private static bool IsNumber(ITypeSymbol? type) => IsReal(type) || type?.SpecialType == SpecialType.System_Int32;

    /// <summary>The one function of numbers that returns an integer.</summary>
    private static bool IsSign(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "Sign" };
}
