using ModelGen.Onnx.Formulas;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Activations of the user's own, node by node from their formulas.</summary>
internal static class CustomActivations
{
    public static Tensor Layer(LayerScope layer)
    {
        Tensor x = layer.Input;
        string formula = layer.Text("Formula");
        string value = FormulaReader.Read(formula, new NodeFormula(layer.Graph, x.Value));

        // A formula without x is one number; it is wanted at every place.
        return x with { Value = NodeFormula.IsConstant(formula) ? layer.Graph.Node("Expand", [value, layer.Graph.Node("Shape", [x.Value])]) : value };
    }
}
