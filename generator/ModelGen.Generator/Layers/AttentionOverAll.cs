using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>A column for each key. Keys are turned round, so that neighbouring scores read neighbours.</summary>
/// <param name="Reach">Where a query sees no key behind it, how many it sees at most, its own included; else null.</param>
internal sealed record AttentionOverAll(Axis Query, int? Reach, Axis Column, Value Keys, AffineMap KeyMap, Value Values, AffineMap ValueMap)
    : AttentionScope(Column, Keys, KeyMap, Values, ValueMap)
{
    /// <param name="q">The queries.</param>
    /// <param name="k">The keys.</param>
    public static AttentionOverAll Of(AttentionHeads heads, Projection keys, Projection values, Axis q, Axis k, int? reach, RotaryChoice? rotary)
    {
        (Axis b, Axis h, Axis d) = (heads.Example, heads.Head, heads.Feature);
        return new AttentionOverAll(
            q,
            q.Extent > 1 ? reach : null,
            k,
            heads.Of("Keys", keys, [b, h, d, k], k, rotary),
            AffineMap.Of(b, h, d, k),
            heads.Of("Values", values, [b, h, k, d], k, null),
            AffineMap.Of(b, h, k, d));
    }

    public override Band? Band => Reach is not null ? new Band(Query, Column) : null;

    public override Expr Seen(Expr score, Expr? length)
    {
        Expr seen = length is null ? score : Where(new Position(), Comparison.Less, length, score);
        if (Reach is not { } reach)
        {
            return seen;
        }

        RowPosition row = new(Query.Extent);
        if (reach < Query.Extent)
        {
            // So far behind the sequence no key is left within reach: a query there sees the padding, and gives a number at least.
            Expr first = row - (reach - 1);
            seen = length is null ? seen : Expr.Select(first, Comparison.GreaterOrEqual, length, score, seen);
            seen = Where(new Position(), Comparison.GreaterOrEqual, first, seen);
        }

        return Where(row, Comparison.GreaterOrEqual, new Position(), seen);
    }
}
