using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Expressions;

/// <summary>
/// A formula over the numbers at one position: what a Map computes. Immutable, equal by structure, simplified as it is built.
/// From one expression come its scalar C#, its vector C# at each width, its derivative and the formula in the comment.
/// </summary>
internal abstract record Expr
{
    public static implicit operator Expr(double value) => new Const(value);

    public static Expr operator +(Expr a, Expr b) => Simplify.Binary(BinaryOp.Add, a, b);

    public static Expr operator -(Expr a, Expr b) => Simplify.Binary(BinaryOp.Subtract, a, b);

    public static Expr operator *(Expr a, Expr b) => Simplify.Binary(BinaryOp.Multiply, a, b);

    public static Expr operator /(Expr a, Expr b) => Simplify.Binary(BinaryOp.Divide, a, b);

    public static Expr operator -(Expr a) => Simplify.Unary(UnaryOp.Negate, a);

    public static Expr Max(Expr a, Expr b) => Simplify.Binary(BinaryOp.Max, a, b);

    public static Expr Min(Expr a, Expr b) => Simplify.Binary(BinaryOp.Min, a, b);

    /// <summary>a to the power b, for a of 0 or more.</summary>
    public static Expr Pow(Expr a, Expr b) => Simplify.Binary(BinaryOp.Power, a, b);

    public static Expr Abs(Expr a) => Simplify.Unary(UnaryOp.Abs, a);

    public static Expr Sign(Expr a) => Simplify.Unary(UnaryOp.Sign, a);

    public static Expr Exp(Expr a) => Simplify.Unary(UnaryOp.Exp, a);

    public static Expr Log(Expr a) => Simplify.Unary(UnaryOp.Log, a);

    public static Expr Sqrt(Expr a) => Simplify.Unary(UnaryOp.Sqrt, a);

    public static Expr Tanh(Expr a) => Simplify.Unary(UnaryOp.Tanh, a);

    public static Expr Sigmoid(Expr a) => Simplify.Unary(UnaryOp.Sigmoid, a);

    public static Expr Softplus(Expr a) => Simplify.Unary(UnaryOp.Softplus, a);

    public static Expr Erf(Expr a) => Simplify.Unary(UnaryOp.Erf, a);

    public static Expr Sin(Expr a) => Simplify.Unary(UnaryOp.Sin, a);

    public static Expr Cos(Expr a) => Simplify.Unary(UnaryOp.Cos, a);

    /// <summary>a, or 0 where a is denormal: denormals halve the speed of a step, and C# cannot switch them off.</summary>
    public static Expr Flush(Expr a) => Simplify.Unary(UnaryOp.FlushDenormal, a);

    /// <summary>Whether a formula is another one at other positions.</summary>
    public bool DependsOnPosition => this is Position or RowPosition || Children.Any(c => c.DependsOnPosition);

    /// <summary>a where <paramref name="left"/> compares to <paramref name="right"/>, else b.</summary>
    public static Expr Select(Expr left, Comparison comparison, Expr right, Expr a, Expr b) => Simplify.Select(left, comparison, right, a, b);

    /// <summary>The number that input <paramref name="index"/> of the Map has at this position.</summary>
    public static Expr Input(int index) => new Input(index);

    /// <summary>The operands, from left to right.</summary>
    public abstract IReadOnlyList<Expr> Children { get; }

    /// <summary>The same operation on other operands.</summary>
    public abstract Expr With(IReadOnlyList<Expr> children);

    /// <summary>Whether computing it takes long enough that storing it may be cheaper.</summary>
    public bool IsCostly => Descendants().Any(e =>
        e is Unary { Op: UnaryOp.Exp or UnaryOp.Log or UnaryOp.Sqrt or UnaryOp.Tanh or UnaryOp.Sigmoid or UnaryOp.Softplus or UnaryOp.Erf or UnaryOp.Sin or UnaryOp.Cos }
            or Binary { Op: BinaryOp.Divide or BinaryOp.Power });

    /// <summary>This expression and all below it, each as often as it occurs.</summary>
    public IEnumerable<Expr> Descendants()
    {
        Stack<Expr> open = new([this]);
        while (open.Count > 0)
        {
            Expr next = open.Pop();
            yield return next;
            for (int i = next.Children.Count - 1; i >= 0; i--)
            {
                open.Push(next.Children[i]);
            }
        }
    }

    /// <summary>How often input <paramref name="index"/> of the Map occurs.</summary>
    public int CountOf(int index)
    {
        int count = this is Input input && input.Index == index ? 1 : 0;
        foreach (Expr child in Children)
        {
            count += child.CountOf(index);
        }

        return count;
    }

    /// <summary>Rewrites from the leaves up: <paramref name="replace"/> returns the replacement, or null to keep.</summary>
    public Expr Rewrite(Func<Expr, Expr?> replace)
    {
        Expr rebuilt = Children.Count == 0 ? this : With(Children.Select(c => c.Rewrite(replace)).ToArray());
        return replace(rebuilt) ?? rebuilt;
    }

    /// <summary>A hash of an operation and its operands.</summary>
    protected static int HashOf(int operation, params Expr[] operands) =>
        operands.Aggregate(operation, (hash, operand) => unchecked((hash * 31) + operand.GetHashCode()));

    /// <summary>Replaces input k by <paramref name="inputs"/>[k].</summary>
    /// <remarks>All at once, unlike <see cref="Rewrite"/>: 0 + x simplifies to an input of the new numbering, which is not replaced again.</remarks>
    public Expr Substitute(IReadOnlyList<Expr> inputs) =>
        this is Input input ? inputs[input.Index]
        : Children.Count == 0 ? this
        : With(Children.Select(c => c.Substitute(inputs)).ToArray());
}

internal enum UnaryOp
{
    Negate,
    Abs,
    Sign,
    Exp,
    Log,
    Sqrt,
    Tanh,
    Sigmoid,
    Softplus,
    Erf,
    Sin,
    Cos,
    FlushDenormal,
}

internal enum BinaryOp
{
    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>The larger; not a number if one of the two is none.</summary>
    Max,

    /// <summary>The smaller; not a number if one of the two is none.</summary>
    Min,

    /// <summary>The left operand to the power of the right; in vectors not a number if the left is negative.</summary>
    Power,
}

internal enum Comparison
{
    Greater,
    GreaterOrEqual,
    Less,
    Equal,
}

/// <summary>A number known at compile time.</summary>
internal sealed record Const(double Value) : Expr
{
    public override IReadOnlyList<Expr> Children => [];

    public override Expr With(IReadOnlyList<Expr> children) => this;
}

/// <summary>The number that input <paramref name="Index"/> of the Map has at this position.</summary>
internal sealed record Input(int Index) : Expr
{
    public override IReadOnlyList<Expr> Children => [];

    public override Expr With(IReadOnlyList<Expr> children) => this;
}

/// <summary>A number that is the same at every position and known when the step starts: the learning rate, 1 / batch.</summary>
internal sealed record Scalar(string Name) : Expr
{
    public override IReadOnlyList<Expr> Children => [];

    public override Expr With(IReadOnlyList<Expr> children) => this;
}

/// <summary>The position along the last dimension, counted from 0.</summary>
internal sealed record Position : Expr
{
    public override IReadOnlyList<Expr> Children => [];

    public override Expr With(IReadOnlyList<Expr> children) => this;
}

/// <summary>The position along the dimension before the last, counted from 0.</summary>
/// <param name="Count">How many there are.</param>
internal sealed record RowPosition(int Count) : Expr
{
    public override IReadOnlyList<Expr> Children => [];

    public override Expr With(IReadOnlyList<Expr> children) => this;
}

internal sealed record Unary(UnaryOp Op, Expr Operand) : Expr
{
    // Formulas are keys wherever they are printed, and a hash of all that is below takes its time.
    private readonly int _hash = HashOf((int)Op, Operand);
    private readonly Derived<Expr[]> _children = new([Operand]);

    public override IReadOnlyList<Expr> Children => _children.Value;

    public override Expr With(IReadOnlyList<Expr> children) => Simplify.Unary(Op, children[0]);

    public override int GetHashCode() => _hash;
}

internal sealed record Binary(BinaryOp Op, Expr Left, Expr Right) : Expr
{
    private readonly int _hash = HashOf(100 + (int)Op, Left, Right);
    private readonly Derived<Expr[]> _children = new([Left, Right]);

    public override IReadOnlyList<Expr> Children => _children.Value;

    public override Expr With(IReadOnlyList<Expr> children) => Simplify.Binary(Op, children[0], children[1]);

    public override int GetHashCode() => _hash;
}

/// <summary><paramref name="IfTrue"/> where <paramref name="Left"/> compares to <paramref name="Right"/>, else <paramref name="IfFalse"/>.</summary>
internal sealed record Select(Expr Left, Comparison Comparison, Expr Right, Expr IfTrue, Expr IfFalse) : Expr
{
    private readonly int _hash = HashOf(200 + (int)Comparison, Left, Right, IfTrue, IfFalse);
    private readonly Derived<Expr[]> _children = new([Left, Right, IfTrue, IfFalse]);

    public override IReadOnlyList<Expr> Children => _children.Value;

    public override Expr With(IReadOnlyList<Expr> children) => Simplify.Select(children[0], Comparison, children[1], children[2], children[3]);

    public override int GetHashCode() => _hash;
}
