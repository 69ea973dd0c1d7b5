using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Emission;

/// <summary>Prints <c>LayerInfos</c>: what the network consists of, for export, reports and drawings at run time.</summary>
/// <remarks>The table is in a class of its own: it is made at the first use, and trimmed away where there is none.</remarks>
internal static class LayerTableEmitter
{
    private const int LineWidth = 130;

    public static void Emit(EmissionContext context, SourceWriter writer)
    {
        writer.Line(
            """

            /// <summary>The inputs, then the layers in the order in which they run, with their settings. Made at the first use.</summary>
            public static ~ReadOnlySpan<~LayerInfo> LayerInfos => LayerTable.Infos;

            """);
        using (writer.Block("private static class LayerTable"))
        {
            writer.Line("public static readonly ~LayerInfo[] Infos =");
            writer.Line("[");
            using (writer.Indent())
            {
                EmitEntries(context, writer);
            }

            writer.Line("];");
        }
    }

    private static void EmitEntries(EmissionContext context, SourceWriter writer)
    {
        Network network = context.Network;
        foreach (NetworkInput input in network.Inputs)
        {
            writer.Line($"new({Literal.Of(input.Name)}, \"Input\", [], {Numbers(input.Shape.Extents)}, ParameterCount: 0, Flops: 0, []),");
        }

        string[] names = [.. network.Inputs.Select(i => i.Name), .. network.Layers.Select(l => l.Layer.Name)];
        string[] kinds = [.. context.Spec.Attributes.Where(a => a.Kind == AttributeKind.Layer).Select(a => a.Name)];
        IReadOnlyList<LayerCost> costs = NetworkTable.Of(network).Costs;
        for (int i = 0; i < kinds.Length; i++)
        {
            ShapedLayer layer = network.Layers[i];
            string head = $"new({Literal.Of(layer.Layer.Name)}, {Literal.Of(kinds[i])}, {Texts(layer.Sources.Select(s => names[s]))}, {Numbers(layer.Output.Extents)}, "
                + $"ParameterCount: {costs[i].Parameters}, Flops: {costs[i].Flops}, [";
            string[] settings = [.. layer.Layer.EffectiveSettings(layer.Input).Select(s => $"new({Literal.Of(s.Name)}, {Value(s.Value)})")];
            if (settings.Length == 0)
            {
                writer.Line(head + "]),");
                continue;
            }

            writer.Line(head);
            using (writer.Indent())
            {
                foreach (string line in Lines(settings))
                {
                    writer.Line(line);
                }
            }

            writer.Line("]),");
        }
    }

    /// <summary>The items, as many in a line as fit.</summary>
    private static IEnumerable<string> Lines(IEnumerable<string> items)
    {
        string line = "";
        foreach (string item in items)
        {
            if (line.Length > 0 && line.Length + item.Length + 2 > LineWidth)
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? $" {item}," : $"{item},";
        }

        yield return line;
    }

    private static string Value(object? value) => value switch
    {
        bool flag => Literal.Of(flag),
        int number => $"{number}",
        double number => Literal.Of(number, Precision.Double),
        string text => Literal.Of(text),
        EquatableArray<int> numbers => $"~ValueArray.Create<int>({Numbers(numbers)})",
        EquatableArray<string> texts => $"~ValueArray.Create<string>({Texts(texts)})",
        _ => throw new ArgumentOutOfRangeException(nameof(value), $"a setting cannot be {value ?? "null"}"),
    };

    private static string Numbers(IEnumerable<int> numbers) => $"[{string.Join(", ", numbers)}]";

    private static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literal.Of))}]";
}
