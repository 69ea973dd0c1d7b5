using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Emission;

/// <summary>The checks of indices among the inputs, at the door of every member that takes inputs: kernels go to memory by them.</summary>
internal static class IndexChecks
{
    /// <summary>A line for each layer that takes indices, to be put behind another line.</summary>
    /// <param name="parameter">The member's parameter with the inputs.</param>
    /// <param name="indent">What stands before each line.</param>
    public static string Text(EmissionContext context, string parameter, string indent = "") =>
        string.Concat(Statements(context, parameter, $"nameof({parameter})").Select(s => $"\n{indent}{s}"));

    /// <summary>The same as statements.</summary>
    /// <param name="parameter">The member's parameter with the inputs.</param>
    /// <param name="name">What gives the name that messages use.</param>
    public static IEnumerable<string> Statements(EmissionContext context, string parameter, string name) => Embeddings(context.Network).Select(e =>
    {
        string part = context.Network.Inputs.Count == 1 ? "0, InputLength" : $"{e.Input.Offset}, {e.Input.Shape.Length}";
        return $"~Check.Indices({Literal.Of(context.PlainName)}, {Literal.Of(e.Layer.Name)}, {name}, {parameter}, InputLength, {part}, {e.Layer.Count});";
    });

    private static IEnumerable<(EmbeddingLayer Layer, NetworkInput Input)> Embeddings(Network network) =>
        network.Layers.Where(l => l.Layer.Core is EmbeddingLayer).Select(l => ((EmbeddingLayer)l.Layer.Core, network.Inputs[l.Sources[0]]));
}
