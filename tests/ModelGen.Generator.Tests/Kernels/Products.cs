using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>The three matrix products of a dense layer, and a sum over examples.</summary>
internal static class Products
{
    /// <summary>y[b, o] = Σᵢ x[b, i] · w[i, o].</summary>
    public static MatrixProduct Forward(int inputs, int outputs) =>
        new(new("b", Shape.Batch), new("o", outputs), new("i", inputs), Tensor(Shape.Of(inputs).Batched), inputs, 1, Tensor(Shape.Of(outputs, inputs)), outputs, 1, outputs);

    /// <summary>y[b, o] = Σᵢ x[b, i] · w[o, i]: the weight lies as it is named.</summary>
    public static MatrixProduct ForwardAcross(int inputs, int outputs) =>
        new(new("b", Shape.Batch), new("o", outputs), new("i", inputs), Tensor(Shape.Of(inputs).Batched), inputs, 1, Tensor(Shape.Of(outputs, inputs)), 1, inputs, outputs);

    /// <summary>dw[i, o] = Σ_b x[b, i] · dy[b, o].</summary>
    public static MatrixProduct WeightGradient(int inputs, int outputs) =>
        new(new("i", inputs), new("o", outputs), new("b", Shape.Batch), Tensor(Shape.Of(inputs).Batched), 1, inputs, Tensor(Shape.Of(outputs).Batched), outputs, 1, outputs);

    /// <summary>Σ_b dy[b, o].</summary>
    public static MatrixProduct Sum(int outputs) =>
        new(new("r", 1), new("o", outputs), new("b", Shape.Batch), null, 0, 0, Tensor(Shape.Of(outputs).Batched), outputs, 1, outputs);

    private static Value Tensor(Shape shape) => new("tensor", shape, ValueRole.Intermediate);
}
