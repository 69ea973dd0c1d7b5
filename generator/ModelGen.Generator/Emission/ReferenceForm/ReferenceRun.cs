using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Loops that belong to one layer and follow one another: a paragraph of a pass, or a call of the method that equal layers share.</summary>
internal sealed class ReferenceRun(ReferencePass pass, ShapedLayer? layer, string heading, IReadOnlyList<ReferenceNest> nests)
{
    public ReferencePass Pass => pass;

    /// <summary>Null for what belongs to none, as the loss.</summary>
    public ShapedLayer? Layer => layer;

    /// <summary>What is said of the layer.</summary>
    public string Heading => heading;

    public IReadOnlyList<ReferenceNest> Nests => nests;

    /// <param name="nests">Those of the pass that are printed.</param>
    /// <param name="headings">The layer that a nest belongs to.</param>
    public static IReadOnlyList<ReferenceRun> Of(ReferencePass pass, IEnumerable<ReferenceNest> nests, Func<ReferenceNest, (ShapedLayer? Layer, string Text)> headings)
    {
        List<(ShapedLayer? Layer, string Text, List<ReferenceNest> Nests)> runs = [];
        foreach (ReferenceNest nest in nests)
        {
            (ShapedLayer? layer, string text) = headings(nest);
            int at = runs.FindLastIndex(r => r.Layer == layer);
            if (at >= 0 && runs.Skip(at + 1).SelectMany(r => r.Nests).All(later => IsApart(nest, later)))
            {
                runs[at].Nests.Add(nest);
            }
            else
            {
                runs.Add((layer, text ?? "", [nest]));
            }
        }

        return [.. runs.Select(r => new ReferenceRun(pass, r.Layer, r.Text, r.Nests))];
    }

    /// <summary>Whether two nests may change places.</summary>
    private static bool IsApart(ReferenceNest a, ReferenceNest b) => !TouchedBy(a, b) && !TouchedBy(b, a);

    private static bool TouchedBy(ReferenceNest a, ReferenceNest b) => a.Read.Concat(a.Computed).Select(v => v.Place).Intersect(b.Computed.Select(v => v.Place)).Any();
}
