using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Lowering;

/// <summary>The nodes of a network as they are lowered, with the lengths that their sequences have.</summary>
/// <remarks>
/// Of what stands in the padding of an input nothing is left: zeros are put there first, so that whatever a layer computes of each time alone is some number, which
/// neither a loss nor another time reads. Zeros are put there again before and after times see each other, and in what the model gives. So no gradient comes from
/// the padding, and none goes there.
/// </remarks>
internal sealed class SequenceNodes(GraphBuilder graph)
{
    private readonly List<(Value Value, SequenceLengths? Lengths, bool IsMasked)> _nodes = [];

    /// <summary>Adds an input.</summary>
    /// <param name="value">Its numbers.</param>
    /// <param name="row">All numbers of the examples.</param>
    public void Add(NetworkInput input, Value value, Value row)
    {
        SequenceLengths? lengths = input.HasLengths ? graph.Lengths(input.Name, row, input.LengthAt, input.Times) : null;
        _nodes.Add((lengths is null ? value : graph.Masked($"{input.Name}Sequence", value, lengths), lengths, true));
    }

    /// <summary>Lowers a layer.</summary>
    public void Add(ShapedLayer layer)
    {
        SequenceUse use = layer.Layer.UseOf(layer.Inputs);
        if (use != SequenceUse.EachTime)
        {
            foreach (int source in layer.Sources)
            {
                Mask(source, $"{layer.Layer.Name}Sequence");
            }
        }

        SequenceLengths?[] lengths = [.. layer.Sources.Select(s => _nodes[s].Lengths)];
        graph.SourceLengths = lengths;
        Value output = layer.Layer.Lower(graph, [.. layer.Sources.Select(s => _nodes[s].Value)]);
        graph.SourceLengths = [];
        _nodes.Add((output, use is SequenceUse.EachTime or SequenceUse.OverTime ? lengths[0] : null, IsMasked: false));
        if (use == SequenceUse.OverTime)
        {
            Mask(_nodes.Count - 1, $"{layer.Layer.Name}Real");
        }
    }

    /// <summary>What the model gives of a node: zeros in the padding.</summary>
    public Value Output(int node)
    {
        Mask(node, "output");
        return _nodes[node].Value;
    }

    private void Mask(int node, string name)
    {
        if (_nodes[node] is (var value, { } lengths, false))
        {
            _nodes[node] = (graph.Masked(name, value, lengths), lengths, true);
        }
    }
}
