using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Vectors;

/// <summary>The vectors that cover a row: equal ones side by side, then a few others. As short for a row of a billion as for one of a hundred.</summary>
/// <param name="Type">The equal ones.</param>
/// <param name="Full">How many.</param>
/// <param name="Rest">The others.</param>
internal sealed record PieceRun(VectorType Type, int Full, EquatableArray<Piece> Rest)
{
    private static readonly int[] NarrowToWide = [128, 256, 512];

    public int Count => Full + Rest.Count;

    public Piece this[int index] => index < Full ? new Piece(index * Type.Lanes, Type) : Rest[index - Full];

    public Piece Last => this[Count - 1];

    /// <summary>
    /// Covers 0..extent: vectors of the widest kind, then the narrowest that holds the rest, moved back so that it ends at the extent. Where
    /// the extent is shorter than any vector, single numbers.
    /// </summary>
    public static PieceRun Cover(int extent, int bits, Precision precision)
    {
        VectorType[] types = [.. NarrowToWide.Where(b => b <= bits).Select(b => new VectorType(b, precision)).Where(t => t.Lanes <= extent)];
        VectorType widest = types.Length == 0 ? new VectorType(0, precision) : types[types.Length - 1];
        return Ending(extent, widest, rest => types.First(t => t.Lanes >= rest));
    }

    /// <summary>Covers 0..extent with vectors of one type, the last moved back if need be.</summary>
    public static PieceRun Of(int extent, VectorType type) => Ending(extent, type, _ => type);

    /// <summary>All of them, one after another: of a short row.</summary>
    public IEnumerable<Piece> All() => Enumerable.Range(0, Count).Select(i => this[i]);

    private static PieceRun Ending(int extent, VectorType type, System.Func<int, VectorType> last)
    {
        int full = extent / type.Lanes, rest = extent % type.Lanes;
        if (rest == 0)
        {
            return new PieceRun(type, full, []);
        }

        VectorType end = last(rest);
        return new PieceRun(type, full, [new Piece(extent - end.Lanes, end, end.Lanes - rest)]);
    }
}
