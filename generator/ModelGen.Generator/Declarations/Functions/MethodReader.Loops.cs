using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <content>
/// Loops over rows. The body is run once, for one position; what it makes of a number from outside must be that number plus a term, or the larger or smaller
/// of the two, so that the loop is a sum, a maximum or a minimum over the positions.
/// </content>
internal sealed partial class MethodReader
{
    private const string OneRow = "a loop goes over one row, for (int i = 0; i < output.Length; i++) or foreach (float y in output)";

    // How many calls were open when a loop began; 0 outside of loops.
    private int _loopOf;

    /// <summary>The input that a row is.</summary>
    private Expr Row(IOperation row, Scope scope) => row switch
    {
        IParameterReferenceOperation parameter when scope.Has(parameter.Parameter.Name) => scope[parameter.Parameter.Name],
        IConversionOperation { OperatorMethod: null } conversion when Rows.Is(conversion.Operand.Type) => Row(conversion.Operand, scope),
        _ => throw Unreadable(row, "a row is a parameter"),
    };

    /// <summary>The number of a row at a place: the loop's, or a fixed one.</summary>
    private Expr Element(Expr row, IOperation index, Expr place)
    {
        if (place is Position)
        {
            return row;
        }

        if (place.Descendants().Any(e => e is not (Const or Input { Index: RowInputs.Length } or Binary { Op: BinaryOp.Add or BinaryOp.Subtract or BinaryOp.Multiply })))
        {
            throw Unreadable(index, "a loop reads a row at its own position, and at places that are the same in every turn");
        }

        _places.Add(place);
        return Folded(isSum: true, Only(place, row));
    }

    private static Expr Only(Expr place, Expr row) => Expr.Select(new Position(), Comparison.Equal, place, row, 0);

    /// <summary>A number of the row as an input of the formula; equal ones are one.</summary>
    private Expr Folded(bool isSum, Expr term)
    {
        RowFold fold = new(isSum, term);
        int known = _folds.IndexOf(fold);
        if (known < 0)
        {
            known = _folds.Count;
            _folds.Add(fold);
        }

        return Expr.Input(RowInputs.First + known);
    }

    private void Loop(IForEachLoopOperation loop, Scope scope)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None or RefKind.RefReadOnly } variable } || !Rows.Is(loop.Collection.Type))
        {
            throw UnreadableStatement(loop, $": {OneRow}");
        }

        Loop(loop, scope, variable.Name, Row(loop.Collection, scope), 0, Expr.Input(RowInputs.Length));
    }

    private void Loop(IForLoopOperation loop, Scope scope)
    {
        if (loop.Before is [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Symbol: { Type.SpecialType: SpecialType.System_Int32 } variable } index] }] }]
            && index.GetVariableInitializer()?.Value is { } first
            && loop.Condition is IBinaryOperation { OperatorMethod: null, LeftOperand: ILocalReferenceOperation compared, OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } condition
            && compared.Local.Name == variable.Name
            && loop.AtLoopBottom is [IExpressionStatementOperation { Operation: var step }]
            && NameOf(step) == variable.Name
            && step is IIncrementOrDecrementOperation { Kind: OperationKind.Increment } or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Value.ConstantValue: { HasValue: true, Value: 1 } }
            && first.ConstantValue is { HasValue: true, Value: int start and >= 0 })
        {
            Expr end = Number(condition.RightOperand, scope) + (condition.OperatorKind == BinaryOperatorKind.LessThan ? 0 : 1);
            if (end != Expr.Input(RowInputs.Length))
            {
                _places.Add(Expr.Max(0, end - 1));
            }

            Loop(loop, scope, variable.Name, new Position(), start, end);
            return;
        }

        throw UnreadableStatement(loop, $": {OneRow}");
    }

    /// <param name="name">What changes in each turn.</param>
    /// <param name="value">What it is at the loop's position.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    private void Loop(ILoopOperation loop, Scope scope, string name, Expr value, int start, Expr end)
    {
        if (_loopOf > 0)
        {
            throw UnreadableStatement(loop, "has a loop in a loop, and each goes over a row");
        }

        // Before the loop has ended, what it sums up stands for itself.
        HashSet<string> own = [.. loop.Body.Descendants().OfType<IVariableDeclaratorOperation>().Select(d => d.Symbol.Name)];
        IOperation[] assignments = [.. loop.Body.Descendants().Where(o => NameOf(o) is { } n && scope.Has(n) && !own.Contains(n))];
        Scope inner = scope.Copy();
        inner[name] = value;
        foreach (IOperation assignment in assignments)
        {
            inner[NameOf(assignment)!] = new Scalar(NameOf(assignment)!);
        }

        _loopOf = _calls.Count;
        Run(new Statements(loop.Body, null), inner);
        _loopOf = 0;
        foreach (IOperation assignment in assignments.GroupBy(NameOf).Select(g => g.First()))
        {
            string sum = NameOf(assignment)!;
            scope[sum] = Summed(assignment, sum, scope[sum], inner[sum], start, end);
        }
    }

    /// <summary>What a number is after the loop.</summary>
    /// <param name="before">What it is before.</param>
    /// <param name="after">What a turn makes of it.</param>
    private Expr Summed(IOperation assignment, string name, Expr before, Expr after, int start, Expr end)
    {
        Scalar itself = new(name);
        if (FoldTerms.Addend(after, itself) is { } addend && IsFree(addend) && !IsInfinite(before))
        {
            return before + Folded(isSum: true, InLoop(addend, 0));
        }

        foreach (bool isMax in new[] { true, false })
        {
            if (FoldTerms.Extreme(after, itself, isMax) is { } term && IsFree(term))
            {
                return Extreme(assignment, isMax, before, term);
            }
        }

        throw Unreadable(assignment, $"in a loop '{name}' may be added to or take the larger or smaller of itself and a number, and nothing in the loop may use it otherwise");

        Expr InLoop(Expr term, Expr otherwise)
        {
            Expr inside = end == Expr.Input(RowInputs.Length) ? term : Expr.Select(new Position(), Comparison.Less, end, term, otherwise);
            return start == 0 ? inside : Expr.Select(new Position(), Comparison.GreaterOrEqual, start, inside, otherwise);
        }

        Expr Extreme(IOperation place, bool isMax, Expr begin, Expr term)
        {
            bool isWhole = start == 0 && end == Expr.Input(RowInputs.Length), isAny = IsInfinite(begin) && begin == new Const(isMax ? double.NegativeInfinity : double.PositiveInfinity);
            if (IsInfinite(begin) && !(isAny && isWhole))
            {
                throw Unreadable(place, $"what is taken of a part of a row begins with one of its numbers, {name} = output[0]");
            }

            // A smallest number is a largest of opposites. Positions beside the loop have what it begins with.
            Expr inside = InLoop(term, begin), largest = isMax ? Folded(isSum: false, inside) : -Folded(isSum: false, -inside);

            // What begins with the first number of the row, which is among the others, begins with nothing.
            bool isOneOfThem = start > 0 || begin == FirstOf(term);
            return isAny || isOneOfThem ? largest : isMax ? Expr.Max(begin, largest) : Expr.Min(begin, largest);
        }

        Expr? FirstOf(Expr term) => _folds.IndexOf(new RowFold(true, Only(0, term))) is var known and >= 0 ? Expr.Input(RowInputs.First + known) : null;
    }

    private static bool IsFree(Expr term) => !term.Descendants().Any(e => e is Scalar);
}
