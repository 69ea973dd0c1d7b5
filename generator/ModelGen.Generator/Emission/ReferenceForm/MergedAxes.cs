using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>The loops over a shape: dimensions that lie together in every tensor, as the positions of an image do beside its channels, are one loop.</summary>
/// <param name="Letters">The index in each dimension; null where the next one's counts both.</param>
/// <param name="Heads">The loop of each dimension; null without one.</param>
internal sealed record MergedAxes(IReadOnlyList<string?> Letters, IReadOnlyList<string?> Heads)
{
    /// <param name="values">All that is read and written; the smaller ones are broadcast.</param>
    /// <param name="isKept">Of a reduction, whether its result has the dimension; others are looped over apart.</param>
    public static MergedAxes Of(Shape shape, IReadOnlyList<Value> values, ReferenceTensors tensors, IReadOnlyList<bool>? isKept = null)
    {
        Axis[] axes = Box.AxesOf(shape);
        string?[] letters = [.. axes.Select(a => a.Extent == 1 ? "0" : a.Name)];
        string?[] heads = new string?[axes.Length];
        string name = axes.Any(a => a.Name == "p") ? "q" : "p";
        for (int first = 0, last; first < axes.Length; first = last + 1)
        {
            last = first;
            while (last + 1 < axes.Length && (isKept is null || isKept[last] == isKept[last + 1]) && values.All(v => LiesTogether(v, last)))
            {
                last++;
            }

            if (last == first)
            {
                heads[last] = axes[last].Extent == 1 ? null : Head(axes[last].Name, axes[last].Extent == Shape.Batch ? "batch" : $"{axes[last].Extent}");
                continue;
            }

            int count = axes.Skip(first).Take(last - first + 1).Where(a => a.Extent != Shape.Batch).Aggregate(1, (product, a) => product * a.Extent);
            for (int d = first; d < last; d++)
            {
                letters[d] = null;
            }

            letters[last] = name;
            heads[last] = Head(name, axes[first].Extent == Shape.Batch ? $"batch * {count}" : $"{count}");
            name = $"{(char)(name[0] + 1)}";
        }

        return new MergedAxes(letters, heads);

        bool LiesTogether(Value value, int d)
        {
            int missing = shape.Rank - value.Shape.Rank, own = d - missing;
            bool hasFirst = own >= 0 && value.Shape[own] != 1, hasSecond = own + 1 >= 0 && value.Shape[own + 1] != 1;
            if (shape[d] == 1 || shape[d + 1] == 1)
            {
                return false;
            }

            if (!hasFirst || !hasSecond)
            {
                return hasFirst == hasSecond;
            }

            List<int> order = [.. tensors.OrderOf(value)];
            return order.IndexOf(own + 1) == order.IndexOf(own) + 1;
        }
    }

    public static string Head(string name, string bound) => $"for (int {name} = 0; {name} < {bound}; {name}++)";
}
