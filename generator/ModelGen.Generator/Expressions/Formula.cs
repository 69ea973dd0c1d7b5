using System;
using System.Globalization;

namespace ModelGen.Generator.Expressions;

/// <summary>An expression as a reader writes it: max(0, x), w − η · g.</summary>
internal static class Formula
{
    private const int Atom = 4, Factor = 3, Term = 2, Choice = 0;

    public static string Of(Expr e, Func<int, string> inputs) => Print(e, inputs).Text;

    private static (string Text, int Precedence) Print(Expr e, Func<int, string> inputs)
    {
        return e switch
        {
            Const c => (c.Value.ToString("G6", CultureInfo.InvariantCulture).Replace("-", "−"), c.Value < 0 ? Factor : Atom),
            Input i => (inputs(i.Index), Atom),
            Scalar s => (s.Name, Atom),
            Position => ("position", Atom),
            Unary { Op: UnaryOp.Negate } u => ("−" + In(u.Operand, Atom), Factor),
            Unary { Op: UnaryOp.Abs } u => ($"|{In(u.Operand, Choice)}|", Atom),
            Unary { Op: UnaryOp.Sqrt } u => ($"√({In(u.Operand, Choice)})", Atom),
            Unary { Op: UnaryOp.Log } u => ($"ln({In(u.Operand, Choice)})", Atom),
            Unary { Op: UnaryOp.FlushDenormal } u => (In(u.Operand, Choice), Print(u.Operand, inputs).Precedence),
            Unary u => ($"{u.Op.ToString().ToLowerInvariant()}({In(u.Operand, Choice)})", Atom),
            Binary { Op: BinaryOp.Add } b => ($"{In(b.Left, Term)} + {In(b.Right, Term)}", Term),
            Binary { Op: BinaryOp.Subtract } b => ($"{In(b.Left, Term)} − {In(b.Right, Factor)}", Term),
            Binary { Op: BinaryOp.Multiply } b when b.Left == b.Right => ($"{In(b.Left, Atom)}²", Atom),
            Binary { Op: BinaryOp.Multiply } b => ($"{In(b.Left, Factor)} · {In(b.Right, Factor)}", Factor),
            Binary { Op: BinaryOp.Divide } b => ($"{In(b.Left, Factor)} / {In(b.Right, Atom)}", Factor),
            Binary { Op: BinaryOp.Power } b => ($"{In(b.Left, Atom)}^{In(b.Right, Atom)}", Atom),
            Binary b => ($"{b.Op.ToString().ToLowerInvariant()}({In(b.Left, Choice)}, {In(b.Right, Choice)})", Atom),
            Select s => ($"{In(s.Left, Term)} {Sign(s.Comparison)} {In(s.Right, Term)} ? {In(s.IfTrue, Term)} : {In(s.IfFalse, Term)}", Choice),
            _ => throw new ArgumentOutOfRangeException(nameof(e)),
        };

        string In(Expr child, int context)
        {
            (string text, int precedence) = Print(child, inputs);
            return precedence < context ? $"({text})" : text;
        }
    }

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => "≥",
        Comparison.Less => "<",
        _ => "=",
    };
}
