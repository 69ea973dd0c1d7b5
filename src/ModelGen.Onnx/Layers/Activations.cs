using System;
using ModelGen.Onnx.Formulas;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>The library's activations: ONNX's own operators where opset 17 has them, else their formulas.</summary>
internal static class Activations
{
    /// <summary>The activation that the layer ends with.</summary>
    public static Tensor Of(LayerScope layer, Tensor x)
    {
        GraphBuilder graph = layer.Graph;
        Functions f = new(graph);
        return x with
        {
            Value = Enum.Parse<Activation>(layer.Text("Activation")) switch
            {
                Activation.Identity => x.Value,
                Activation.Relu => f.Of("Relu", x.Value),
                Activation.LeakyRelu => f.LeakyRelu(x.Value, layer.Number("Slope")),
                Activation.Abs => f.Of("Abs", x.Value),
                Activation.Sigmoid => f.Sigmoid(x.Value),
                Activation.Tanh => f.Of("Tanh", x.Value),
                Activation.Softmax => graph.Node("Softmax", [x.Value], Attributes.Integer("axis", x.ChannelAxis)),
                Activation.LogSoftmax => graph.Node("LogSoftmax", [x.Value], Attributes.Integer("axis", x.ChannelAxis)),
                Activation.Elu => f.Elu(x.Value, layer.Number("Alpha")),
                Activation.Selu => f.Selu(x.Value),
                Activation.Gelu => f.Multiply(f.Multiply(x.Value, 0.5), f.Add(f.Erf(f.Multiply(x.Value, Math.Sqrt(0.5))), 1)),
                Activation.GeluTanh => f.Multiply(f.Multiply(x.Value, 0.5), f.Add(f.Of("Tanh", f.Multiply(f.Add(x.Value, f.Multiply(Cube(), 0.044715)), Math.Sqrt(2 / Math.PI))), 1)),
                Activation.Silu => f.Multiply(x.Value, f.Sigmoid(x.Value)),
                Activation.Softplus => f.Softplus(x.Value),
                Activation.Softsign => f.Softsign(x.Value),
                Activation.Mish => f.Multiply(x.Value, f.Of("Tanh", f.Softplus(x.Value))),
                Activation.Relu6 => f.Clip(x.Value, 0, 6),
                Activation.HardSigmoid => f.HardSigmoid(x.Value),
                Activation.HardSwish => f.HardSwish(x.Value),
                Activation.HardTanh => f.Clip(x.Value, -1, 1),
                var other => throw new NotSupportedException($"No form in ONNX is known for the activation {other}."),
            },
        };

        string Cube() => f.Multiply(x.Value, f.Multiply(x.Value, x.Value));
    }
}
