using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>A layer while it is exported: what it takes, its settings, its parameters.</summary>
internal sealed class LayerScope(LayerInfo info, IReadOnlyList<Tensor> inputs, GraphBuilder graph)
{
    public GraphBuilder Graph => graph;

    public string Name => info.Name;

    public IReadOnlyList<Tensor> Inputs => inputs;

    public Tensor Input => inputs[0];

    public ValueArray<int> OutputShape => info.OutputShape;

    public bool Has(string setting) => info.Settings.Any(s => s.Name == setting);

    public int Integer(string setting) => Find<int>(setting);

    public double Number(string setting) => Find<double>(setting);

    public bool Flag(string setting) => Find<bool>(setting);

    public string Text(string setting) => Find<string>(setting);

    public ValueArray<int> Integers(string setting) => Find<ValueArray<int>>(setting);

    /// <summary>The layer's parameter, in its canonical shape unless told otherwise.</summary>
    public string Parameter(string part, int[]? shape = null) => graph.Parameter($"{info.Name}.{part}", shape);

    /// <summary>The numbers of the layer's parameter.</summary>
    public double[] Values(string part) => graph.Values($"{info.Name}.{part}");

    /// <summary>Numbers of this layer's that are none of its parameters.</summary>
    public string Numbers(string name, IReadOnlyList<int> shape, IReadOnlyList<double> values) => graph.Numbers($"{info.Name}/{name}", shape, values);

    private T Find<T>(string setting) => info.Settings.FirstOrDefault(s => s.Name == setting)?.Value is T value
        ? value
        : throw new InvalidOperationException($"{info.Name} ({info.Kind}) has no setting {setting} of type {typeof(T).Name}.");
}
