using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ModelGen.Drawing;

/// <summary>Writes a network as a Mermaid flowchart.</summary>
internal static class NetworkMermaid
{
    public static string Write(NetworkGraph graph)
    {
        StringBuilder text = new("flowchart TB\n");
        for (int node = 0; node < graph.Layers.Length; node++)
        {
            LayerInfo layer = graph.Layers[node];
            string parameters = LayerText.Parameters(layer);
            List<string> lines = [$"<b>{Escape(layer.Name)}</b>", Escape(LayerText.Describe(layer)), LayerText.Shape(layer)];
            if (parameters.Length > 0)
            {
                lines.Add(parameters);
            }

            (string open, string close) = layer.Inputs.Length == 0 ? ("([", "])") : ("[", "]");
            text.Append(CultureInfo.InvariantCulture, $"    n{node}{open}\"{string.Join("<br/>", lines)}\"{close}\n");
        }

        foreach ((int from, int to) in graph.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"    n{from} --> n{to}\n");
        }

        return text.ToString();
    }

    /// <summary>Everything that Mermaid, Markdown or HTML might take for its own becomes Mermaid's <c>#number;</c>.</summary>
    private static string Escape(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '(' or ')' or '/' or '-' or '×'
            ? rune.ToString()
            : $"#{rune.Value.ToString(CultureInfo.InvariantCulture)};"));
}
