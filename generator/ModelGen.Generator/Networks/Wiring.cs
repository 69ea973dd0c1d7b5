using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;

namespace ModelGen.Generator.Networks;

/// <summary>
/// Who takes what. The nodes of a model are its inputs in order, then its layers in order; a reference is a node with the name by which it is asked for.
/// </summary>
/// <param name="Names">The name of every node.</param>
/// <param name="InputCount">How many of the nodes are inputs.</param>
/// <param name="Sources">For each layer, what it takes, in order.</param>
/// <param name="Judged">For each loss, the layer whose output it judges.</param>
internal sealed record Wiring(EquatableArray<string> Names, int InputCount, EquatableArray<EquatableArray<Reference>> Sources, EquatableArray<Reference> Judged)
{
    /// <param name="attributes">All attributes of a model, at least one input and one layer among them.</param>
    public static Wiring Of(IReadOnlyCollection<AttributeSpec> attributes)
    {
        AttributeSpec[] inputs = [.. attributes.Where(a => a.Kind == AttributeKind.Input)];
        AttributeSpec[] layers = [.. attributes.Where(a => a.Kind == AttributeKind.Layer)];
        AttributeSpec[] losses = [.. attributes.Where(a => a.Kind == AttributeKind.Loss)];
        string[] names = [.. inputs.Select((_, i) => LayerNames.OfInput(inputs, i)), .. layers.Select((_, i) => LayerNames.Of(layers, i))];
        return new Wiring(
            names.ToEquatableArray(),
            inputs.Length,
            layers.Select((layer, i) => SourcesOf(layer, inputs.Length + i - 1).ToEquatableArray()).ToEquatableArray(),
            losses.Select(loss => Named(loss.Text("Of"), names.Length - 1)).ToEquatableArray())
        {
            Weighing = losses.Select(loss => loss.Text("SampleWeights") is { } name ? Named(name, 0) : null).ToEquatableArray(),
        };

        IEnumerable<Reference> SourcesOf(AttributeSpec layer, int above) =>
            layer.Texts("Others").Append(layer.Text("Memory")).Where(name => name is not null).Select(name => Named(name, above)).Prepend(Named(layer.Text("From"), above < inputs.Length ? LastInput() : above));

        // What only says how much examples count is none that a layer takes without asking.
        int LastInput() => System.Math.Max(0, Array.FindLastIndex(names, inputs.Length - 1, name => losses.All(l => l.Text("SampleWeights") != name)));

        Reference Named(string? name, int otherwise) => name is null ? new Reference(names[otherwise], otherwise) : new Reference(name, Array.IndexOf(names, name));
    }

    /// <summary>For each loss, the input that says what its examples count; null where all count the same.</summary>
    public EquatableArray<Reference?> Weighing { get; init; } = [];

    /// <summary>The node of a layer.</summary>
    public int NodeOf(int layer) => InputCount + layer;

    /// <summary>The nodes that the model gives out, in order: those that a loss judges; without a loss, the last.</summary>
    public IReadOnlyList<int> Outputs => Judged.Count == 0 ? [Names.Count - 1] : [.. Judged.Select(r => r.Node).Distinct().OrderBy(n => n)];

    /// <summary>The nodes that no layer takes and that are no output.</summary>
    public IEnumerable<int> Unused => Enumerable.Range(0, Names.Count).Except(Sources.SelectMany(s => s).Select(r => r.Node)).Except(Outputs).Except(Weighing.OfType<Reference>().Select(r => r.Node));
}

/// <param name="Node">The number of the node; −1 if there is none of that name.</param>
internal sealed record Reference(string Name, int Node);
