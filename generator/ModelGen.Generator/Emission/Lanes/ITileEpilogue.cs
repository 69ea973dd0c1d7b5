using System;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>What comes before and after the multiply-adds of a tile.</summary>
internal interface ITileEpilogue
{
    /// <summary>Declares the tile's references, and its sums with what they start with.</summary>
    /// <param name="sums">The tile's sums; null for a place outside the result.</param>
    /// <param name="names">The name of each sum.</param>
    /// <param name="place">Where the loops stand in a tensor, plus a first offset.</param>
    /// <param name="startsLater">Whether a sum is declared with its first term.</param>
    void Start(TileSum?[] sums, string[] names, Func<Func<Offsets, int>, int, string> place, Func<int, bool> startsLater);

    /// <summary>Whether sums start at 0.</summary>
    bool StartsAtZero { get; }

    /// <summary>Finishes the sums and stores the results.</summary>
    void End(TileSum?[] sums, string[] names);
}
