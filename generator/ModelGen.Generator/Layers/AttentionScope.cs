using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>What the queries of a sequence may look at: the columns of their scores, and which key and value each stands for.</summary>
/// <param name="Column">Counts the scores of one query.</param>
/// <param name="KeyMap">The element of <paramref name="Keys"/> that belongs to an example, a head, a query, a column and a feature.</param>
/// <param name="ValueMap">The same of <paramref name="Values"/>.</param>
internal abstract record AttentionScope(Axis Column, Value Keys, AffineMap KeyMap, Value Values, AffineMap ValueMap)
{
    /// <summary>The scores that matter, if not all of them do.</summary>
    public virtual Band? Band => null;

    /// <summary>The score where the query sees the key of its column, else −∞: softmax gives such a key no weight.</summary>
    /// <param name="length">The length of the sequence that is looked at; null where it has no padding.</param>
    public abstract Expr Seen(Expr score, Expr? length);

    protected static Expr Where(Expr a, Comparison holds, Expr b, Expr then) => Expr.Select(a, holds, b, then, double.NegativeInfinity);
}
