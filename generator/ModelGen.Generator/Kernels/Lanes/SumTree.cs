using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Which sums over lanes are added up in one tree: neighbours in the result, as many as the tree gives.</summary>
internal static class SumTree
{
    private static readonly int[] WideToNarrow = [512, 256, 128, 0];

    /// <param name="results">Where the results are, ascending.</param>
    /// <param name="type">The vectors whose lanes are summed.</param>
    /// <returns>The first sum of each tree, and the vector that comes out of it.</returns>
    public static IEnumerable<(int First, VectorType Tree)> Of(int[] results, VectorType type)
    {
        VectorType[] trees = [.. WideToNarrow.Where(bits => bits <= type.Bits).Select(bits => type with { Bits = bits })];
        int at = 0;
        while (at < results.Length)
        {
            int run = 1;
            while (at + run < results.Length && results[at + run] == results[at] + run)
            {
                run++;
            }

            VectorType tree = trees.First(t => t.Lanes <= run);
            yield return (at, tree);
            at += tree.Lanes;
        }
    }

    /// <summary>The instructions of adding up and storing.</summary>
    public static double Instructions(int[] results, VectorType type) =>
        Of(results, type).Sum(t => t.Tree.IsScalar ? (type.IsScalar ? 2 : 10) : (3 * (t.Tree.Lanes - 1)) + 8.0);
}
