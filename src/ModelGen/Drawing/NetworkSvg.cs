using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ModelGen.Drawing;

/// <summary>Writes a network as SVG: a card for each layer, lines between them.</summary>
internal sealed class NetworkSvg
{
    private const double Margin = 14;
    private const double RankGap = 34;
    private const double LineHeight = 18;
    private const double Padding = 12;
    private const int LongestLine = 40;

    /// <summary>On the cards ink and paper change places in the dark; what lies between them must be readable on white and on black.</summary>
    private const string Style = """
        <style>
        .mg-net text{font:13px system-ui,"Segoe UI","DejaVu Sans",sans-serif;fill:#414a55}
        .mg-net .mg-name{font-weight:600;font-size:14px;fill:#15191e}
        .mg-net .mg-card{fill:#fff;stroke:#b9c2cc;stroke-width:1.2}
        .mg-net .mg-end{stroke:#0072b2;stroke-width:2}
        .mg-net .mg-input{fill:#8a94a0}.mg-net .mg-learns{fill:#0072b2}.mg-net .mg-merges{fill:#d55e00}.mg-net .mg-plain{fill:#3f9b7f}
        .mg-net .mg-edge{fill:none;stroke:#8590a0;stroke-width:1.6}
        .mg-net .mg-tip{fill:#8590a0}
        @media (prefers-color-scheme:dark){
        .mg-net text{fill:#b9c3ce}.mg-net .mg-name{fill:#f0f3f6}.mg-net .mg-card{fill:#1d232b;stroke:#48525e}.mg-net .mg-end{stroke:#56a8dd}
        .mg-net .mg-learns{fill:#4aa3df}.mg-net .mg-merges{fill:#f08a3c}.mg-net .mg-plain{fill:#57b99b}
        }
        </style>
        """;

    private readonly NetworkGraph _graph;
    private readonly string[][] _lines;
    private readonly double[] _widths;
    private readonly LayeredLayout _layout;
    private readonly double[] _tops;
    private readonly double[] _heights;
    private readonly double _left;
    private readonly StringBuilder _svg = new();

    private NetworkSvg(NetworkGraph graph)
    {
        _graph = graph;
        _lines = [.. graph.Layers.Select(LinesOf)];
        _widths = [.. _lines.Select(WidthOf)];
        _layout = LayeredLayout.Of(graph, _widths);
        _heights = [.. _layout.Ranks.Select(rank => rank.Max(node => node < _lines.Length ? HeightOf(node) : 0))];
        _tops = new double[_heights.Length];
        for (int rank = 1; rank < _tops.Length; rank++)
        {
            _tops[rank] = _tops[rank - 1] + _heights[rank - 1] + RankGap;
        }

        _left = _layout.Extent().Left;
    }

    public static string Write(NetworkGraph graph, string title) => new NetworkSvg(graph).Write(title);

    private static string[] LinesOf(LayerInfo layer)
    {
        List<string> lines = [layer.Name];
        string line = "";
        string[] words = LayerText.Describe(layer).Split(", ");
        for (int i = 0; i < words.Length; i++)
        {
            string word = i + 1 < words.Length ? $"{words[i]}, " : words[i];
            if (line.Length > 0 && line.Length + word.Length > LongestLine)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }

            line += word;
        }

        lines.Add(line);
        string parameters = LayerText.Parameters(layer);
        lines.Add(LayerText.Shape(layer) + (parameters.Length == 0 ? "" : $" · {parameters}"));
        return [.. lines];
    }

    private static double WidthOf(string[] lines) => Math.Max(132, Math.Ceiling(lines.Max(l => TextWidth.Of(l, l == lines[0] ? 14.5 : 13))) + 2 * Padding + 6);

    private double HeightOf(int node) => _lines[node].Length * LineHeight + 2 * Padding - 4;

    private string Write(string title)
    {
        double width = _layout.Extent().Right - _left + 2 * Margin;
        double height = _tops[^1] + _heights[^1] + 2 * Margin;
        string name = Markup.Escape(title);
        _svg.Line($"<svg xmlns='http://www.w3.org/2000/svg' class='mg-net' viewBox='0 0 {width} {height}' width='{width}' height='{height}' role='img' aria-label='{name}'>");
        _svg.Append(Style).Append('\n');
        WriteEdges();
        for (int node = 0; node < _lines.Length; node++)
        {
            WriteCard(node);
        }

        return _svg.Append("</svg>\n").ToString();
    }

    private double X(int node) => _layout.X(node) - _left + Margin;

    private double Top(int node)
    {
        int rank = _layout.RankOf(node);
        double slack = node < _lines.Length ? (_heights[rank] - HeightOf(node)) / 2 : 0;
        return _tops[rank] + slack + Margin;
    }

    private double Bottom(int node) => Top(node) + (node < _lines.Length ? HeightOf(node) : _heights[_layout.RankOf(node)]);

    private void WriteCard(int node)
    {
        LayerInfo layer = _graph.Layers[node];
        double x = X(node) - _widths[node] / 2;
        double y = Top(node);
        double height = HeightOf(node);
        string kind = layer.Inputs.Length == 0 ? "mg-input" : layer.Inputs.Length > 1 ? "mg-merges" : layer.ParameterCount > 0 ? "mg-learns" : "mg-plain";
        string end = _graph.IsOutput[node] ? " mg-end" : "";
        _svg.Line($"<g><title>{Markup.Escape(LayerText.Everything(layer))}</title>");
        _svg.Line($"<rect class='mg-card{end}' x='{x}' y='{y}' width='{_widths[node]}' height='{height}' rx='7'/>");
        _svg.Line($"<rect class='{kind}' x='{x + 6}' y='{y + 8}' width='4' height='{height - 16}' rx='2'/>");
        for (int line = 0; line < _lines[node].Length; line++)
        {
            string style = line == 0 ? " class='mg-name'" : "";
            _svg.Line($"<text{style.Replace('\'', '"')} x='{x + Padding + 6}' y='{y + Padding + 11 + line * LineHeight}'>{Markup.Escape(_lines[node][line])}</text>");
        }

        _svg.Line($"</g>");
    }

    private void WriteEdges()
    {
        double[] starts = Ports(path => path[0], path => path[1]);
        double[] ends = Ports(path => path[^1], path => path[^2]);
        for (int edge = 0; edge < _layout.Paths.Count; edge++)
        {
            int[] path = _layout.Paths[edge];
            double x = starts[edge];
            double y = Bottom(path[0]);
            StringBuilder line = new($"M{Markup.Number(x)} {Markup.Number(y)}");
            for (int i = 1; i < path.Length; i++)
            {
                bool last = i == path.Length - 1;
                double toX = last ? ends[edge] : X(path[i]);
                double toY = Top(path[i]) - (last ? 6 : 0);
                double middle = (y + toY) / 2;
                line.Append(Math.Abs(x - toX) < 0.5
                    ? $"V{Markup.Number(toY)}"
                    : $"C{Markup.Number(x)} {Markup.Number(middle)} {Markup.Number(toX)} {Markup.Number(middle)} {Markup.Number(toX)} {Markup.Number(toY)}");
                (x, y) = (toX, Bottom(path[i]));
                line.Append(last ? "" : $"V{Markup.Number(y)}");
            }

            double tip = Top(path[^1]);
            _svg.Line($"<path class='mg-edge' d='{line}'/>");
            _svg.Line($"<path class='mg-tip' d='M{x - 4.5} {tip - 8}h9l-4.5 8z'/>");
        }
    }

    /// <summary>Where each edge meets the card at one of its ends: towards its other end, and apart from the card's other edges.</summary>
    private double[] Ports(Func<int[], int> here, Func<int[], int> there)
    {
        const double Corner = 22;
        double[] ports = new double[_layout.Paths.Count];
        foreach (IGrouping<int, int> card in Enumerable.Range(0, ports.Length).GroupBy(edge => here(_layout.Paths[edge])))
        {
            double room = _widths[card.Key] / 2 - Corner;
            int[] edges = [.. card.OrderBy(edge => X(there(_layout.Paths[edge])))];
            double[] wishes = [.. edges.Select(edge => X(card.Key) + Math.Clamp(Towards(there(_layout.Paths[edge]), X(card.Key)), -room, room))];
            double apart = Math.Min(16, 2 * room / edges.Length);
            Spread.Apart(wishes, Enumerable.Repeat(1.0, edges.Length).ToArray(), Enumerable.Repeat(apart, edges.Length - 1).ToArray());
            for (int i = 0; i < edges.Length; i++)
            {
                double least = X(card.Key) - room + i * apart;
                double most = X(card.Key) + room - (edges.Length - 1 - i) * apart;
                ports[edges[i]] = Math.Max(least, Math.Min(most, wishes[i]));
            }
        }

        return ports;
    }

    /// <summary>How far to go towards a card, which comes half the way, or towards a bend.</summary>
    private double Towards(int node, double from) => (X(node) - from) / (node < _lines.Length ? 2 : 1);
}
