using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints an expression as C# for one vector type: the same formula for vectors of every width and for single numbers.</summary>
/// <param name="type">The vector or number type.</param>
/// <param name="inputs">The text of input k.</param>
/// <param name="scalars">The text of a number of the step, already as <paramref name="type"/>.</param>
/// <param name="position">The text of the position along the last dimension.</param>
/// <param name="declare">Called for a part that is needed twice or is long: declares a local and returns its name.</param>
internal sealed class ExpressionPrinter(VectorType type, Func<int, string> inputs, Func<string, string> scalars, Func<string> position, Func<string, string> declare)
{
    // What is longer gets a name, so that lines stay readable.
    private const int LongestPart = 100;

    private const int Atom = 4, Factor = 3, Term = 2, Comparing = 1, Choice = 0;

    private readonly Dictionary<Expr, string> _known = [];
    private ExpressionUses _uses = ExpressionUses.None;
    private Expr? _whole, _named;
    private bool _isNumber;

    /// <summary>The class of the library's functions.</summary>
    public string Functions { get; init; } = type.IsBlock ? type.Class : "VectorMath";

    /// <summary>The text of the position along the dimension before the last, of which there are so many.</summary>
    public Func<int, string> Rows { get; init; } = _ => throw new InvalidOperationException("there are no rows");

    /// <summary>Whether long parts get a name.</summary>
    public bool NamesLongParts { get; init; } = true;

    /// <summary>Whether the larger of a constant and a number is a call like any other, which reads better and takes longer.</summary>
    public bool CallsMaximum { get; init; }

    /// <summary>Whether what is added last may get a name for its length, although it is then added up first: where the last bit depends on it, no name may decide.</summary>
    public bool NamesAddends { get; init; } = true;

    /// <summary>A formula of numbers that have names.</summary>
    public static string Number(Expr formula, Func<string, string> names, Precision precision) => new ExpressionPrinter(
        new VectorType(0, precision),
        _ => throw new InvalidOperationException("a number of a step has no inputs"),
        names,
        () => throw new InvalidOperationException("a number of a step has no position"),
        text => $"({text})") { _isNumber = true }.Print(formula);

    /// <summary>Tells what will be printed, so that parts that occur twice are computed once.</summary>
    public void Announce(ExpressionUses uses) => _uses = uses;

    /// <summary>Tells the name of a local that holds <paramref name="e"/>.</summary>
    public void Know(Expr e, string name)
    {
        if (e.Children.Count > 0)
        {
            _known[e] = name;
        }
    }

    public string Print(Expr e)
    {
        // The caller gives the whole a name.
        _whole = e;
        return Print(e, Choice);
    }

    /// <summary>The same where the caller makes a local of the text, and then says its name (<see cref="Know"/>).</summary>
    public string PrintNamed(Expr e)
    {
        _whole = _named = e;
        return Print(e, Choice);
    }

    private string Part(Expr e) => Print(e, Choice);

    private string Print(Expr e, int context, bool isAddend = false)
    {
        if (_known.TryGetValue(e, out string? name))
        {
            return name;
        }

        (string text, int precedence) = Text(e);
        bool isShared = _uses.IsShared(e) && !ReferenceEquals(e, _named) && e is not Unary { Op: UnaryOp.Negate };
        bool isLong = NamesLongParts && (!isAddend || NamesAddends || precedence != Term) && text.Length > LongestPart && !ReferenceEquals(e, _whole);
        if (isShared || isLong)
        {
            return _known[e] = declare(text);
        }

        return precedence < context ? $"({text})" : text;
    }

    private (string Text, int Precedence) Text(Expr e) => e switch
    {
        Const c => (ConstantText(c.Value), c.Value < 0 && type.IsScalar ? Factor : Atom),
        Input i => (inputs(i.Index), Atom),
        Scalar s => (scalars(s.Name), Atom),
        Position => (position(), Atom),
        RowPosition row => (Rows(row.Count), Atom),
        Unary u => UnaryText(u),
        Binary b => BinaryText(b),
        Select s => SelectText(s),
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    private string NumberText(double value) => Literal.Of(value, type.Precision);

    private string ConstantText(double value) => type.IsScalar ? NumberText(value)
        : value == 0 ? $"{type.Name}.Zero"
        : value == 1 ? $"{type.Name}.One"
        : $"{type.Class}.Create({NumberText(value)})";

    private (string Text, int Precedence) UnaryText(Unary u) => u.Op switch
    {
        UnaryOp.Negate => ("-" + Print(u.Operand, Atom), Factor),
        UnaryOp.Abs => (Call("Abs", Part(u.Operand)), Atom),
        UnaryOp.Sqrt => (Call("Sqrt", Part(u.Operand)), Atom),
        _ => ($"{Functions}.{u.Op}({Part(u.Operand)})", Atom),
    };

    private (string Text, int Precedence) BinaryText(Binary b)
    {
        switch (b.Op)
        {
            case BinaryOp.Add when !type.IsScalar && b.Left is Binary { Op: BinaryOp.Multiply } product && !IsShared(product):
                return (Fused(product, Part(b.Right)), Atom);
            case BinaryOp.Add when !type.IsScalar && b.Right is Binary { Op: BinaryOp.Multiply } product && !IsShared(product):
                return (Fused(product, Part(b.Left)), Atom);
            case BinaryOp.Subtract when !type.IsScalar && b.Right is Binary { Op: BinaryOp.Multiply } product && !IsShared(product):
                return (Fused(new Negated(product.Left), product.Right, Part(b.Left)), Atom);
            case BinaryOp.Add:
                return ($"{Print(b.Left, Term)} + {Print(b.Right, Term, isAddend: true)}", Term);
            case BinaryOp.Subtract:
                return ($"{Print(b.Left, Term)} - {Print(b.Right, Factor)}", Term);
            case BinaryOp.Multiply:
                // A vector times a number needs no vector of that number.
                string left = b.Left is Const c && !type.IsScalar ? NumberText(c.Value) : Print(b.Left, Factor);
                return ($"{left} * {Print(b.Right, Atom)}", Factor);
            case BinaryOp.Divide:
                return ($"{Print(b.Left, Factor)} / {Print(b.Right, Atom)}", Factor);
            case BinaryOp.Max or BinaryOp.Min when CallsMaximum || b.Left is not Const:
                return ($"{(_isNumber ? "Math" : Functions)}.{b.Op}({Part(b.Left)}, {Part(b.Right)})", Atom);
            case BinaryOp.Max or BinaryOp.Min when type.IsScalar:
                // Written so that a right operand that is not a number stays so.
                string a = Print(b.Left, Comparing + 1), x = Print(b.Right, Comparing + 1);
                return ($"{x} {(b.Op == BinaryOp.Max ? "<" : ">")} {a} ? {a} : {x}", Choice);
            case BinaryOp.Max or BinaryOp.Min:
                // Native code returns the right operand where one of the two is not a number.
                return (Call($"{b.Op}Native", $"{Part(b.Left)}, {Part(b.Right)}"), Atom);
            case BinaryOp.Power:
                return ($"{(_isNumber ? "Math" : Functions)}.Pow({Part(b.Left)}, {Part(b.Right)})", Atom);
            default:
                throw new ArgumentOutOfRangeException(nameof(b));
        }
    }

    private bool IsShared(Expr e) => _known.ContainsKey(e) || _uses.IsShared(e);

    private string Fused(Binary product, string addend) => Fused(product.Left, product.Right, addend);

    private string Fused(object left, Expr right, string addend)
    {
        string factor = left switch
        {
            Negated { Operand: Const c } => Part(new Const(-c.Value)),
            Negated n => "-" + Print(n.Operand, Atom),
            _ => Part((Expr)left),
        };
        return $"{type.Class}.MultiplyAddEstimate({factor}, {Part(right)}, {addend})";
    }

    private (string Text, int Precedence) SelectText(Select s)
    {
        string a = Print(s.IfTrue, Choice + 1), b = Print(s.IfFalse, Choice + 1);
        if (type.IsScalar)
        {
            string sign = s.Comparison switch { Comparison.Greater => ">", Comparison.GreaterOrEqual => ">=", Comparison.Less => "<", _ => "==" };
            return ($"{Print(s.Left, Term)} {sign} {Print(s.Right, Term)} ? {a} : {b}", Choice);
        }

        if (type.IsBlock)
        {
            string where = s.Comparison switch { Comparison.Greater => "Greater", Comparison.GreaterOrEqual => "GreaterOrEqual", Comparison.Less => "Less", _ => "Equal" };
            return (Call($"Select{where}", $"{Part(s.Left)}, {Part(s.Right)}, {a}, {b}"), Atom);
        }

        string compare = s.Comparison switch { Comparison.Greater => "GreaterThan", Comparison.GreaterOrEqual => "GreaterThanOrEqual", Comparison.Less => "LessThan", _ => "Equals" };
        return (Call("ConditionalSelect", $"{Call(compare, $"{Part(s.Left)}, {Part(s.Right)}")}, {a}, {b}"), Atom);
    }

    private string Call(string function, string arguments) =>
        $"{(type.IsScalar ? type.Precision == Precision.Double ? "Math" : "MathF" : type.Class)}.{function}({arguments})";

    private sealed record Negated(Expr Operand);
}
