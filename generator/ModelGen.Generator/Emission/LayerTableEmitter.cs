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
    private const char Separator = '\n';

    public static void Emit(EmissionContext context, SourceWriter writer)
    {
        writer.Line(
            """

            /// <inheritdoc cref="~IModel{TSelf, T}.LayerInfos"/>
            public static ~ReadOnlySpan<~LayerInfo> LayerInfos => LayerTable.Infos;
            """);
        Entry[] entries = [.. Entries(context)];
        Dictionary<string, string> shared = NamesOf(entries);
        using (writer.Block("private static class LayerTable"))
        {
            foreach (KeyValuePair<string, string> settings in shared)
            {
                Write(writer, $"private static readonly ~ValueArray<~LayerSetting> {settings.Value} = [", settings.Key.Split(Separator), "];");
            }

            writer.Line("public static readonly ~LayerInfo[] Infos =");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (Entry entry in entries)
                {
                    bool isShared = shared.TryGetValue(entry.SettingsText, out string name);
                    Write(writer, entry.Head + (isShared ? name : "["), isShared ? [] : entry.Settings, isShared ? ")," : "]),");
                }
            }

            writer.Line("];");
        }
    }

    private static IEnumerable<Entry> Entries(EmissionContext context)
    {
        Network network = context.Network;
        foreach (NetworkInput input in network.Inputs)
        {
            yield return new Entry("Input", $"new({Literal.Of(input.Name)}, \"Input\", [], {Numbers(input.Shape.Extents)}, ParameterCount: 0, Flops: 0, ", input.HasLengths ? ["new(\"Lengths\", true)"] : []);
        }

        string[] names = [.. network.Inputs.Select(i => i.Name), .. network.Layers.Select(l => l.Layer.Name)];
        string[] kinds = [.. context.Spec.Attributes.Where(a => a.Kind == AttributeKind.Layer).Select(a => a.Name)];
        IReadOnlyList<LayerCost> costs = NetworkTable.Of(network).Costs;
        for (int i = 0; i < kinds.Length; i++)
        {
            ShapedLayer layer = network.Layers[i];
            yield return new Entry(
                kinds[i],
                $"new({Literal.Of(layer.Layer.Name)}, {Literal.Of(kinds[i])}, {Texts(layer.Sources.Select(s => names[s]))}, {Numbers(layer.Output.Extents)}, "
                    + $"ParameterCount: {costs[i].Parameters}, Flops: {costs[i].Flops}, ",
                [.. layer.Layer.EffectiveSettings(layer.Input).Select(s => $"new({Literal.Of(s.Name)}, {Value(s.Value)})")]);
        }
    }

    /// <summary>A name for all settings that several layers have alike: they are written once.</summary>
    private static Dictionary<string, string> NamesOf(IEnumerable<Entry> entries)
    {
        Dictionary<string, string> names = [];
        foreach (IGrouping<string, Entry> equal in entries.Where(e => e.Settings.Count > 1).GroupBy(e => e.SettingsText).Where(g => g.Count() > 1))
        {
            string kind = equal.First().Kind;
            int before = names.Values.Count(n => n == kind || n.StartsWith($"{kind}_", StringComparison.Ordinal));
            names[equal.Key] = before == 0 ? kind : $"{kind}_{before + 1}";
        }

        return names;
    }

    /// <summary>Settings in one line if they fit, else in as few as they fit in.</summary>
    private static void Write(SourceWriter writer, string head, IReadOnlyList<string> settings, string end)
    {
        const int Indentation = 16;
        string line = $"{head}{string.Join(", ", settings)}{end}";
        if (settings.Count == 0 || FullNames.In(line).Length <= LongLines.Most - Indentation + 4)
        {
            writer.Line(line);
            return;
        }

        writer.Line(head);
        using (writer.Indent())
        {
            foreach (string packed in PackedLines.Of(settings, Indentation))
            {
                writer.Line(packed);
            }
        }

        writer.Line(end);
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

    private sealed record Entry(string Kind, string Head, IReadOnlyList<string> Settings)
    {
        public string SettingsText => string.Join($"{Separator}", Settings);
    }
}
