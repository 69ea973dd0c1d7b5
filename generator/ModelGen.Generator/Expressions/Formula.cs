using System;
using System.Globalization;

namespace ModelGen.Generator.Expressions;

/// <summary>An expression as a reader writes it: max(0, x), w − η · g.</summary>
/// <param name="Text">The text.</param>
/// <param name="Precedence">What its outermost operator binds: where it stands in another formula it may need parentheses.</param>
internal readonly record struct Formula(string Text, int Precedence)
{
    private const int Atom = 4, Factor = 3, Term = 2, Choice = 0;

    public static implicit operator Formula(string name) => new(name, Atom);

    /// <summary>A sum of products: <c>Σᵢ x[i] · w[i]</c>.</summary>
    public static Formula Sum(string text) => new(text, Term);

    /// <summary>A product, or a single name.</summary>
    public static Formula Product(string text) => new(text, text.Contains(" · ") || text.StartsWith("ln ", StringComparison.Ordinal) ? Factor : Atom);

    /// <summary>A formula that is a whole sentence.</summary>
    public static Formula Sentence(string text) => new(text, Choice);

    /// <summary>Whether it is a name or a function, which is the same wherever it stands.</summary>
    public bool IsName => Precedence == Atom;

    public override string ToString() => Text;

    /// <param name="place">What counts along the last dimension and along the one before it, where these have names.</param>
    public static Formula Of(Expr e, Func<int, Formula> inputs, (string Position, string Row)? place = null)
    {
        return e switch
        {
            Const c => new(c.Value.ToString("G6", CultureInfo.InvariantCulture).Replace("-", "−"), c.Value < 0 ? Factor : Atom),
            Input i => inputs(i.Index),
            Scalar s => new(s.Name, Atom),
            Position => new(place?.Position ?? "position", Atom),
            RowPosition => new(place?.Row ?? "row", Atom),
            Unary { Op: UnaryOp.Negate } u => new("−" + In(u.Operand, Atom), Factor),
            Unary { Op: UnaryOp.Abs } u => new($"|{In(u.Operand, Choice)}|", Atom),
            Unary { Op: UnaryOp.Sqrt } u => new($"√({In(u.Operand, Choice)})", Atom),
            Unary { Op: UnaryOp.Log } u => new($"ln({In(u.Operand, Choice)})", Atom),
            Unary { Op: UnaryOp.FlushDenormal } u => new(In(u.Operand, Choice), Of(u.Operand, inputs, place).Precedence),
            Unary u => new($"{u.Op.ToString().ToLowerInvariant()}({In(u.Operand, Choice)})", Atom),
            Binary { Op: BinaryOp.Add } b => new($"{In(b.Left, Term)} + {In(b.Right, Term)}", Term),
            Binary { Op: BinaryOp.Subtract } b => new($"{In(b.Left, Term)} − {In(b.Right, Factor)}", Term),
            Binary { Op: BinaryOp.Multiply } b when b.Left == b.Right => new($"{In(b.Left, Atom)}²", Atom),
            Binary { Op: BinaryOp.Multiply } b => new($"{In(b.Left, Factor)} · {In(b.Right, Factor)}", Factor),
            Binary { Op: BinaryOp.Divide } b => new($"{In(b.Left, Factor)} / {In(b.Right, Atom)}", Factor),
            Binary { Op: BinaryOp.Power } b => new($"{In(b.Left, Atom)}^{In(b.Right, Atom)}", Atom),
            Binary b => new($"{b.Op.ToString().ToLowerInvariant()}({In(b.Left, Choice)}, {In(b.Right, Choice)})", Atom),
            Select s => new($"{In(s.Left, Term)} {Sign(s.Comparison)} {In(s.Right, Term)} ? {In(s.IfTrue, Term)} : {In(s.IfFalse, Term)}", Choice),
            _ => throw new ArgumentOutOfRangeException(nameof(e)),
        };

        string In(Expr child, int context)
        {
            (string text, int precedence) = Of(child, inputs, place);
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
