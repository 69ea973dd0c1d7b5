using System;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>The library's activations: ONNX's own operators where opset 17 has them, else their formulas.</summary>
internal static class Activations
{
    /// <summary>An activation on its own.</summary>
    public static Tensor Layer(LayerScope layer) => Of(layer, layer.Input);

    /// <summary>The activation that the layer ends with.</summary>
    public static Tensor Of(LayerScope layer, Tensor x)
    {
        GraphBuilder graph = layer.Graph;
        return x with
        {
            Value = Enum.Parse<Activation>(layer.Text("Activation")) switch
            {
                Activation.Identity => x.Value,
                Activation.Relu => One("Relu", x.Value),
                Activation.LeakyRelu => graph.Node("LeakyRelu", [x.Value], Attributes.Number("alpha", layer.Number("Slope"))),
                Activation.Abs => One("Abs", x.Value),
                Activation.Sigmoid => One("Sigmoid", x.Value),
                Activation.Tanh => One("Tanh", x.Value),
                Activation.Softmax => graph.Node("Softmax", [x.Value], Attributes.Integer("axis", x.ChannelAxis)),
                Activation.LogSoftmax => graph.Node("LogSoftmax", [x.Value], Attributes.Integer("axis", x.ChannelAxis)),
                Activation.Elu => graph.Node("Elu", [x.Value], Attributes.Number("alpha", layer.Number("Alpha"))),
                Activation.Selu => graph.Node("Selu", [x.Value], Attributes.Number("alpha", 1.6732632423543772848), Attributes.Number("gamma", 1.0507009873554804934)),
                Activation.Gelu => Product(Times(x.Value, 0.5), Plus(One("Erf", Times(x.Value, Math.Sqrt(0.5))), 1)),
                Activation.GeluTanh => Product(Times(x.Value, 0.5), Plus(One("Tanh", Times(graph.Node("Add", [x.Value, Times(Cube(), 0.044715)]), Math.Sqrt(2 / Math.PI))), 1)),
                Activation.Silu => Product(x.Value, One("Sigmoid", x.Value)),
                Activation.Softplus => One("Softplus", x.Value),
                Activation.Softsign => One("Softsign", x.Value),
                Activation.Mish => Product(x.Value, One("Tanh", One("Softplus", x.Value))),
                Activation.Relu6 => Clip(0, 6),
                Activation.HardSigmoid => graph.Node("HardSigmoid", [x.Value], Attributes.Number("alpha", 1.0 / 6), Attributes.Number("beta", 0.5)),
                Activation.HardSwish => One("HardSwish", x.Value),
                Activation.HardTanh => Clip(-1, 1),
                var other => throw new NotSupportedException($"No form in ONNX is known for the activation {other}."),
            },
        };

        string One(string op, string value) => graph.Node(op, [value]);

        string Product(string a, string b) => graph.Node("Mul", [a, b]);

        string Times(string value, double factor) => Product(value, graph.Number(factor));

        string Plus(string value, double number) => graph.Node("Add", [value, graph.Number(number)]);

        string Cube() => Product(x.Value, Product(x.Value, x.Value));

        string Clip(double low, double high) => graph.Node("Clip", [x.Value, graph.Number(low), graph.Number(high)]);
    }
}
