using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Onnx.Graphs;
using ModelGen.Onnx.Protocol;

namespace ModelGen.Onnx.Layers;

/// <summary>Recurrent layers as ONNX's RNN, GRU and LSTM: with the gates in its order, and the weights of both directions in one tensor.</summary>
internal static class RecurrentLayers
{
    /// <summary>RNN.</summary>
    public static Tensor Simple(LayerScope layer) => Recurrent(layer, "RNN", [0], ["h"], ActivationOf(layer));

    /// <summary>GRU, whose update gate comes first, with the reset after the product.</summary>
    public static Tensor Gru(LayerScope layer) => Recurrent(layer, "GRU", [1, 0, 2], ["h"], [Attributes.Integer("linear_before_reset", 1)]);

    /// <summary>LSTM, whose output gate comes second and whose candidate comes last.</summary>
    public static Tensor Lstm(LayerScope layer) => Recurrent(layer, "LSTM", [0, 3, 1, 2], ["h", "c"], []);

    // The gates are, for each of ONNX's, the place among the model's; the states what is handed from time to time, as the names of learned beginnings have it.
    private static Tensor Recurrent(LayerScope layer, string op, int[] gates, string[] states, AttributeProto[] attributes)
    {
        if (op != "RNN" && layer.Flag("LayerNorm"))
        {
            throw new NotSupportedException($"ONNX's {op} knows no layer normalisation.");
        }

        GraphBuilder graph = layer.Graph;
        int units = layer.Integer("Units"), rows = gates.Length * units, features = layer.Input.Channels;
        bool isBidirectional = layer.Flag("Bidirectional"), goesBackwards = layer.Flag("GoBackwards");
        string[] directions = isBidirectional ? ["", "_reverse"] : [""];
        string Together(string name, int columns, params string[] parts) => layer.Numbers(
            name,
            columns == 0 ? [directions.Length, parts.Length * rows] : [directions.Length, rows, columns],
            [.. directions.SelectMany(d => parts.SelectMany(part => InOrder(layer.Values($"{part}_l0{d}"), gates, units * Math.Max(1, columns))))]);

        string x = graph.Node("Transpose", [graph.ChannelsLast(layer.Input).Value], Attributes.Integers("perm", [1, 0, 2]));
        List<string> inputs = [x, Together("weights", features, "weight_ih"), Together("recurrent_weights", units, "weight_hh")];
        bool learns = layer.Flag("LearnInitialState");
        inputs.Add(layer.Flag("Bias") ? Together("biases", 0, "bias_ih", "bias_hh") : "");
        if (learns)
        {
            inputs.Add("");
            string batch = graph.Node("Shape", [x], Attributes.Integer("start", 1), Attributes.Integer("end", 2));
            string shape = graph.Node("Concat", [graph.Integers(directions.Length), batch, graph.Integers(units)], Attributes.Integer("axis", 0));
            inputs.AddRange(states.Select(s => graph.Node(
                "Expand",
                [layer.Numbers($"initial_{s}", [directions.Length, 1, units], [.. directions.SelectMany(d => layer.Values($"initial_{s}_l0{d}"))]), shape])));
        }

        string direction = isBidirectional ? "bidirectional" : goesBackwards ? "reverse" : "forward";
        IEnumerable<string> given = layer.Flag("Bias") || learns ? inputs : inputs.Take(3);
        AttributeProto[] settings = [Attributes.Text("direction", direction), Attributes.Integer("hidden_size", units), .. attributes.Select(a => Repeated(a, directions.Length))];
        if (!layer.Flag("ReturnSequences"))
        {
            string perExample = graph.Node("Transpose", [graph.SecondOf(op, given, settings)], Attributes.Integers("perm", [1, 0, 2]));
            return new Tensor(graph.Node("Reshape", [perExample, graph.Integers(0, directions.Length * units)]), layer.OutputShape);
        }

        // Y is (time, directions, batch, units), with time as it goes in.
        string sequence = graph.Node("Transpose", [graph.Node(op, given, settings)], Attributes.Integers("perm", [2, 0, 1, 3]));
        sequence = graph.Node("Reshape", [sequence, graph.Integers(0, layer.OutputShape[0], directions.Length * units)]);
        if (goesBackwards && !isBidirectional)
        {
            sequence = graph.Node("Slice", [sequence, graph.Integers(-1), graph.Integers(int.MinValue), graph.Integers(1), graph.Integers(-1)]);
        }

        return new Tensor(sequence, layer.OutputShape);
    }

    private static IEnumerable<double> InOrder(double[] values, int[] gates, int numbers) => gates.SelectMany(g => values.Skip(g * numbers).Take(numbers));

    /// <summary>An attribute with an entry for each direction.</summary>
    private static AttributeProto Repeated(AttributeProto attribute, int directions)
    {
        AttributeProto repeated = attribute.Clone();
        for (int d = 1; d < directions; d++)
        {
            repeated.Strings.Add(attribute.Strings);
            repeated.Floats.Add(attribute.Floats);
        }

        return repeated;
    }

    /// <exception cref="NotSupportedException">ONNX's RNN has no such activation.</exception>
    private static AttributeProto[] ActivationOf(LayerScope layer)
    {
        (string Name, double[] Alpha, double[] Beta) form = Enum.Parse<Activation>(layer.Text("Nonlinearity")) switch
        {
            Activation.Tanh => ("Tanh", [], []),
            Activation.Relu => ("Relu", [], []),
            Activation.Sigmoid => ("Sigmoid", [], []),
            Activation.Softsign => ("Softsign", [], []),
            Activation.Softplus => ("Softplus", [], []),
            Activation.Elu => ("Elu", [1], []),
            Activation.LeakyRelu => ("LeakyRelu", [0.01], []),
            Activation.Identity => ("Affine", [1], [0]),
            var other => throw new NotSupportedException($"ONNX's RNN has no activation {other}; it knows Tanh, Relu, Sigmoid, Softsign, Softplus, Elu, LeakyRelu and Identity."),
        };
        (string name, double[] alpha, double[] beta) = form;
        return
        [
            Attributes.Texts("activations", [name]),
            .. alpha.Length > 0 ? [Attributes.Numbers("activation_alpha", alpha)] : Array.Empty<AttributeProto>(),
            .. beta.Length > 0 ? [Attributes.Numbers("activation_beta", beta)] : Array.Empty<AttributeProto>(),
        ];
    }
}
