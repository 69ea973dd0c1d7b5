using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>Reads a static method as a formula; methods of its kind that it calls are written out.</summary>
internal sealed partial class MethodReader(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>More operations than any activation or loss has; the derivative may have as many again for each.</summary>
    private const int MostOperations = 200;

    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly List<RowFold> _folds = [];
    private readonly List<Expr> _places = [];
    private int _operations;

    /// <summary>The value of a method whose first <paramref name="arguments"/> parameters are inputs, and whose others are <paramref name="constants"/>.</summary>
    /// <exception cref="UnreadableException">Something in it cannot be read.</exception>
    public FunctionSpec Read(IMethodSymbol method, string name, int arguments, IReadOnlyList<Expr> constants)
    {
        IMethodBodyOperation body = Body(method, null);
        Expr formula = Call(method, body, [.. Enumerable.Range(0, arguments).Select(Expr.Input), .. constants]);
        if (!DependsOnOutput(formula))
        {
            IOperation? returned = body.Descendants().OfType<IReturnOperation>().LastOrDefault()?.ReturnedValue;
            throw Unreadable(returned ?? body, $"it does not depend on '{method.Parameters[0].Name}'");
        }

        return new FunctionSpec(name, formula, null) { IsRow = Rows.Is(method.Parameters[0].Type), Folds = [.. _folds], Places = [.. _places.Distinct()] };
    }

    /// <summary>Whether a formula depends on the first parameter, itself or by what it takes of a row.</summary>
    private bool DependsOnOutput(Expr formula) => formula.Descendants().OfType<Input>().Select(i => i.Index).Distinct()
        .Any(i => i == RowInputs.Output || (i >= RowInputs.First && DependsOnOutput(_folds[i - RowInputs.First].Term)));

    private Expr Call(IMethodSymbol method, IMethodBodyOperation body, IReadOnlyList<Expr> arguments)
    {
        _calls.Push(method);
        IBlockOperation block = (body.BlockBody ?? body.ExpressionBody)!;
        Scope scope = new(method.Parameters.Select((p, k) => new KeyValuePair<string, Expr>((method.PartialImplementationPart ?? method).Parameters[k].Name, arguments[k])));
        Expr value = Run(new Statements(block, null), scope) ?? throw UnreadableStatement(block.Operations.LastOrDefault() ?? block);
        _calls.Pop();
        return value;
    }

    private IMethodBodyOperation Body(IMethodSymbol method, IOperation? call)
    {
        cancellation.ThrowIfCancellationRequested();
        IMethodSymbol implementation = method.PartialImplementationPart ?? method;
        if (implementation.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not MethodDeclarationSyntax declaration)
        {
            throw new UnreadableException(FunctionFaultKind.Unreadable, $"{Name(method)} is no method with its source in this project", call?.Syntax.GetLocation());
        }

        return compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation) is IMethodBodyOperation body && (body.BlockBody ?? body.ExpressionBody) is not null
            ? body
            : throw new UnreadableException(FunctionFaultKind.UnreadableStatement, $"{Name(method)} has no body", declaration.Identifier.GetLocation());
    }

    private Expr Invocation(IInvocationOperation call, Scope scope)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (MathFunctions.Knows(method.ContainingType.ToDisplayString()))
        {
            Expr[] operands = [.. InOrder(call).Select(a => Number(a, scope))];
            return MathFunctions.Apply(method.Name, operands) is { } value
                ? Counted(call, value)
                : throw Unreadable(call, $"{Name(method)} is none of the functions that vectors have: {string.Join(", ", MathFunctions.Names)}");
        }

        if (!method.IsStatic || method.IsGenericMethod || method.Parameters.Any(p => p.RefKind is not (RefKind.None or RefKind.In) || !(IsReal(p.Type) || Rows.Is(p.Type))) || !IsReal(method.ReturnType))
        {
            throw Unreadable(call, $"{Name(method)} is not a static method of numbers");
        }

        if (_calls.Contains(method, SymbolEqualityComparer.Default))
        {
            throw new UnreadableException(FunctionFaultKind.Recursive, Name(method), call.Syntax.GetLocation());
        }

        IMethodBodyOperation body = Body(method, call);
        return Call(method, body, [.. InOrder(call).Select(a => Rows.Is(a.Type) ? Row(a, scope) : Number(a, scope))]);
    }

    private static IEnumerable<IOperation> InOrder(IInvocationOperation call) =>
        call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value);

    /// <summary>The formula, counted as often as it will be written.</summary>
    private Expr Counted(IOperation operation, Expr formula)
    {
        bool isName = operation is IParameterReferenceOperation or ILocalReferenceOperation;
        _operations += isName ? formula.Descendants().Count(e => e.Children.Count > 0) : 1;
        return _operations <= MostOperations ? formula
            : throw new UnreadableException(FunctionFaultKind.TooLong, $"{MostOperations}", operation.Syntax.GetLocation());
    }

    private static string Name(IMethodSymbol method) => $"'{method.ContainingType.Name}.{method.Name}'";

    private static UnreadableException Unreadable(IOperation operation, string? why = null) => new(
        FunctionFaultKind.Unreadable,
        why ?? "only + - * /, ?: with comparisons, constants, functions of MathF and methods of this kind can be",
        operation.Syntax.GetLocation());

    private UnreadableException UnreadableStatement(IOperation statement, string? why = null) => new(
        FunctionFaultKind.UnreadableStatement,
        $"{Name(_calls.Peek())} {why ?? "may declare numbers, set them, choose with if and return; where it takes rows, also go over one with for or foreach to add to sums or take the largest or smallest"}",
        statement.Syntax.GetLocation());
}
