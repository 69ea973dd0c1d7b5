using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Kernels;

/// <summary>A vector's worth of consecutive positions.</summary>
/// <param name="Offset">Its first position.</param>
/// <param name="Type">Its vector.</param>
/// <param name="Overlap">How many of its first lanes the pieces before have covered already.</param>
internal sealed record Piece(int Offset, VectorType Type, int Overlap = 0)
{
    private static readonly int[] NarrowToWide = [128, 256, 512];

    /// <summary>
    /// Covers 0..extent: vectors of the widest kind, then the narrowest that holds the rest, moved back so that it ends at the extent. Where
    /// the extent is shorter than any vector, single numbers.
    /// </summary>
    public static IReadOnlyList<Piece> Cover(int extent, int bits, Precision precision)
    {
        List<Piece> pieces = [];
        VectorType[] types = [.. NarrowToWide.Where(b => b <= bits).Select(b => new VectorType(b, precision)).Where(t => t.Lanes <= extent)];
        int at = 0;
        while (at < extent)
        {
            int rest = extent - at;
            VectorType type = types.Length == 0 ? new VectorType(0, precision)
                : types[types.Length - 1].Lanes <= rest ? types[types.Length - 1]
                : types.First(t => t.Lanes >= rest);
            int overlap = System.Math.Max(0, type.Lanes - rest);
            pieces.Add(new Piece(at - overlap, type, overlap));
            at += type.Lanes - overlap;
        }

        return pieces;
    }

    /// <summary>Covers 0..extent without overlap: vectors of the widest kind, then ever narrower ones, single numbers last.</summary>
    public static IReadOnlyList<Piece> Narrowing(int extent, int bits, Precision precision)
    {
        List<Piece> pieces = [];
        int at = 0;
        foreach (VectorType type in NarrowToWide.Reverse().Where(b => b <= bits).Select(b => new VectorType(b, precision)).Append(new VectorType(0, precision)))
        {
            for (; at + type.Lanes <= extent; at += type.Lanes)
            {
                pieces.Add(new Piece(at, type));
            }
        }

        return pieces;
    }
}
