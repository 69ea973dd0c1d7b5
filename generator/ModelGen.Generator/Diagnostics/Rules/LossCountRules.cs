using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether all losses of a model are means over the same: the examples, or the real times of the sequences of one input.</summary>
internal static class LossCountRules
{
    /// <param name="lengthsOf">The input whose lengths a node's sequences have.</param>
    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all, Wiring wiring, Func<int, int> lengthsOf)
    {
        (Declared Loss, int Over)[] losses =
        [
            .. all.Where(d => d.Attribute.Kind == AttributeKind.Loss)
                .Zip(wiring.Judged, (l, r) => (l, LossRegistry.Bind(l.Attribute).MeanOver == LossMean.Nothing ? SequenceFlow.None : lengthsOf(r.Node))),
        ];
        if (losses.Length > 1 && losses.FirstOrDefault(l => LossRegistry.Bind(l.Loss.Attribute) is { IgnoredClass: not null } or { IsWeighted: true }).Loss is { } ignoring)
        {
            (Declared other, int others) = losses.First(l => l.Loss != ignoring);
            yield return ignoring.Problem(DiagnosticDescriptors.MeansDiffer.Id, Of(ignoring), LossRegistry.Bind(ignoring.Attribute).IsWeighted ? "the weights of its targets" : "the targets that it does not ignore", Of(other), Words(others));
            yield break;
        }

        int Unlike(Declared loss) => System.Array.FindIndex(losses, l => l.Loss.Attribute.Text("SampleWeights") != loss.Attribute.Text("SampleWeights"));
        if (losses.FirstOrDefault(l => l.Loss.Attribute.Text("SampleWeights") is not null && Unlike(l.Loss) >= 0).Loss is { } weighted)
        {
            Declared other = losses[Unlike(weighted)].Loss;
            yield return weighted.Problem(DiagnosticDescriptors.MeansDiffer.Id, Of(weighted), Weights(weighted), Of(other), Weights(other));
            yield break;
        }

        foreach ((Declared loss, int over) in losses.Skip(1).Where(l => l.Over != losses[0].Over).Take(1))
        {
            yield return loss.Problem(DiagnosticDescriptors.MeansDiffer.Id, Of(loss), Words(over), Of(losses[0].Loss), Words(losses[0].Over));
        }

        string Of(Declared loss) => loss.Attribute.Text("Of") is { } name ? $"{loss.Attribute.Name} of '{name}'" : loss.Attribute.Name;

        string Weights(Declared loss) => loss.Attribute.Text("SampleWeights") is { } name ? $"the weights of input '{name}'" : "all that it judges alike";

        string Words(int over) => over == SequenceFlow.None ? "the examples" : $"the real times of input '{wiring.Names[over]}'";
    }
}
