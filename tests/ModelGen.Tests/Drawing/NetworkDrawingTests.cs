using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ModelGen.Drawing;
using Xunit;

namespace ModelGen.Tests.Drawing;

/// <summary>Networks as SVG and Mermaid: complete, well-formed, and laid out so that nothing covers anything.</summary>
public sealed class NetworkDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Networks => ["Residual", "Branches", "Long", "One"];

    [Fact]
    public void ACardTellsNameKindSettingsShapeAndParameters()
    {
        XElement[] texts = [.. XElement.Parse(NetworkDrawing.ToSvg(DrawnNetworks.Residual)).Descendants(Svg + "text")];

        string[] lines = [.. texts.Select(text => text.Value)];
        Assert.Equal(
            ["conv1", "Conv2D(16, 5 × 3, padding 1, no bias,", "leaky relu, slope 0.01)", "32 × 32 × 16 · 1,216 parameters"],
            lines.SkipWhile(line => line != "conv1").Take(4));
        Assert.Equal(["price", "Dense(1)", "1 · 6 parameters"], lines.SkipWhile(line => line != "price").Take(3));
        Assert.Equal(["add1", "Add(relu)", "32 × 32 × 16", "pool1"], lines.SkipWhile(line => line != "add1").Take(4));
    }

    [Fact]
    public void ACardSaysWhatIsUnusual()
    {
        LayerInfo[] layers =
        [
            new("input", "Input", [], [9, 8], 0, 0, []),
            new("a", "MultiHeadAttention", ["input"], [9, 8], 0, 0, [new("Heads", 2), new("Causal", true), new("Rotary", false), new("Bias", false), new("Dropout", 0.0), new("Trainable", true)]),
            new("l", "Lstm", ["a"], [5], 0, 0, [new("Units", 5), new("ReturnSequences", false), new("Bidirectional", true), new("GoBackwards", false), new("Bias", true)]),
        ];
        string[] lines = [.. XElement.Parse(NetworkDrawing.ToSvg(layers)).Descendants(Svg + "text").Select(text => text.Value)];

        Assert.Contains("Lstm(5, bidirectional)", lines);
        Assert.Equal("MultiHeadAttention(heads 2, causal, no bias)", string.Join(" ", lines.SkipWhile(line => line != "a").Skip(1).TakeWhile(line => !line.StartsWith("9 ×", StringComparison.Ordinal))));
    }

    [Fact]
    public void ACardHasAllSettingsAsItsTooltip()
    {
        XElement conv = XElement.Parse(NetworkDrawing.ToSvg(DrawnNetworks.Residual)).Descendants(Svg + "title").First(t => t.Value.StartsWith("conv2", StringComparison.Ordinal));

        Assert.StartsWith("conv2: Conv2D of conv1\nFilters = 16\n", conv.Value);
        Assert.Contains("\nBias = false\n", conv.Value);
        Assert.EndsWith("1,216 parameters, 2,490,368 FLOPs an example", conv.Value);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void CardsLieApartAndWithinThePicture(string network)
    {
        XElement picture = XElement.Parse(NetworkDrawing.ToSvg(Layers(network)));
        Box[] cards = Cards(picture);

        Assert.Equal(Layers(network).Length, cards.Length);
        double width = double.Parse(picture.Attribute("width")!.Value, CultureInfo.InvariantCulture);
        double height = double.Parse(picture.Attribute("height")!.Value, CultureInfo.InvariantCulture);
        Assert.All(cards, card => Assert.True(card.Left >= 0 && card.Top >= 0 && card.Right <= width && card.Bottom <= height));
        for (int i = 0; i < cards.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.False(cards[i].Overlaps(cards[j]), $"{i} and {j} of {network}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void EdgesGoDownFromCardToCardAndNeverThroughOne(string network)
    {
        LayerInfo[] layers = Layers(network);
        XElement picture = XElement.Parse(NetworkDrawing.ToSvg(layers));
        Box[] cards = Cards(picture);
        (double X, double Y)[][] edges = [.. picture.Elements(Svg + "path").Where(p => p.Attribute("class")!.Value == "mg-edge").Select(p => Points(p.Attribute("d")!.Value))];

        string[] expected = [.. layers.SelectMany(layer => layer.Inputs.Select(input => $"{input} → {layer.Name}"))];
        List<string> drawn = [];
        foreach ((double X, double Y)[] edge in edges)
        {
            Assert.Equal(edge.OrderBy(point => point.Y), edge);
            Assert.All(cards, card => Assert.DoesNotContain(edge, point => card.Contains(point.X, point.Y)));
            int from = Array.FindIndex(cards, card => card.Touches(edge[0].X, edge[0].Y, card.Bottom));
            int to = Array.FindIndex(cards, card => card.Touches(edge[^1].X, edge[^1].Y, card.Top));
            drawn.Add($"{layers[from].Name} → {layers[to].Name}");
        }

        Assert.Equal(expected.Order(), drawn.Order());
    }

    [Fact]
    public void ChainsAreStraight()
    {
        XElement picture = XElement.Parse(NetworkDrawing.ToSvg(DrawnNetworks.Residual));
        Box[] cards = Cards(picture);

        // picture, conv1, conv2, conv3, add1, pool1
        double[] middles = [.. ((int[])[0, 2, 3, 4, 5, 6]).Select(i => (cards[i].Left + cards[i].Right) / 2)];
        Assert.All(middles, middle => Assert.Equal(middles[0], middle, 0.02));

        // The small input stands where it is used, not at the top.
        Assert.True(cards[1].Top > cards[4].Top);
    }

    [Fact]
    public void TextIsEscaped()
    {
        LayerInfo[] layers = [DrawnNetworks.Input("a<b>&\"'\u0001\ud800", 2), DrawnNetworks.Dense("x]\n|#`", "a<b>&\"'\u0001\ud800", 1)];

        string svg = NetworkDrawing.ToSvg(layers, "<\"&'>");
        string mermaid = NetworkDrawing.ToMermaid(layers);

        XElement picture = XElement.Parse(svg);
        Assert.Equal("<\"&'>", picture.Attribute("aria-label")!.Value);
        Assert.Contains(picture.Descendants(Svg + "text"), text => text.Value == "a<b>&\"'\ufffd\ufffd");
        Assert.Contains("a#60;b#62;#38;#34;#39;#1;#65533;", mermaid);
        Assert.Contains("<b>x#93;#10;#124;#35;#96;</b>", mermaid);
    }

    [Fact]
    public void Mermaid()
    {
        LayerInfo[] layers = [DrawnNetworks.Input("input", 5), DrawnNetworks.Dense("dense1", "input", 3, "Tanh"), new("add1", "Add", ["dense1", "dense1"], [3], 0, 3, [])];

        Assert.Equal(
            """
            flowchart TB
                n0(["<b>input</b><br/>Input<br/>5"])
                n1["<b>dense1</b><br/>Dense(3, tanh)<br/>3<br/>18 parameters"]
                n2["<b>add1</b><br/>Add<br/>3"]
                n0 --> n1
                n1 --> n2
                n1 --> n2

            """,
            NetworkDrawing.ToMermaid(layers));
    }

    [Fact]
    public void ThePictureHasColoursForTheDark()
        => Assert.Contains("@media (prefers-color-scheme:dark)", XElement.Parse(NetworkDrawing.ToSvg(DrawnNetworks.Branches)).Element(Svg + "style")!.Value);

    [Fact]
    public void WhatIsNoNetworkIsRefused()
    {
        Assert.Throws<ArgumentException>(() => NetworkDrawing.ToSvg([]));
        Assert.Contains("dense1 takes nobody", Assert.Throws<ArgumentException>(() => NetworkDrawing.ToSvg([DrawnNetworks.Dense("dense1", "nobody", 1)])).Message);
        Assert.Contains("called a", Assert.Throws<ArgumentException>(() => NetworkDrawing.ToMermaid([DrawnNetworks.Input("a", 1), DrawnNetworks.Input("a", 1)])).Message);
    }

    private static LayerInfo[] Layers(string network) => network switch
    {
        "Residual" => DrawnNetworks.Residual,
        "Branches" => DrawnNetworks.Branches,
        "Long" => DrawnNetworks.Long(120),
        _ => [DrawnNetworks.Input("input", 1)],
    };

    private static Box[] Cards(XElement picture) => [.. picture.Descendants(Svg + "rect").Where(r => r.Attribute("rx")!.Value == "7").Select(r =>
    {
        double Number(string name) => double.Parse(r.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new Box(Number("x"), Number("y"), Number("x") + Number("width"), Number("y") + Number("height"));
    })];

    /// <summary>Points along a path of M, V and C with absolute coordinates.</summary>
    private static (double X, double Y)[] Points(string path)
    {
        List<(double X, double Y)> points = [];
        foreach (Match command in Regex.Matches(path, "([MVC])([^MVC]*)"))
        {
            double[] n = [.. command.Groups[2].Value.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            if (command.Groups[1].Value == "M")
            {
                points.Add((n[0], n[1]));
                continue;
            }

            (double x, double y) = points[^1];
            double[] c = command.Groups[1].Value == "V" ? [x, y, x, n[0], x, n[0]] : n;
            for (int i = 1; i <= 16; i++)
            {
                double t = i / 16.0;
                double Bezier(double p0, double p1, double p2, double p3) => (1 - t) * (1 - t) * (1 - t) * p0 + 3 * (1 - t) * (1 - t) * t * p1 + 3 * (1 - t) * t * t * p2 + t * t * t * p3;
                points.Add((Bezier(x, c[0], c[2], c[4]), Bezier(y, c[1], c[3], c[5])));
            }
        }

        return [.. points];
    }

    private sealed record Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool Contains(double x, double y) => x > Left + 0.1 && x < Right - 0.1 && y > Top + 0.1 && y < Bottom - 0.1;

        public bool Touches(double x, double y, double side) => x > Left && x < Right && Math.Abs(y - side) < 10;
    }
}
