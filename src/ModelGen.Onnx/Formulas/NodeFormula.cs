using System;
using System.Collections.Generic;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Formulas;

/// <summary>A formula as nodes, each part by the name of its value. What occurs twice is computed once.</summary>
internal sealed class NodeFormula(GraphBuilder graph, string x) : IFormula<string>
{
    private readonly Dictionary<string, string> _known = [];
    private readonly Functions _functions = new(graph);

    public string X => x;

    public string Number(double value) => graph.Number(value);

    public string Unary(string name, string operand) => Once($"{name}({operand})", () => name switch
    {
        "-" => _functions.Of("Neg", operand),
        "sigmoid" => _functions.Sigmoid(operand),
        "softplus" => _functions.Softplus(operand),
        "erf" => _functions.Erf(operand),
        "cos" => _functions.Cosine(operand),
        "abs" or "sign" or "exp" or "log" or "sqrt" or "tanh" or "sin" => _functions.Of($"{char.ToUpperInvariant(name[0])}{name[1..]}", operand),
        _ => throw new FormatException($"No function of one number is called {name}."),
    });

    public string Binary(string name, string left, string right) => Node(
        name switch
        {
            "+" => "Add",
            "-" => "Sub",
            "*" => "Mul",
            "/" => "Div",
            "max" => "Max",
            "min" => "Min",
            "pow" => "Pow",
            _ => throw new FormatException($"No function of two numbers is called {name}."),
        },
        left,
        right);

    public string Choose(string left, string comparison, string right, string ifTrue, string ifFalse)
    {
        string op = comparison switch { ">" => "Greater", ">=" => "GreaterOrEqual", "<" => "Less", _ => "Equal" };
        return Node("Where", Node(op, left, right), ifTrue, ifFalse);
    }

    private string Node(string op, params string[] inputs) => Once($"{op}({string.Join(", ", inputs)})", () => graph.Node(op, inputs));

    private string Once(string key, Func<string> write)
    {
        if (!_known.TryGetValue(key, out string? value))
        {
            value = write();
            _known.Add(key, value);
        }

        return value;
    }
}
