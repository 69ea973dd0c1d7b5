using System;
using ModelGen.Numerics;
using ModelGen.Onnx.Graphs;
using ModelGen.Onnx.Layers;

namespace ModelGen.Onnx.Formulas;

/// <summary>Functions of one number as nodes: ONNX's own operator, and in double precision a formula where runtimes know the operator in single precision only.</summary>
/// <remarks>ONNX Runtime 1.20 has no Cos, Elu, Selu, Erf, Softplus, Softsign, HardSigmoid and HardSwish in double; attributes are in single precision always.</remarks>
internal sealed class Functions(GraphBuilder graph)
{
    private const double SeluAlpha = 1.6732632423543772848, SeluScale = 1.0507009873554804934;

    public string Of(string op, string x) => graph.Node(op, [x]);

    public string Add(string a, string b) => graph.Node("Add", [a, b]);

    public string Add(string a, double b) => Add(a, graph.Number(b));

    public string Multiply(string a, string b) => graph.Node("Mul", [a, b]);

    public string Multiply(string a, double b) => Multiply(a, graph.Number(b));

    public string Clip(string x, double low, double high) => graph.Node("Clip", [x, graph.Number(low), graph.Number(high)]);

    /// <summary>1 / (1 + e^−x). ONNX Runtime makes one operator of x · Sigmoid(x) that it has in single precision only.</summary>
    public string Sigmoid(string x) => !graph.IsDouble ? Of("Sigmoid", x) : Of("Reciprocal", Add(Of("Exp", Of("Neg", x)), 1));

    public string Cosine(string x) => !graph.IsDouble ? Of("Cos", x) : Of("Sin", Add(x, Math.PI / 2));

    public string LeakyRelu(string x, double slope) => !graph.IsDouble
        ? graph.Node("LeakyRelu", [x], Attributes.Number("alpha", slope))
        : WherePositive(x, x, Multiply(x, slope));

    /// <summary>α (eˣ − 1) below 0.</summary>
    public string Elu(string x, double alpha) => !graph.IsDouble
        ? graph.Node("Elu", [x], Attributes.Number("alpha", alpha))
        : WherePositive(x, x, Multiply(Add(Of("Exp", x), -1), alpha));

    public string Selu(string x) => !graph.IsDouble
        ? graph.Node("Selu", [x], Attributes.Number("alpha", SeluAlpha), Attributes.Number("gamma", SeluScale))
        : Multiply(Elu(x, SeluAlpha), SeluScale);

    /// <summary>max(x, 0) + ln(1 + e^−|x|), which never overflows.</summary>
    public string Softplus(string x) => !graph.IsDouble
        ? Of("Softplus", x)
        : Add(graph.Node("Max", [x, graph.Number(0)]), Of("Log", Add(Of("Exp", Of("Neg", Of("Abs", x))), 1)));

    /// <summary>x / (1 + |x|).</summary>
    public string Softsign(string x) => !graph.IsDouble ? Of("Softsign", x) : graph.Node("Div", [x, Add(Of("Abs", x), 1)]);

    /// <summary>x/6 + 1/2 within 0 and 1.</summary>
    public string HardSigmoid(string x) => !graph.IsDouble
        ? graph.Node("HardSigmoid", [x], Attributes.Number("alpha", 1.0 / 6), Attributes.Number("beta", 0.5))
        : Clip(Add(Multiply(x, 1.0 / 6), 0.5), 0, 1);

    public string HardSwish(string x) => !graph.IsDouble ? Of("HardSwish", x) : Multiply(x, HardSigmoid(x));

    /// <summary>The error function, in double by the polynomials of <c>VectorMath.Erf</c>: x + x P(x²) near 0, else ±(1 − e^−Q(|x| − 2)).</summary>
    public string Erf(string x)
    {
        if (!graph.IsDouble)
        {
            return Of("Erf", x);
        }

        string magnitude = Of("Abs", x);
        string near = Add(Multiply(x, Polynomial(Multiply(x, x), Near)), x);
        string capped = graph.Node("Min", [magnitude, graph.Number(DoubleConstants.ErfMax)]);
        string rest = Of("Exp", Of("Neg", Polynomial(Add(capped, -DoubleConstants.ErfCentre), Far)));
        string far = Multiply(graph.Node("Div", [x, magnitude]), Add(Of("Neg", rest), 1));
        return graph.Node("Where", [graph.Node("Less", [magnitude, graph.Number(DoubleConstants.ErfBorder)]), near, far]);
    }

    private static double[] Near =>
    [
        DoubleConstants.ErfNear0, DoubleConstants.ErfNear1, DoubleConstants.ErfNear2, DoubleConstants.ErfNear3, DoubleConstants.ErfNear4, DoubleConstants.ErfNear5,
        DoubleConstants.ErfNear6, DoubleConstants.ErfNear7, DoubleConstants.ErfNear8, DoubleConstants.ErfNear9, DoubleConstants.ErfNear10, DoubleConstants.ErfNear11,
        DoubleConstants.ErfNear12,
    ];

    private static double[] Far =>
    [
        DoubleConstants.ErfFar0, DoubleConstants.ErfFar1, DoubleConstants.ErfFar2, DoubleConstants.ErfFar3, DoubleConstants.ErfFar4, DoubleConstants.ErfFar5,
        DoubleConstants.ErfFar6, DoubleConstants.ErfFar7, DoubleConstants.ErfFar8, DoubleConstants.ErfFar9, DoubleConstants.ErfFar10, DoubleConstants.ErfFar11,
        DoubleConstants.ErfFar12, DoubleConstants.ErfFar13, DoubleConstants.ErfFar14, DoubleConstants.ErfFar15, DoubleConstants.ErfFar16, DoubleConstants.ErfFar17,
        DoubleConstants.ErfFar18, DoubleConstants.ErfFar19, DoubleConstants.ErfFar20,
    ];

    /// <summary>Horner's scheme, the constant term first.</summary>
    private string Polynomial(string x, double[] terms)
    {
        string sum = Add(Multiply(x, terms[^1]), terms[^2]);
        for (int i = terms.Length - 3; i >= 0; i--)
        {
            sum = Add(Multiply(sum, x), terms[i]);
        }

        return sum;
    }

    private string WherePositive(string x, string ifPositive, string otherwise) =>
        graph.Node("Where", [graph.Node("Greater", [x, graph.Number(0)]), ifPositive, otherwise]);
}
