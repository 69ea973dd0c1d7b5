using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>
/// Many vectors, each to be summed up over its lanes, become few vectors of sums: transposing trees whose leaves are built as soon as their vectors exist,
/// so that few of those wait in registers.
/// </summary>
/// <param name="results">The vectors of sums that are wanted: lane k of one at offset n is the sum of vector n + k.</param>
/// <param name="count">How many vectors there are to sum up.</param>
/// <param name="leaf">Adds the leaf of some vectors.</param>
/// <param name="fold">Adds the vector of sums of some leaves.</param>
internal sealed class RowSums(
    IReadOnlyList<Piece> results,
    int count,
    System.Func<IReadOnlyList<Register>, Register> leaf,
    System.Func<Piece, IReadOnlyList<Register>, Register> fold)
{
    private readonly List<Register> _vectors = [];
    private readonly Dictionary<int, Register> _leaves = [];
    private readonly List<int> _missing = [.. results.SelectMany(Leaves).Distinct()];

    private int PerLeaf => LanesOf128(results[0]);

    /// <summary>Takes the next vector.</summary>
    public void Add(Register vector)
    {
        _vectors.Add(vector);
        foreach (int first in _missing)
        {
            if (Last(first) < _vectors.Count)
            {
                _leaves[first] = leaf([.. Enumerable.Range(first, PerLeaf).Select(k => _vectors[System.Math.Min(k, count - 1)])]);
            }
        }

        _missing.RemoveAll(_leaves.ContainsKey);
    }

    /// <summary>The vectors of sums, one for each result.</summary>
    public IReadOnlyList<Register> Finish() => [.. results.Select(piece => fold(piece, [.. Leaves(piece).Select(first => _leaves[first])]))];

    private static IEnumerable<int> Leaves(Piece piece) => Enumerable.Range(0, piece.Type.Lanes / LanesOf128(piece)).Select(l => piece.Offset + (l * LanesOf128(piece)));

    private static int LanesOf128(Piece piece) => new VectorType(128, piece.Type.Precision).Lanes;

    private int Last(int first) => System.Math.Min(first + PerLeaf, count) - 1;
}
