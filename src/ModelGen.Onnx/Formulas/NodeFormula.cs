using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Formulas;

/// <summary>A formula as nodes, each part by the name of its value. What occurs twice is computed once.</summary>
internal sealed class NodeFormula(GraphBuilder graph, string x) : IFormula<string>
{
    private readonly Dictionary<string, string> _known = [];

    public string X => x;

    /// <summary>Whether a formula has no x in it.</summary>
    public static bool IsConstant(string formula) => !Regex.IsMatch(formula, @"\bx\b", RegexOptions.CultureInvariant);

    public string Number(double value) => graph.Number(value);

    public string Unary(string name, string operand) => Node(name == "-" ? "Neg" : UnaryOp(name), operand);

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

    private static string UnaryOp(string name) => name switch
    {
        "abs" or "sign" or "exp" or "log" or "sqrt" or "tanh" or "sigmoid" or "softplus" or "erf" => $"{char.ToUpperInvariant(name[0])}{name[1..]}",
        _ => throw new FormatException($"No function of one number is called {name}."),
    };

    private string Node(string op, params string[] inputs)
    {
        string key = $"{op}({string.Join(", ", inputs)})";
        if (!_known.TryGetValue(key, out string? value))
        {
            value = graph.Node(op, inputs);
            _known.Add(key, value);
        }

        return value;
    }
}
