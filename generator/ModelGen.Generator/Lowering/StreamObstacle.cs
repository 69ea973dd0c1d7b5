using System.Linq;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Lowering;

/// <summary>Why a network has no stream.</summary>
internal static class StreamObstacle
{
    /// <returns>A sentence without its end, such as <c>gru1 goes backwards</c>; null where there is a stream.</returns>
    public static string? Of(Network network)
    {
        if (network.LeavesOutStream)
        {
            return "Streaming is false";
        }

        if (network.IsReference)
        {
            return "Kernels.Reference has plain loops only";
        }

        if (network.Inputs.Count > 1 || network.Outputs.Count > 1)
        {
            return $"it has several {(network.Inputs.Count > 1 ? "inputs" : "outputs")}";
        }

        NetworkInput input = network.Inputs[0];
        bool areIndices = input.Shape.Rank == 1 && network.Layers.Where(l => l.Sources.Contains(0)).All(l => l.Layer.Core is EmbeddingLayer);
        if (input.Shape.Rank != 2 && !areIndices)
        {
            return $"{input.Name} ({string.Join(", ", input.Shape.Extents)}) has no time";
        }

        bool[] isSequence = new bool[network.Layers.Count + 1];
        isSequence[0] = true;
        for (int k = 0; k < network.Layers.Count; k++)
        {
            ShapedLayer layer = network.Layers[k];
            if (!layer.Sources.Any(s => isSequence[s]))
            {
                continue;
            }

            if (!layer.Sources.All(s => isSequence[s]))
            {
                return $"{layer.Layer.Name} joins a sequence with what came of one";
            }

            if (layer.Layer.StreamObstacle(layer.Input) is { } obstacle)
            {
                return $"{layer.Layer.Name} {obstacle}";
            }

            isSequence[k + 1] = IsSequence(layer, input.Shape[0]);
        }

        return null;
    }

    /// <summary>Whether a layer that takes sequences gives one.</summary>
    public static bool IsSequence(ShapedLayer layer, int times) => layer.Output.Rank > 1 && layer.Output[0] == times;
}
