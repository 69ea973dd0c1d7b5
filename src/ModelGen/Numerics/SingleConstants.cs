namespace ModelGen.Numerics;

/// <summary>Reductions and polynomials of <see cref="VectorMath"/> in single precision; the polynomials are own Remez fits.</summary>
internal static class SingleConstants
{
    public const int MantissaBits = 23;
    public const int MantissaMask = 0x007FFFFF;
    public const int SignMask = int.MinValue;
    public const int OneBits = 0x3F800000;
    public const int RootHalfBits = 0x3F3504F3;

    public const float MinNormal = 1.17549435e-38f;
    public const float RootTwo = 1.41421356f;

    public const float Ln2 = 0.693147181f;
    /// <summary>ln 2 = <c>Ln2 + Ln2Error</c>.</summary>
    public const float Ln2Error = -1.90465421e-9f;

    public const float Log2E = 1.44269504f;

    /// <summary>ln 2 = <c>Ln2High + Ln2Low</c>; the first has 9 bits, so that its product with an exponent is exact.</summary>
    public const float Ln2High = 0.693359375f;

    /// <summary>See <see cref="Ln2High"/>.</summary>
    public const float Ln2Low = -2.12194440e-4f;

    /// <summary>1.5·2²³ + 127: adding it rounds to an integer n, and leaves n + 127, the exponent of 2ⁿ, in the lowest bits.</summary>
    public const float RoundingMagic = 12582912f + 127f;

    /// <summary>2²³ + 127: read as a float, <c>ExponentMagicBits</c> | (n + 127) is n more than this.</summary>
    public const float ExponentMagic = 8388608f + 127f;

    /// <summary>The bits of 2²³.</summary>
    public const int ExponentMagicBits = 0x4B000000;

    /// <summary>2²⁴, which makes every denormal normal.</summary>
    public const float DenormalScale = 16777216f;

    /// <summary>The exponent of <see cref="DenormalScale"/>.</summary>
    public const float DenormalExponent = 24f;

    /// <summary>Above, eˣ is infinite.</summary>
    public const float ExpMax = 89f;

    /// <summary>Below, eˣ is 0.</summary>
    public const float ExpMin = -104f;

    /// <summary>Rounds to 2¹²⁷ and 2⁻¹²⁷, which as an exponent of 0 is 0.</summary>
    public const float SigmoidMax = 88f;

    /// <summary>Above, tanh x is 1.</summary>
    public const float TanhMax = 9.2f;

    /// <summary>Above, erf x is 1.</summary>
    public const float ErfMax = 4f;

    /// <summary>Where erf goes from one polynomial to the other.</summary>
    public const float ErfBorder = 0.94f;

    // eʳ = 1 + r + r²·(C2 + C3·r + …), |r| ≤ ½ ln 2: relative error 3.1e-9
    public const float ExpC2 = 0.49999994f;
    public const float ExpC3 = 0.166665211f;
    public const float ExpC4 = 0.0416683853f;
    public const float ExpC5 = 0.00836871006f;
    public const float ExpC6 = 0.00138146407f;

    // the same, one degree lower: 1.1e-7
    public const float SigmoidC2 = 0.499992311f;
    public const float SigmoidC3 = 0.166671157f;
    public const float SigmoidC4 = 0.0418900773f;
    public const float SigmoidC5 = 0.00831247307f;

    // exp(2h) - 1 = 2h + h²·(C2 + C3·h + …), |h| ≤ ¼ ln 2: relative error 1.3e-8
    public const float Expm1C2 = 1.99999988f;
    public const float Expm1C3 = 1.33332348f;
    public const float Expm1C4 = 0.66667515f;
    public const float Expm1C5 = 0.267727077f;
    public const float Expm1C6 = 0.0888485909f;

    // ln(1 + f) = f - f²/2 + f³·(C3 + C4·f + …), 1 + f in [√½, √2]: relative error 5.9e-9
    public const float LogC3 = 0.333333313f;
    public const float LogC4 = -0.250008196f;
    public const float LogC5 = 0.200012326f;
    public const float LogC6 = -0.166233823f;
    public const float LogC7 = 0.142016783f;
    public const float LogC8 = -0.131599382f;
    public const float LogC9 = 0.127620012f;
    public const float LogC10 = -0.0763553008f;

    // erf x = x + x·P(x²), |x| ≤ 0.95: relative error 6.1e-10
    public const float ErfNear0 = 0.128379166f;
    public const float ErfNear1 = -0.376126319f;
    public const float ErfNear2 = 0.112836637f;
    public const float ErfNear3 = -0.0268577058f;
    public const float ErfNear4 = 0.00519695226f;
    public const float ErfNear5 = -0.000809770369f;
    public const float ErfNear6 = 8.18509143e-05f;

    // erf x = 1 - exp(-Q(x)), 0.93 ≤ x ≤ 4: relative error 4.0e-11
    public const float ErfFar0 = -0.000177333728f;
    public const float ErfFar1 = 1.12952769f;
    public const float ErfFar2 = 0.633321285f;
    public const float ErfFar3 = 0.108308256f;
    public const float ErfFar4 = -0.0251376107f;
    public const float ErfFar5 = 0.00417795777f;
    public const float ErfFar6 = -0.000435883732f;
    public const float ErfFar7 = 2.12178275e-05f;

    public const float InversePi = 0.318309886f;

    /// <summary>1.5·2²³: adding it rounds to an integer, whose lowest bit stays the lowest.</summary>
    public const float IntegerMagic = 12582912f;

    /// <summary>π = <c>Pi1 + Pi2 + Pi3 + Pi4</c>; each but the last has at most 11 bits, so that its product with a count of 13 bits is exact.</summary>
    public const float Pi1 = 3.140625f;

    /// <summary>See <see cref="Pi1"/>.</summary>
    public const float Pi2 = 9.67502594e-4f;

    /// <summary>See <see cref="Pi1"/>.</summary>
    public const float Pi3 = 1.50990672e-7f;

    /// <summary>See <see cref="Pi1"/>.</summary>
    public const float Pi4 = 5.12668814e-12f;

    /// <summary>A little more than π/2: what an angle is after reduction, where it was not too large for that.</summary>
    public const float SinMax = 1.571f;

    // sin r = r + r³·(C0 + C1·r² + …), |r| ≤ π/2: relative error 6.1e-9
    public const float SinC0 = -0.166666597f;
    public const float SinC1 = 0.00833306648f;
    public const float SinC2 = -0.000198095964f;
    public const float SinC3 = 2.60576576e-06f;
}
