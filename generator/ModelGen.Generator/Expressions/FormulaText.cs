using System;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Expressions;

/// <summary>
/// A formula of one number x as text from which the same tree can be read back: <c>x * sigmoid(2 * x)</c>, <c>(x &gt; 0 ? x : 0.5 * x)</c>.
/// Operators as in C# and from left to right, functions by their names in lower case, numbers with all their digits.
/// </summary>
/// <remarks><see cref="Formula"/> is for readers; this is for programs, and files are held to it.</remarks>
internal static class FormulaText
{
    private const int Atom = 3, Factor = 2, Term = 1, Any = 0;

    public static string Of(Expr formula) => Print(formula).Text;

    private static (string Text, int Precedence) Print(Expr e) => e switch
    {
        Const { Value: < 0 } c => ($"-{NumberText.Shortest(-c.Value)}", Factor),
        Const c => (NumberText.Shortest(c.Value), Atom),
        Input => ("x", Atom),
        Unary { Op: UnaryOp.Negate } u => ($"-{In(u.Operand, Atom)}", Factor),
        Unary { Op: UnaryOp.FlushDenormal } u => Print(u.Operand),
        Unary u => ($"{Name(u.Op)}({In(u.Operand, Any)})", Atom),
        Binary { Op: BinaryOp.Add } b => ($"{In(b.Left, Term)} + {In(b.Right, Factor)}", Term),
        Binary { Op: BinaryOp.Subtract } b => ($"{In(b.Left, Term)} - {In(b.Right, Factor)}", Term),
        Binary { Op: BinaryOp.Multiply } b => ($"{In(b.Left, Factor)} * {In(b.Right, Atom)}", Factor),
        Binary { Op: BinaryOp.Divide } b => ($"{In(b.Left, Factor)} / {In(b.Right, Atom)}", Factor),
        Binary { Op: BinaryOp.Power } b => ($"pow({In(b.Left, Any)}, {In(b.Right, Any)})", Atom),
        Binary b => ($"{Name(b.Op)}({In(b.Left, Any)}, {In(b.Right, Any)})", Atom),
        Select s => ($"({In(s.Left, Term)} {Sign(s.Comparison)} {In(s.Right, Term)} ? {In(s.IfTrue, Any)} : {In(s.IfFalse, Any)})", Atom),
        _ => throw new ArgumentOutOfRangeException(nameof(e), $"{e.GetType().Name} is no part of a formula of one number"),
    };

    private static string In(Expr child, int context)
    {
        (string text, int precedence) = Print(child);
        return precedence < context ? $"({text})" : text;
    }

    private static string Name(Enum operation) => operation.ToString().ToLowerInvariant();

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.Less => "<",
        Comparison.Equal => "==",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };
}
