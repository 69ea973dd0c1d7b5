namespace ModelGen.Numerics;

/// <summary>The functions of <see cref="VectorMath"/> for single numbers, by the same polynomials, with the same bits on every processor.</summary>
/// <remarks>What a model's reference form is computed with: no product is added to a sum without being rounded first.</remarks>
public static partial class ReferenceMath
{
    private static bool FusesMultiplyAdd => false;
}
