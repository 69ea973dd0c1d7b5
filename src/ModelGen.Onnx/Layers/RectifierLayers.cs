using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Rectifiers with parameters.</summary>
internal static class RectifierLayers
{
    /// <summary>PRelu; in double precision, in which runtimes do not know the operator, by cases.</summary>
    public static Tensor Parametric(LayerScope layer)
    {
        Tensor x = layer.Input;
        GraphBuilder graph = layer.Graph;
        string slope = layer.Flag("PerChannel") ? layer.Parameter("weight", x.PerChannel) : layer.Parameter("weight");
        string value = graph.IsDouble
            ? graph.Node("Where", [graph.Node("Greater", [x.Value, graph.Number(0)]), x.Value, graph.Node("Mul", [x.Value, slope])])
            : graph.Node("PRelu", [x.Value, slope]);
        return x with { Value = value };
    }
}
