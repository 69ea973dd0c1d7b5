using ModelGen.Onnx.Formulas;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Activations of the user's own, node by node from their formulas.</summary>
internal static class CustomActivations
{
    public static Tensor Layer(LayerScope layer) =>
        layer.Input with { Value = FormulaReader.Read(layer.Text("Formula"), new NodeFormula(layer.Graph, layer.Input.Value)) };
}
