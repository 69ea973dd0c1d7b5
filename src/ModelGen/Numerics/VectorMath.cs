using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ModelGen.Numerics;

/// <summary>Elementary functions of vectors and of single numbers, made of arithmetic only, so that they inline into loops.</summary>
/// <remarks>
/// One polynomial for each function and precision, the same at every width: results differ in the last bit only, by whether the processor
/// multiplies
/// and adds in one rounding. NaN gives NaN. The errors stated are the greatest found over the whole range, in units in the last place
/// (ulp).
/// </remarks>
public static partial class VectorMath
{
    /// <summary>Whether <c>MultiplyAddEstimate</c> is known to round once only.</summary>
    private static bool FusesMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;
}
