using System.Globalization;

namespace ModelGen.Testing;

/// <summary>What a comparison of a model's fast code with its reference form found: the number that is furthest off.</summary>
/// <param name="What">The tensor, and what was computed: <c>gradient of dense1.weight, 16 examples</c>.</param>
/// <param name="Index">The element, as it lies in memory, counted from the tensor's start.</param>
/// <param name="Expected">What the plain loops of the reference form compute.</param>
/// <param name="Actual">What the fast code computes.</param>
/// <param name="Error">Their difference, as a part of what rounding explains: more than 1 is a fault.</param>
/// <param name="Compared">How many numbers were compared; 0 where the reference form is the model's only code.</param>
public sealed record KernelCheck(string What, int Index, double Expected, double Actual, double Error, long Compared)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => Compared == 0 ? "The plain loops are the model's only code: there is nothing to compare."
        : Error == 0 ? string.Create(CultureInfo.InvariantCulture, $"All {Compared} numbers are equal, bit for bit.")
        : string.Create(
        CultureInfo.InvariantCulture,
        $"Of {Compared} numbers {What}[{Index}] is furthest off: expected {Expected:G9}, got {Actual:G9}, {Error:G2} of what rounding explains.");
}
