using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Optimizers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Networks;

/// <summary>Names the layers and walks the shapes from the inputs to the outputs. Takes a declaration without faults.</summary>
internal static class ShapeInference
{
    public static Network Infer(ModelSpec spec)
    {
        AttributeSpec model = spec.Attributes.First(a => a.Kind == AttributeKind.Model);
        Wiring wiring = Wiring.Of(spec.Attributes);
        NetworkInput[] inputs = [.. Inputs(spec, wiring)];
        Layer[] layers = [.. LayerRegistry.Bind([.. spec.Attributes.Where(a => a.Kind == AttributeKind.Layer)])];

        List<Shape> shapes = [.. inputs.Select(i => i.Shape)];
        List<int> lengths = [.. inputs.Select((input, k) => input.HasLengths ? k : SequenceFlow.None)];
        List<ShapedLayer> shaped = [];
        foreach ((Layer layer, EquatableArray<Reference> references) in layers.Zip(wiring.Sources, (l, s) => (l, s)))
        {
            int[] sources = [.. references.Select(r => r.Node)];
            Shape[] before = [.. sources.Select(s => shapes[s])];
            Shape after = layer.OutputShape(before);
            shaped.Add(new ShapedLayer(layer, sources.ToEquatableArray(), before.ToEquatableArray(), after));
            shapes.Add(after);
            lengths.Add(SequenceFlow.After(layer, before, [.. sources.Select(s => lengths[s])]));
        }

        return new Network(
            spec.Type.Name,
            (Precision)model.Integer("Precision"),
            model.Integer("MaxBatch", 64),
            model.Flag("InputGradients"),
            inputs.ToEquatableArray(),
            shaped.ToEquatableArray(),
            Outputs(spec, wiring, shapes, inputs).ToEquatableArray(),
            spec.Attributes.FirstOrDefault(a => a.Kind == AttributeKind.Optimizer) is { } optimizer
                ? OptimizerRegistry.Bind(optimizer, spec.Attributes.FirstOrDefault(a => a.Kind == AttributeKind.Ema)) : null)
        {
            Lengths = lengths.ToEquatableArray(),
            IsReference = model.Integer("Kernels") == (int)KernelKind.Reference,
            OutputGradients = model.Flag("OutputGradients"),
            IsStateful = model.Flag("Stateful") && (model.Flag("OutputGradients") || spec.Attributes.Any(a => a.Kind == AttributeKind.Loss)),
            LeavesOutStream = model.Has("Streaming") && !model.Flag("Streaming"),
        };
    }

    private static IEnumerable<NetworkInput> Inputs(ModelSpec spec, Wiring wiring)
    {
        int offset = 0;
        foreach ((AttributeSpec attribute, string name) in spec.Attributes.Where(a => a.Kind == AttributeKind.Input).Zip(wiring.Names, (a, n) => (a, n)))
        {
            NetworkInput input = new(name, new Shape(attribute.Integers("Shape")), offset, attribute.Flag("Lengths"));
            offset += input.Length;
            yield return input;
        }
    }

    private static IEnumerable<NetworkOutput> Outputs(ModelSpec spec, Wiring wiring, IReadOnlyList<Shape> shapes, IReadOnlyList<NetworkInput> inputs)
    {
        AttributeSpec[] losses = [.. spec.Attributes.Where(a => a.Kind == AttributeKind.Loss)];
        int offset = 0;
        foreach (int node in wiring.Outputs)
        {
            int index = wiring.Judged.ToList().FindIndex(r => r.Node == node);
            AttributeSpec? loss = losses.ElementAtOrDefault(index);
            yield return new NetworkOutput(
                wiring.Names[node], node, shapes[node], offset, loss is null ? null : LossRegistry.Bind(loss), loss?.Number("Weight", 1) ?? 1)
            {
                SampleWeights = loss is null || wiring.Weighing[index] is not { } weights ? null : inputs[weights.Node],
            };
            offset += shapes[node].Length;
        }
    }
}
