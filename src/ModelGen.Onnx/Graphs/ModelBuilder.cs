using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Onnx.Layers;
using ModelGen.Onnx.Protocol;

namespace ModelGen.Onnx.Graphs;

/// <summary>Walks a network's layers and writes each as nodes.</summary>
internal static class ModelBuilder
{
    private const int IrVersion = 8;

    public static ModelProto Build(OnnxNetwork network, OnnxOptions options)
    {
        CheckSize(network, options.Precision);
        GraphBuilder graph = new(network, options.Precision);
        Dictionary<string, Tensor> tensors = [];
        foreach (LayerInfo layer in network.Layers)
        {
            if (layer.Kind == "Input")
            {
                if (layer.Settings.Any(s => s.Name == "Lengths"))
                {
                    throw new NotSupportedException($"{layer.Name} cannot be written as ONNX: no form is known for sequences with lengths of their own.");
                }

                graph.AddInput(layer.Name, layer.OutputShape);
                tensors.Add(layer.Name, new Tensor(layer.Name, layer.OutputShape));
                continue;
            }

            Func<LayerScope, Tensor> export = LayerExporters.Of(layer);
            graph.Begin(layer.Name);
            tensors.Add(layer.Name, graph.End(export(new LayerScope(layer, [.. layer.Inputs.Select(i => tensors[i])], graph))));
        }

        foreach (string output in network.Outputs)
        {
            graph.AddOutput(output, tensors[output]);
        }

        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "ModelGen",
            ProducerVersion = typeof(ModelBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OnnxNetwork.OpsetVersion } },
        };
    }

    /// <summary>A file of Protocol Buffers ends before 2 GiB.</summary>
    private static void CheckSize(OnnxNetwork network, Precision precision)
    {
        const long Largest = int.MaxValue - (1 << 24);
        long bytes = network.Parameters.Sum(p => (long)p.Length) * (precision == Precision.Double ? 8 : 4);
        if (bytes > Largest)
        {
            throw new InvalidOperationException($"{network.Name}: an ONNX file holds up to {Largest:#,0} bytes of parameters, but there are {bytes:#,0}.");
        }
    }
}
