using System.Linq;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.StraightLine;

/// <summary>A row that is a part of another.</summary>
/// <param name="Offset">Where it begins there.</param>
internal sealed record RowSlice(Value Source, int Offset, Value Result)
{
    public int Length => Result.Shape[1];

    /// <returns>Null where something else is moved.</returns>
    public static RowSlice? Of(RearrangeOp move)
    {
        if (move.Boxes.Count != 1 || move.Boxes[0] is not { Source: var source } box || source.Shape.Rank != 2 || move.Result.Shape.Rank != 2 || box.Length != move.Result.Shape[1])
        {
            return null;
        }

        AffineIndex from = box.SourceMap.Indices[1], to = box.ResultMap.Indices[1];
        return from.Terms.SequenceEqual(to.Terms) && from.Terms.All(t => t.Coefficient == 1) && to.Offset == 0 ? new RowSlice(source, from.Offset, move.Result) : null;
    }
}
