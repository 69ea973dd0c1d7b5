using System.Globalization;

namespace ModelGen.Testing;

/// <summary>What a check of gradients found: the element where derivative and finite differences are furthest apart.</summary>
/// <param name="Parameter">The tensor's name.</param>
/// <param name="Index">The element, in the order in which it lies in <c>Parameters</c>, counted from the tensor's start.</param>
/// <param name="Gradient">The derivative of the mean loss that the model computes.</param>
/// <param name="Difference">The same by central differences.</param>
/// <param name="Error">How far they are apart, relative to the tensor's largest gradient.</param>
/// <param name="Checked">The number of elements looked at.</param>
public sealed record GradientCheck(string Parameter, int Index, double Gradient, double Difference, double Error, int Checked)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Of {Checked} gradients that of {Parameter}[{Index}] is furthest off: {Gradient:G6}, but {Difference:G6} by central differences, an error of {Error:G2}.");
}
