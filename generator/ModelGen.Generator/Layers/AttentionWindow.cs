using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>
/// A column for each of the last keys: column w of query q is key q + w − (width − 1), the last one its own. So scores take times · width numbers, not times². Keys
/// and values have zeros in front for what lies before the sequence.
/// </summary>
internal sealed record AttentionWindow(Axis Query, Axis Column, Value Keys, AffineMap KeyMap, Value Values, AffineMap ValueMap)
    : AttentionScope(Column, Keys, KeyMap, Values, ValueMap)
{
    /// <summary>Whether windows are less work than whole rows under a mask.</summary>
    /// <remarks>
    /// Tiles of whole rows load a key once for six queries, windows once for each: of wide heads a window of 1/4 of the steps is level with a mask, where products of narrow ones are
    /// little beside the softmax of 3/8 (measured: 1024 steps, heads of 64 and of 8 features; 128 steps, of 16).
    /// </remarks>
    /// <param name="features">Those of a head.</param>
    public static bool Pays(int width, int times, int features) => 8L * width <= (features > 16 ? 2L : 3L) * times;

    /// <param name="q">The queries; as many as keys.</param>
    /// <param name="width">How many keys a query sees at most, its own included.</param>
    public static AttentionWindow Of(AttentionHeads heads, Projection keys, Projection values, Axis q, int width, RotaryChoice? rotary)
    {
        (Axis b, Axis h, Axis d) = (heads.Example, heads.Head, heads.Feature);
        Axis k = new("k", q.Extent), w = new("w", width);
        AffineMap map = AffineMap.Of(b, h, new AffineIndex([(q, 1), (w, 1)]), d);
        return new AttentionWindow(
            q, w, heads.Of("Keys", keys, [b, h, k, d], k, rotary, width - 1), map, heads.Of("Values", values, [b, h, k, d], k, null, width - 1), map);
    }

    /// <summary>The place of the column's key in the sequence, so many steps further on.</summary>
    private Expr Place => new Position() + new RowPosition(Query.Extent);

    private int Before => Column.Extent - 1;

    public override Expr Seen(Expr score, Expr? length)
    {
        Expr seen = length is null ? score : Where(Place, Comparison.Less, length + Before, score);
        if (length is not null)
        {
            // So far behind the sequence no key is left within reach: a query there sees the padding, and gives a number at least.
            seen = Expr.Select(new RowPosition(Query.Extent), Comparison.GreaterOrEqual, length + Before, score, seen);
        }

        return Where(Place, Comparison.GreaterOrEqual, Before, seen);
    }
}
