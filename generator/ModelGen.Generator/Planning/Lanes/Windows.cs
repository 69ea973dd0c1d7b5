using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>What is known of pooling windows.</summary>
internal static class Windows
{
    /// <summary>Whether every window lies inside and no two share an element.</summary>
    public static bool AreApart(AffineMap map, Value tensor, IReadOnlyList<Axis> window)
    {
        for (int d = 0; d < map.Indices.Count; d++)
        {
            AffineIndex index = map.Indices[d];
            (Axis Axis, int Coefficient)[] taps = [.. index.Terms.Where(t => window.Contains(t.Axis))], places = [.. index.Terms.Where(t => !window.Contains(t.Axis))];
            if (tensor.Shape[d] == Shapes.Shape.Batch)
            {
                continue;
            }

            int reach = taps.Sum(t => t.Coefficient * (t.Axis.Extent - 1));
            bool isApart = taps.Length <= 1 && places.Length <= 1 && index.Offset == 0
                && (taps.Length == 0 || taps[0].Coefficient == 1)
                && (places.Length == 0 || (places[0].Coefficient > reach && (places[0].Coefficient * (places[0].Axis.Extent - 1)) + reach < tensor.Shape[d]));
            if (!isApart)
            {
                return false;
            }
        }

        return true;
    }
}
