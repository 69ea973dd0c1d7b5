
namespace ModelGen.Generator.Nests;

/// <summary>A distance in each of the tensors that a contraction goes through, in numbers.</summary>
/// <param name="Result">In the result.</param>
/// <param name="A">In the first operand.</param>
/// <param name="B">In the second operand.</param>
/// <param name="Column">Along the result's last dimension: where the bias is.</param>
internal readonly record struct Offsets(int Result, int A, int B, int Column = 0)
{
    public static Offsets operator +(Offsets x, Offsets y) => new(x.Result + y.Result, x.A + y.A, x.B + y.B, x.Column + y.Column);

    public static Offsets operator *(int n, Offsets x) => new(n * x.Result, n * x.A, n * x.B, n * x.Column);

    public static Offsets operator /(Offsets x, int n) => new(x.Result / n, x.A / n, x.B / n, x.Column / n);
}
