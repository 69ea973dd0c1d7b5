using System.Linq;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>How far a case may be from PyTorch's numbers, relative to the largest number of the tensor or to 1.</summary>
internal static class GoldenTolerance
{
    private const double Double = 1e-9;
    private const double Single = 1e-4;

    /// <summary>The cases that need more, each with its reason.</summary>
    private static readonly (string Case, bool IsDouble, double Tolerance, string Reason)[] Wider =
    [
        ("activation_hardsigmoid", true, 1e-7, "PyTorch's backward kernel has 1/6 as a float, 3e-8 off."),
    ];

    public static double Of(GoldenCase golden, bool isDouble) => Wider
        .Where(w => golden.Name.StartsWith(w.Case, System.StringComparison.Ordinal) && w.IsDouble == isDouble)
        .Select(w => w.Tolerance)
        .FirstOrDefault(isDouble ? Double : Single);
}
