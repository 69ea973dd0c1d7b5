using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers that are a product with one matrix.</summary>
internal static class DenseLayers
{
    /// <summary>Gemm with the weight (out, in) as it is.</summary>
    public static Tensor Dense(LayerScope layer)
    {
        string[] inputs = layer.Flag("Bias") ? [layer.Input.Value, layer.Parameter("weight"), layer.Parameter("bias")] : [layer.Input.Value, layer.Parameter("weight")];
        string sums = layer.Graph.Node("Gemm", inputs, Attributes.Integer("transB", 1));
        return Activations.Of(layer, new Tensor(sums, layer.OutputShape));
    }
}
