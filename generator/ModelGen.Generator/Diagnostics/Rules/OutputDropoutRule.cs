using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether what a loss compares with the targets is switched off at random.</summary>
internal static class OutputDropoutRule
{
    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all, Wiring wiring)
    {
        Declared[] layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        return all.Where(d => d.Attribute.Kind == AttributeKind.Loss)
            .Zip(wiring.Judged, (loss, judged) => (Loss: loss, judged.Node))
            .Where(p => p.Node >= wiring.InputCount && IsDropout(layers[p.Node - wiring.InputCount].Attribute))
            .Select(p => layers[p.Node - wiring.InputCount].Problem(
                DiagnosticDescriptors.DropoutBeforeLoss.Id, layers[p.Node - wiring.InputCount].Name, p.Loss.Attribute.Name));
    }

    private static bool IsDropout(AttributeSpec layer) => layer.Name == "Dropout" && layer.Number("Rate", 0) > 0;
}
