using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Emission;

/// <summary>The checks of lengths and indices among the inputs, at the door of every member that takes inputs: kernels go to memory by them.</summary>
internal static class IndexChecks
{
    /// <summary>A line for each input with lengths and each layer that takes indices, to be put behind another line.</summary>
    /// <param name="parameter">The member's parameter with the inputs.</param>
    /// <param name="indent">What stands before each line.</param>
    public static string Text(EmissionContext context, string parameter, string indent = "") =>
        string.Concat(Statements(context, parameter, $"nameof({parameter})").Select(s => $"\n{indent}{s}"));

    /// <summary>The same as statements.</summary>
    /// <param name="parameter">The member's parameter with the inputs.</param>
    /// <param name="name">What gives the name that messages use.</param>
    public static IEnumerable<string> Statements(EmissionContext context, string parameter, string name) => Lengths(context, parameter, name).Concat(Embeddings(context.Network).Select(e =>
    {
        string part = context.Network.Inputs is [{ HasLengths: false }] ? "0, InputLength" : $"{e.Input.Offset}, {e.Input.Shape.Length}";
        string lengths = e.Input.HasLengths ? $", {e.Input.LengthAt}, {e.Input.Times}" : "";
        return $"~Check.Indices({Literal.Of(context.PlainName)}, {Literal.Of(e.Layer.Name)}, {name}, {parameter}, InputLength, {part}, {e.Layer.Count}{lengths});";
    }));

    /// <summary>The same of a step of the stream, whose numbers are all of one time.</summary>
    public static IEnumerable<string> OfStep(EmissionContext context) => Embeddings(context.Network).Select(e =>
        $"~Check.Indices({Literal.Of(context.PlainName)}, {Literal.Of(e.Layer.Name)}, nameof(input), input, InputLength, 0, InputLength, {e.Layer.Count});");

    /// <summary>The checks of what examples count: of members that know a loss.</summary>
    /// <param name="parameter">The member's parameter with the inputs.</param>
    /// <param name="name">What gives the name that messages use.</param>
    public static IEnumerable<string> Weights(EmissionContext context, string parameter, string name) => context.Network.Outputs.Select(o => o.SampleWeights).OfType<NetworkInput>().Distinct().Select(i =>
        $"~Check.SampleWeights({Literal.Of(context.PlainName)}, {Literal.Of(i.Name)}, {name}, {parameter}, InputLength, {i.Offset}, {i.Length});");

    /// <summary>Lengths come before the indices that they tell from padding.</summary>
    private static IEnumerable<string> Lengths(EmissionContext context, string parameter, string name) => context.Network.Inputs.Where(i => i.HasLengths).Select(i =>
        $"~Check.Lengths({Literal.Of(context.PlainName)}, {Literal.Of(i.Name)}, {name}, {parameter}, InputLength, {i.LengthAt}, {i.Times});");

    private static IEnumerable<(EmbeddingLayer Layer, NetworkInput Input)> Embeddings(Network network) =>
        network.Layers.Where(l => l.Layer.Core is EmbeddingLayer).Select(l => ((EmbeddingLayer)l.Layer.Core, network.Inputs[l.Sources[0]]));
}
