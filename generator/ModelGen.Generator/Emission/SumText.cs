using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>Axes in formulas: what a sum runs over, and how far each goes.</summary>
internal static class SumText
{
    private static readonly Dictionary<string, string> Subscripts = new() { ["o"] = "ₒ", ["i"] = "ᵢ", ["r"] = "ᵣ" };

    /// <summary><c>Σᵢ </c> or <c>Σ(i, ky, kx) </c>; nothing without axes.</summary>
    public static string Over(IEnumerable<Axis> axes)
    {
        string[] names = [.. axes.Select(a => a.Name)];
        return names.Length == 0 ? ""
            : names.Length == 1 && Subscripts.TryGetValue(names[0], out string? subscript) ? $"Σ{subscript} "
            : $"Σ({string.Join(", ", names)}) ";
    }

    /// <summary>
    /// The axes of which several points have one result: those that are not in its index, and in an index like y + ky all but the first, whose values follow.
    /// </summary>
    public static IEnumerable<Axis> Summed(IEnumerable<Axis> axes, AffineMap result) => axes.Where(axis => axis.Extent != 1 && result.Indices.All(index => !Determines(index, axis)));

    /// <summary><c>b &lt; batch, o &lt; 6</c>: all axes that have more than one value.</summary>
    public static string Ranges(IEnumerable<Axis> axes) => string.Join(", ", axes.Where(a => a.Extent != 1).Select(a => $"{a.Name} < {(a.Extent == Shape.Batch ? "batch" : $"{a.Extent}")}"));

    private static bool Determines(AffineIndex index, Axis axis)
    {
        if (index.Terms.All(t => t.Axis != axis))
        {
            return false;
        }

        // In 2y + wy with two values of wy each number is reached once.
        (Axis first, int step) = index.Terms[0];
        return axis == first || index.Terms.Skip(1).Sum(t => t.Coefficient * (t.Axis.Extent - 1)) < step;
    }
}
