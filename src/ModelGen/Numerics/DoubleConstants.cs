namespace ModelGen.Numerics;

/// <summary>Reductions and polynomials of <see cref="VectorMath"/> in double precision; the polynomials are own Remez fits.</summary>
internal static class DoubleConstants
{
    public const int MantissaBits = 52;
    public const long MantissaMask = 0x000FFFFFFFFFFFFF;
    public const long SignMask = long.MinValue;
    public const long OneBits = 0x3FF0000000000000;
    public const long RootHalfBits = 0x3FE6A09E667F3BCD;

    public const double MinNormal = 2.2250738585072014e-308;
    public const double RootTwo = 1.4142135623730951;

    public const double Ln2 = 0.6931471805599453;
    public const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 = <c>Ln2High + Ln2Low</c>; the first has 32 bits, so that its product with an exponent is exact.</summary>
    public const double Ln2High = 0.6931471803691238;

    /// <summary>See <see cref="Ln2High"/>.</summary>
    public const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>1.5·2⁵² + 1023: adding it rounds to an integer n, and leaves n + 1023, the exponent of 2ⁿ, in the lowest bits.</summary>
    public const double RoundingMagic = 6755399441055744.0 + 1023.0;

    /// <summary>2⁵² + 1023: read as a double, <c>ExponentMagicBits</c> | (n + 1023) is n more than this.</summary>
    public const double ExponentMagic = 4503599627370496.0 + 1023.0;

    /// <summary>The bits of 2⁵².</summary>
    public const long ExponentMagicBits = 0x4330000000000000;

    /// <summary>2⁵⁴, which makes every denormal normal.</summary>
    public const double DenormalScale = 18014398509481984.0;

    /// <summary>The exponent of <see cref="DenormalScale"/>.</summary>
    public const double DenormalExponent = 54.0;

    /// <summary>Above, eˣ is infinite.</summary>
    public const double ExpMax = 710.0;

    /// <summary>Below, eˣ is 0.</summary>
    public const double ExpMin = -746.0;

    /// <summary>Rounds to 2¹⁰²³ and 2⁻¹⁰²³, which as an exponent of 0 is 0.</summary>
    public const double SigmoidMax = 709.0;

    /// <summary>Above, tanh x is 1.</summary>
    public const double TanhMax = 20.0;

    /// <summary>Above, erf x is 1.</summary>
    public const double ErfMax = 6.0;

    /// <summary>Where erf goes from one polynomial to the other.</summary>
    public const double ErfBorder = 0.99;

    /// <summary>The far polynomial of erf is one of x less this.</summary>
    public const double ErfCentre = 2.0;

    // eʳ = 1 + r + r²·(C2 + C3·r + …), |r| ≤ ½ ln 2: relative error 3.6e-18
    public const double ExpC2 = 0.5000000000000011;
    public const double ExpC3 = 0.16666666666666413;
    public const double ExpC4 = 0.041666666666530704;
    public const double ExpC5 = 0.008333333333494343;
    public const double ExpC6 = 0.0013888888943504995;
    public const double ExpC7 = 0.00019841269506545576;
    public const double ExpC8 = 2.4801493215195355e-05;
    public const double ExpC9 = 2.755758658652774e-06;
    public const double ExpC10 = 2.7630210514772664e-07;
    public const double ExpC11 = 2.4999951302646387e-08;

    // exp(2h) - 1 = 2h + h²·(C2 + C3·h + …), |h| ≤ ¼ ln 2: relative error 2.7e-19
    public const double Expm1C2 = 2.0;
    public const double Expm1C3 = 1.3333333333333341;
    public const double Expm1C4 = 0.6666666666666644;
    public const double Expm1C5 = 0.26666666666630273;
    public const double Expm1C6 = 0.08888888888933268;
    public const double Expm1C7 = 0.025396825453271453;
    public const double Expm1C8 = 0.006349206317453078;
    public const double Expm1C9 = 0.001410930939773894;
    public const double Expm1C10 = 0.00028218777540573326;
    public const double Expm1C11 = 5.142283222631597e-05;
    public const double Expm1C12 = 8.550746541816377e-06;

    // 2·artanh s = 2·s + s³·(C0 + C1·s² + …), |s| ≤ (√2 - 1)/(√2 + 1): relative error 1.2e-18
    public const double LogC0 = 0.6666666666666734;
    public const double LogC1 = 0.3999999999941844;
    public const double LogC2 = 0.28571428741714455;
    public const double LogC3 = 0.22222198630731432;
    public const double LogC4 = 0.1818356178307959;
    public const double LogC5 = 0.15314106559132812;
    public const double LogC6 = 0.14795463887285557;

    // erf x = x + x·P(x²), |x| ≤ 1: relative error 1.3e-19
    public const double ErfNear0 = 0.1283791670955126;
    public const double ErfNear1 = -0.3761263890318375;
    public const double ErfNear2 = 0.11283791670954857;
    public const double ErfNear3 = -0.026866170645072893;
    public const double ErfNear4 = 0.005223977624780843;
    public const double ErfNear5 = -0.0008548326978740998;
    public const double ErfNear6 = 0.0001205533103685957;
    public const double ErfNear7 = -1.4925593505968366e-05;
    public const double ErfNear8 = 1.6460972802128258e-06;
    public const double ErfNear9 = -1.6350025057560472e-07;
    public const double ErfNear10 = 1.4657878655718597e-08;
    public const double ErfNear11 = -1.1365661012451599e-09;
    public const double ErfNear12 = 5.945252694283175e-11;

    // erf x = 1 - exp(-Q(x - 2)), 0.98 ≤ x ≤ 6: relative error 1.3e-19
    public const double ErfFar0 = 5.364941264616638;
    public const double ErfFar1 = 4.418160805994415;
    public const double ErfFar2 = 0.9237508418237769;
    public const double ErfFar3 = 0.016465118136927727;
    public const double ErfFar4 = -0.0035707563454727372;
    public const double ErfFar5 = 0.0007323993858657727;
    public const double ErfFar6 = -0.00013530933964110126;
    public const double ErfFar7 = 2.070642866758246e-05;
    public const double ErfFar8 = -1.95217855559698e-06;
    public const double ErfFar9 = -2.0362739174076297e-07;
    public const double ErfFar10 = 1.7317969223989457e-07;
    public const double ErfFar11 = -5.782208792997497e-08;
    public const double ErfFar12 = 1.3976287497577512e-08;
    public const double ErfFar13 = -2.5189289115623523e-09;
    public const double ErfFar14 = 2.5697833819223526e-10;
    public const double ErfFar15 = 3.561516257499731e-11;
    public const double ErfFar16 = -3.009450348627955e-11;
    public const double ErfFar17 = 1.0521991498436414e-11;
    public const double ErfFar18 = -2.4052321988588323e-12;
    public const double ErfFar19 = 3.309142345540048e-13;
    public const double ErfFar20 = -2.0315158899581345e-14;

    public const double InversePi = 0.3183098861837907;

    /// <summary>1.5·2⁵²: adding it rounds to an integer, whose lowest bit stays the lowest.</summary>
    public const double IntegerMagic = 6755399441055744.0;

    /// <summary>π = <c>Pi1 + Pi2 + Pi3</c>; each but the last has 33 bits, so that its product with a count of 20 bits is exact.</summary>
    public const double Pi1 = 3.1415926534682512;

    /// <summary>See <see cref="Pi1"/>.</summary>
    public const double Pi2 = 1.2154201012607932e-10;

    /// <summary>See <see cref="Pi1"/>.</summary>
    public const double Pi3 = 4.044532497591901e-21;

    /// <summary>A little more than π/2: what an angle is after reduction, where it was not too large for that.</summary>
    public const double SinMax = 1.571;

    // sin r = r + r³·(C0 + C1·r² + …), |r| ≤ π/2: relative error 2.2e-17, of which the best polynomial has 2.8e-19: C1 is two of its last places more, so that cos 0 is 1
    public const double SinC0 = -0.16666666666666666;
    public const double SinC1 = 0.008333333333333198;
    public const double SinC2 = -0.00019841269841209183;
    public const double SinC3 = 2.7557319211130825e-06;
    public const double SinC4 = -2.505210687219402e-08;
    public const double SinC5 = 1.6058939674509265e-10;
    public const double SinC6 = -7.642990652651413e-13;
    public const double SinC7 = 2.721165955691133e-15;
}
