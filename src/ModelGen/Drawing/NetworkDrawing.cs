using System;

namespace ModelGen.Drawing;

/// <summary>Draws a network from its <see cref="IModel{TSelf, T}"/> layers, from inputs at the top to outputs at the bottom, branches side by side.</summary>
/// <remarks>
/// Every input and layer has a card with its name, its kind with the settings that differ from the usual, the shape of one example after it, and how many
/// parameters it has. Equal layers give equal text.
/// </remarks>
public static class NetworkDrawing
{
    /// <summary>The network as one SVG element, as a file of its own or inside a page.</summary>
    /// <param name="layers">The inputs, then the layers in order, as <c>LayerInfos</c> of a model has them.</param>
    /// <param name="title">What the picture is called for those who cannot see it.</param>
    /// <remarks>Colours follow the reader's preference for light or dark; there is no background. Each card has all its layer's settings as a tooltip.</remarks>
    /// <exception cref="ArgumentException">There are no layers, two have one name, or one takes what does not stand before it.</exception>
    public static string ToSvg(ReadOnlySpan<LayerInfo> layers, string title = "Network")
    {
        ArgumentNullException.ThrowIfNull(title);
        return NetworkSvg.Write(NetworkGraph.Of(layers), title);
    }

    /// <summary>The network as a Mermaid flowchart, which Markdown on GitHub and elsewhere shows in a <c>mermaid</c> block.</summary>
    /// <param name="layers">The inputs, then the layers in order, as <c>LayerInfos</c> of a model has them.</param>
    /// <exception cref="ArgumentException">There are no layers, two have one name, or one takes what does not stand before it.</exception>
    public static string ToMermaid(ReadOnlySpan<LayerInfo> layers) => NetworkMermaid.Write(NetworkGraph.Of(layers));
}
