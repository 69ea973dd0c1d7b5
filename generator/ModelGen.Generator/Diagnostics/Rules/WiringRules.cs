using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether every layer and every loss finds what it asks for, and whether everything is asked for.</summary>
internal static class WiringRules
{
    /// <param name="namesAreSound">Whether each name stands for one node: otherwise nothing is said of what nobody takes.</param>
    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all, Wiring wiring, bool namesAreSound)
    {
        Declared[] inputs = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Input)], layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        Declared[] nodes = [.. inputs, .. layers], losses = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Loss)];
        List<Problem> problems = [];
        for (int i = 0; i < layers.Length; i++)
        {
            problems.AddRange(wiring.Sources[i].Select(r => OfReference(layers[i], r, wiring.NodeOf(i), nodes)).OfType<Problem>());
            if (RuleTable.Layers[layers[i].Attribute.Name].ReadsInput && wiring.Sources[i][0] is var read && read.Node >= inputs.Length && read.Node < wiring.NodeOf(i))
            {
                problems.Add(layers[i].Problem(DiagnosticDescriptors.MustReadInput.Id, layers[i].Name, nodes[read.Node].Source));
            }
        }

        foreach ((Declared loss, Reference judged) in losses.Zip(wiring.Judged, (l, r) => (l, r)))
        {
            if (judged.Node < inputs.Length)
            {
                problems.Add(loss.Problem(DiagnosticDescriptors.UnknownName.Id, loss.Subject, judged.Name, "a layer"));
            }
        }

        foreach ((Declared loss, Reference? weights) in losses.Zip(wiring.Weighing, (l, r) => (l, r)))
        {
            if (weights is not null && (weights.Node < 0 || weights.Node >= inputs.Length))
            {
                problems.Add(loss.Problem(DiagnosticDescriptors.UnknownName.Id, loss.Subject, weights.Name, "an input"));
            }
        }

        foreach (IGrouping<int, Declared> same in losses.GroupBy(l => wiring.Judged[System.Array.IndexOf(losses, l)].Node).Where(g => g.Key >= inputs.Length))
        {
            problems.AddRange(same.Skip(1).Select(l => l.Problem(DiagnosticDescriptors.SecondLoss.Id, l.Attribute.Name, nodes[same.Key].Name, same.First().Attribute.Name)));
        }

        if (problems.Count == 0 && namesAreSound)
        {
            problems.AddRange(wiring.Unused.Select(n => nodes[n]).Select(d => d.Attribute.Kind == AttributeKind.Input
                ? d.Problem(DiagnosticDescriptors.UnusedInput.Id, d.Name)
                : d.Problem(DiagnosticDescriptors.UnusedLayer.Id, d.Name)));
        }

        return problems;
    }

    private static Problem? OfReference(Declared layer, Reference reference, int node, Declared[] nodes) =>
        reference.Node < 0 ? layer.Problem(DiagnosticDescriptors.UnknownName.Id, layer.Subject, reference.Name, "a layer or an input")
        : reference.Node < node ? null
        : layer.Problem(
            DiagnosticDescriptors.UsedBeforeItExists.Id, layer.Name, reference.Name, reference.Node == node ? "is the layer itself" : "stands below it");
}
