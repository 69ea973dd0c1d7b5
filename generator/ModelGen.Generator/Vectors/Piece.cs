using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Vectors;

/// <summary>A vector's worth of consecutive positions.</summary>
/// <param name="Offset">Its first position.</param>
/// <param name="Type">Its vector.</param>
/// <param name="Overlap">How many of its first lanes the pieces before have covered already.</param>
internal sealed record Piece(int Offset, VectorType Type, int Overlap = 0)
{
    /// <summary>The pieces of <see cref="PieceRun.Cover"/>, of a short row.</summary>
    public static IReadOnlyList<Piece> Cover(int extent, int bits, Precision precision) => [.. PieceRun.Cover(extent, bits, precision).All()];
}
