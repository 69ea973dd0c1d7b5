using System;
using System.Collections.Generic;

namespace ModelGen.Drawing;

/// <summary>Layers by number, and which takes which.</summary>
internal sealed class NetworkGraph
{
    private NetworkGraph(LayerInfo[] layers, List<(int From, int To)> edges)
    {
        Layers = layers;
        Edges = edges;
        IsOutput = new bool[layers.Length];
        Array.Fill(IsOutput, true);
        foreach ((int from, _) in edges)
        {
            IsOutput[from] = false;
        }
    }

    public LayerInfo[] Layers { get; }

    /// <summary>By target, in the order of its inputs; always from a lower number to a higher one.</summary>
    public IReadOnlyList<(int From, int To)> Edges { get; }

    /// <summary>Whether no other layer takes it.</summary>
    public bool[] IsOutput { get; }

    /// <exception cref="ArgumentException">There are no layers, two have one name, or one takes what does not stand before it.</exception>
    public static NetworkGraph Of(ReadOnlySpan<LayerInfo> layers)
    {
        if (layers.IsEmpty)
        {
            throw new ArgumentException("There are no layers, expected one or more.", nameof(layers));
        }

        Dictionary<string, int> numbers = [];
        List<(int From, int To)> edges = [];
        for (int i = 0; i < layers.Length; i++)
        {
            foreach (string input in layers[i].Inputs)
            {
                if (!numbers.TryGetValue(input, out int from))
                {
                    throw new ArgumentException($"{layers[i].Name} takes {input}, which is not before it.", nameof(layers));
                }

                edges.Add((from, i));
            }

            if (!numbers.TryAdd(layers[i].Name, i))
            {
                throw new ArgumentException($"Two layers are called {layers[i].Name}.", nameof(layers));
            }
        }

        return new(layers.ToArray(), edges);
    }
}
