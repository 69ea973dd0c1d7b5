using ModelGen.Onnx.Graphs;
using ModelGen.Onnx.Protocol;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers that are a matrix: its product with a vector, or its rows.</summary>
internal static class DenseLayers
{
    /// <summary>Gemm with the weight (out, in) as it is; over positions, which Gemm does not take, MatMul with its transpose.</summary>
    public static Tensor Dense(LayerScope layer)
    {
        if (layer.Input.Positions > 0)
        {
            string weight = layer.Graph.Node("Transpose", [layer.Parameter("weight")], Attributes.Integers("perm", [1, 0]));
            string products = layer.Graph.Node("MatMul", [layer.Graph.ChannelsLast(layer.Input).Value, weight]);
            return new Tensor(layer.Flag("Bias") ? layer.Graph.Node("Add", [products, layer.Parameter("bias")]) : products, layer.OutputShape);
        }

        string[] inputs = layer.Flag("Bias") ? [layer.Input.Value, layer.Parameter("weight"), layer.Parameter("bias")] : [layer.Input.Value, layer.Parameter("weight")];
        string sums = layer.Graph.Node("Gemm", inputs, Attributes.Integer("transB", 1));
        return new Tensor(sums, layer.OutputShape);
    }

    /// <summary>Gather of rows; indices are numbers like all inputs of a model.</summary>
    public static Tensor Embedding(LayerScope layer)
    {
        string indices = layer.Graph.Node("Cast", [layer.Graph.ChannelsLast(layer.Input).Value], Attributes.Integer("to", (int)TensorProto.Types.DataType.Int64));
        return new Tensor(layer.Graph.Node("Gather", [layer.Parameter("weight"), indices]), layer.OutputShape);
    }
}
