using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static ModelGen.Numerics.DoubleConstants;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<double>;
using X86 = System.Runtime.Intrinsics.X86.Avx512F;

namespace ModelGen.Numerics;

// For 512 bits; the build writes the same text for 256, 128 and single numbers, under other aliases (VectorMath.targets).
public static partial class VectorMath
{
    /// <summary>eˣ, to 1.04 ulp; infinite and denormal where it is so.</summary>
    /// <remarks>
    /// x = n·ln 2 + r, |r| ≤ ½ ln 2; a polynomial of degree 11 in r, times 2ⁿ.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Exp(Vector x) =>
        // the constants first: where one operand is NaN, x86 returns the second
        ExpInRange(Simd.MinNative(Simd.Create(ExpMax), Simd.MaxNative(Simd.Create(ExpMin), x)));

    /// <summary>ln x, to 0.79 ulp; -∞ at ±0, NaN below.</summary>
    /// <remarks>
    /// x = 2ⁿ·(1 + f), 1 + f in [√½, √2); n·ln 2 + ln(1 + f), the latter by 2·artanh(f / (2 + f)), a polynomial of degree 15.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Log(Vector x)
    {
        var denormal = Simd.LessThan(x, Simd.Create(MinNormal));
        var scaled = Simd.ConditionalSelect(denormal, x * DenormalScale, x);
        var bias = Simd.ConditionalSelect(denormal, Simd.Create(ExponentMagic + DenormalExponent), Simd.Create(ExponentMagic));

        // x = 2ⁿ·(1 + f), 1 + f in [√½, √2)
        var bits = scaled.AsInt64() + Simd.Create(OneBits - RootHalfBits);
        var n = ((bits >>> MantissaBits) | Simd.Create(ExponentMagicBits)).AsDouble() - bias;
        var f = ((bits & Simd.Create(MantissaMask)) + Simd.Create(RootHalfBits)).AsDouble() - Simd.Create(1.0);

        var low = Simd.MultiplyAddEstimate(n, Simd.Create(Ln2Low), LogTail(f));
        var result = Simd.MultiplyAddEstimate(n, Simd.Create(Ln2High), f + low);

        var special = Simd.ConditionalSelect(Simd.LessThan(x, Simd.Create(0.0)), Simd.Create(double.NaN), x);
        special = Simd.ConditionalSelect(Simd.Equals(x, Simd.Create(0.0)), Simd.Create(double.NegativeInfinity), special);
        var regular = Simd.GreaterThan(x, Simd.Create(0.0)) & Simd.LessThan(x, Simd.Create(double.PositiveInfinity));
        return Simd.ConditionalSelect(regular, result, special);
    }

    /// <summary>
    /// xʸ as exp(y·ln x): to 1 + |y·ln x| ulp. NaN for x below 0 whatever y; 0 or ∞ at x = 0, where y is not 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Pow(Vector x, Vector y) => Exp(y * Log(x));

    /// <summary>Hyperbolic tangent, to 2.04 ulp, near 0 as well; never beyond ±1.</summary>
    /// <remarks>
    /// e / (e + 2) with e = exp(2|x|) - 1, made of a polynomial of degree 12 so that nothing cancels for small x.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Tanh(Vector x)
    {
        var magnitude = Simd.MinNative(Simd.Create(TanhMax), Simd.Abs(x));

        // 2|x| = n·ln 2 + 2h
        var shifted = Simd.MultiplyAddEstimate(magnitude, Simd.Create(2.0 * Log2E), Simd.Create(RoundingMagic));
        var n = shifted - Simd.Create(RoundingMagic);
        var scale = (shifted.AsInt64() << MantissaBits).AsDouble();
        var h = Simd.MultiplyAddEstimate(n, Simd.Create(-0.5 * Ln2High), magnitude);
        h = Simd.MultiplyAddEstimate(n, Simd.Create(-0.5 * Ln2Low), h);

        // exp(2h) - 1
        var h2 = h * h;
        var h4 = h2 * h2;
        var h8 = h4 * h4;
        var a = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C3), Simd.Create(Expm1C2));
        var b = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C5), Simd.Create(Expm1C4));
        var c = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C7), Simd.Create(Expm1C6));
        var d = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C9), Simd.Create(Expm1C8));
        var e = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C11), Simd.Create(Expm1C10));
        a = Simd.MultiplyAddEstimate(h2, b, a);
        c = Simd.MultiplyAddEstimate(h2, d, c);
        e = Simd.MultiplyAddEstimate(h2, Simd.Create(Expm1C12), e);
        a = Simd.MultiplyAddEstimate(h4, c, a);
        a = Simd.MultiplyAddEstimate(h8, e, a);
        var p = Simd.MultiplyAddEstimate(h2, a, h + h);

        var expm1 = Simd.MultiplyAddEstimate(scale, p, scale - Simd.Create(1.0));
        var result = expm1 / (expm1 + Simd.Create(2.0));
        return (result.AsInt64() | (x.AsInt64() & Simd.Create(SignMask))).AsDouble();
    }

    /// <summary>Logistic function, 1 / (1 + e⁻ˣ), to 2.43 ulp; 0 where it would be denormal, but for the greatest of those.</summary>
    /// <remarks>
    /// x = n·ln 2 + r; 2ⁿ / (2ⁿ + e⁻ʳ), with a polynomial of degree 11 in r: one division, and 2ⁿ costs a shift.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Sigmoid(Vector x)
    {
        x = Simd.MinNative(Simd.Create(SigmoidMax), Simd.MaxNative(Simd.Create(-SigmoidMax), x));

        // x = n·ln 2 + r
        var shifted = Simd.MultiplyAddEstimate(x, Simd.Create(Log2E), Simd.Create(RoundingMagic));
        var n = shifted - Simd.Create(RoundingMagic);
        var scale = (shifted.AsInt64() << MantissaBits).AsDouble();
        var r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2High), x);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2Low), r);

        // 2ⁿ / (2ⁿ + e⁻ʳ)
        var minus = -r;
        var r2 = r * r;
        var r4 = r2 * r2;
        var r8 = r4 * r4;
        var a = Simd.MultiplyAddEstimate(minus, Simd.Create(ExpC3), Simd.Create(ExpC2));
        var b = Simd.MultiplyAddEstimate(minus, Simd.Create(ExpC5), Simd.Create(ExpC4));
        var c = Simd.MultiplyAddEstimate(minus, Simd.Create(ExpC7), Simd.Create(ExpC6));
        var d = Simd.MultiplyAddEstimate(minus, Simd.Create(ExpC9), Simd.Create(ExpC8));
        var e = Simd.MultiplyAddEstimate(minus, Simd.Create(ExpC11), Simd.Create(ExpC10));
        a = Simd.MultiplyAddEstimate(r2, b, a);
        c = Simd.MultiplyAddEstimate(r2, d, c);
        a = Simd.MultiplyAddEstimate(r4, c, a);
        a = Simd.MultiplyAddEstimate(r8, e, a);
        return scale / Simd.MultiplyAddEstimate(r2, a, scale + Simd.Create(1.0) - r);
    }

    /// <summary>ln(1 + eˣ), to 1.91 ulp, for very negative x as well.</summary>
    /// <remarks>
    /// max(x, 0) + ln(1 + e), e = exp(-|x|) ≤ 1, so that it never overflows; polynomials as for <c>Exp</c> and <c>Log</c>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Softplus(Vector x)
    {
        var e = ExpInRange(Simd.MaxNative(Simd.Create(ExpMin), -Simd.Abs(x)));

        // ln(1 + e) = ln 2 + ln(1 + (e - 1)/2)
        var halve = Simd.GreaterThan(e, Simd.Create(RootTwo - 1.0));
        var f = Simd.ConditionalSelect(halve, (e - Simd.Create(1.0)) * 0.5, e);
        var offset = Simd.ConditionalSelect(halve, Simd.Create(Ln2), Simd.Create(0.0));
        return Simd.MaxNative(x, Simd.Create(0.0)) + (offset + (f + LogTail(f)));
    }

    /// <summary>Error function, 2/√π ∫₀ˣ exp(-t²) dt, to 1.89 ulp, near 0 as well.</summary>
    /// <remarks>
    /// Below 1: x + x·P(x²), P of degree 12. Above: 1 - exp(-Q(|x|)), Q of degree 20.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Erf(Vector x)
    {
        // near 0: x + x·P(x²)
        var z = x * x;
        var z2 = z * z;
        var z4 = z2 * z2;
        var z8 = z4 * z4;
        var a = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear1), Simd.Create(ErfNear0));
        var b = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear3), Simd.Create(ErfNear2));
        var c = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear5), Simd.Create(ErfNear4));
        var d = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear7), Simd.Create(ErfNear6));
        var e = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear9), Simd.Create(ErfNear8));
        var f = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear11), Simd.Create(ErfNear10));
        a = Simd.MultiplyAddEstimate(z2, b, a);
        c = Simd.MultiplyAddEstimate(z2, d, c);
        e = Simd.MultiplyAddEstimate(z2, f, e);
        a = Simd.MultiplyAddEstimate(z4, c, a);
        e = Simd.MultiplyAddEstimate(z4, Simd.Create(ErfNear12), e);
        a = Simd.MultiplyAddEstimate(z8, e, a);
        var near = Simd.MultiplyAddEstimate(a, x, x);

        // else: 1 - exp(-Q(|x|))
        var magnitude = Simd.Abs(x);
        var t = Simd.MinNative(Simd.Create(ErfMax), magnitude);
        var u = t - Simd.Create(ErfCentre);
        var u2 = u * u;
        var u4 = u2 * u2;
        var u8 = u4 * u4;
        var u16 = u8 * u8;
        a = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar1), Simd.Create(ErfFar0));
        b = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar3), Simd.Create(ErfFar2));
        c = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar5), Simd.Create(ErfFar4));
        d = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar7), Simd.Create(ErfFar6));
        e = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar9), Simd.Create(ErfFar8));
        f = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar11), Simd.Create(ErfFar10));
        var g = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar13), Simd.Create(ErfFar12));
        var h = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar15), Simd.Create(ErfFar14));
        var i = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar17), Simd.Create(ErfFar16));
        var j = Simd.MultiplyAddEstimate(u, Simd.Create(ErfFar19), Simd.Create(ErfFar18));
        a = Simd.MultiplyAddEstimate(u2, b, a);
        c = Simd.MultiplyAddEstimate(u2, d, c);
        e = Simd.MultiplyAddEstimate(u2, f, e);
        g = Simd.MultiplyAddEstimate(u2, h, g);
        i = Simd.MultiplyAddEstimate(u2, j, i);
        a = Simd.MultiplyAddEstimate(u4, c, a);
        e = Simd.MultiplyAddEstimate(u4, g, e);
        i = Simd.MultiplyAddEstimate(u4, Simd.Create(ErfFar20), i);
        a = Simd.MultiplyAddEstimate(u8, e, a);
        a = Simd.MultiplyAddEstimate(u16, i, a);
        var far = Simd.Create(1.0) - ExpInRange(-a);
        far = (far.AsInt64() | (x.AsInt64() & Simd.Create(SignMask))).AsDouble();

        return Simd.ConditionalSelect(Simd.LessThan(magnitude, Simd.Create(ErfBorder)), near, far);
    }

    /// <summary>Sine of x radians, to 4 ulp for |x| ≤ 2²⁰, near 0 as well; beyond, the angle loses a digit for each of x, and the sine stays within ±1. NaN of ±∞.</summary>
    /// <remarks>
    /// |x| = n·π + r, |r| ≤ π/2, with π in 3 parts; r + r³·P(r²), P of eight terms, negated for odd n.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Sin(Vector x)
    {
        var magnitude = Simd.Abs(x);
        var shifted = Simd.MultiplyAddEstimate(magnitude, Simd.Create(InversePi), Simd.Create(IntegerMagic));
        var result = SinOfRest(magnitude, shifted - Simd.Create(IntegerMagic));
        return (result.AsInt64() ^ (shifted.AsInt64() << 63) ^ (x.AsInt64() & Simd.Create(SignMask))).AsDouble();
    }

    /// <summary>Cosine of x radians, to 4 ulp for |x| ≤ 2²⁰; beyond as <c>Sin</c>.</summary>
    /// <remarks>
    /// x = (n - ½)·π + r, |r| ≤ π/2: the sine of r, negated for odd n.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Cos(Vector x)
    {
        var shifted = Simd.MultiplyAddEstimate(x, Simd.Create(InversePi), Simd.Create(0.5)) + Simd.Create(IntegerMagic);
        var result = SinOfRest(x, shifted - Simd.Create(IntegerMagic) - Simd.Create(0.5));
        return (result.AsInt64() ^ (shifted.AsInt64() << 63)).AsDouble();
    }

    /// <summary>-1, 0 or 1; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Sign(Vector x)
    {
        var negative = Simd.ConditionalSelect(Simd.LessThan(x, Simd.Create(0.0)), Simd.Create(-1.0), x);
        return Simd.ConditionalSelect(Simd.GreaterThan(x, Simd.Create(0.0)), Simd.Create(1.0), negative);
    }

    /// <summary>The larger; NaN where one of the two is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Max(Vector x, Vector y) =>
        // x86 returns the second where one operand is NaN
        Simd.ConditionalSelect(Simd.Equals(x, x), Simd.MaxNative(x, y), x);

    /// <summary>The smaller; NaN where one of the two is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Min(Vector x, Vector y) => Simd.ConditionalSelect(Simd.Equals(x, x), Simd.MinNative(x, y), x);

    /// <summary>x, or 0 where |x| is less than the smallest normal number: arithmetic on denormals is many times slower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector FlushDenormal(Vector x) =>
        Simd.ConditionalSelect(Simd.LessThan(Simd.Abs(x), Simd.Create(MinNormal)), Simd.Create(0.0), x);

    /// <summary>eˣ for x within <c>ExpMin</c> and <c>ExpMax</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector ExpInRange(Vector x)
    {
        // x = n·ln 2 + r
        var n = Simd.MultiplyAddEstimate(x, Simd.Create(Log2E), Simd.Create(RoundingMagic)) - Simd.Create(RoundingMagic);
        var r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2High), x);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2Low), r);

        var r2 = r * r;
        var r4 = r2 * r2;
        var r8 = r4 * r4;
        var a = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC3), Simd.Create(ExpC2));
        var b = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC5), Simd.Create(ExpC4));
        var c = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC7), Simd.Create(ExpC6));
        var d = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC9), Simd.Create(ExpC8));
        var e = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC11), Simd.Create(ExpC10));
        a = Simd.MultiplyAddEstimate(r2, b, a);
        c = Simd.MultiplyAddEstimate(r2, d, c);
        a = Simd.MultiplyAddEstimate(r4, c, a);
        a = Simd.MultiplyAddEstimate(r8, e, a);
        var p = Simd.Create(1.0) + Simd.MultiplyAddEstimate(r2, a, r);

        // Where 2ⁿ would underflow to 0, as for the −∞ of a mask: the processor takes a hundred cycles to find that out.
        p = Simd.ConditionalSelect(Simd.Equals(x, Simd.Create(ExpMin)), Simd.Create(0.0), p);

        if (X86.IsSupported)
        {
            return X86.Scale(p, n);
        }

        // 2ⁿ in two factors: either is a normal number where 2ⁿ is not
        var firstShifted = Simd.MultiplyAddEstimate(n, Simd.Create(0.5), Simd.Create(RoundingMagic));
        var secondShifted = n - (firstShifted - Simd.Create(RoundingMagic)) + Simd.Create(RoundingMagic);
        return p * (firstShifted.AsInt64() << MantissaBits).AsDouble() * (secondShifted.AsInt64() << MantissaBits).AsDouble();
    }

    /// <summary>ln(1 + f) - f for 1 + f in [√½, √2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector LogTail(Vector f)
    {
        // ln(1 + f) = 2·artanh s = f - f²/2 + s·(f²/2 + s²·P(s²))
        var s = f / (f + Simd.Create(2.0));
        var z = s * s;
        var z2 = z * z;
        var z4 = z2 * z2;
        var a = Simd.MultiplyAddEstimate(z, Simd.Create(LogC1), Simd.Create(LogC0));
        var b = Simd.MultiplyAddEstimate(z, Simd.Create(LogC3), Simd.Create(LogC2));
        var c = Simd.MultiplyAddEstimate(z, Simd.Create(LogC5), Simd.Create(LogC4));
        a = Simd.MultiplyAddEstimate(z2, b, a);
        c = Simd.MultiplyAddEstimate(z2, Simd.Create(LogC6), c);
        a = Simd.MultiplyAddEstimate(z4, c, a);
        var half = f * f * 0.5;
        return s * Simd.MultiplyAddEstimate(z, a, half) - half;
    }

    /// <summary>sin(x - n·π), for what is then within ±π/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector SinOfRest(Vector x, Vector n)
    {
        var r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi1), x);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi2), r);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi3), r);

        // of what was too large for that nothing is left that means anything, but it shall be no large number
        r = Simd.MinNative(Simd.Create(SinMax), Simd.MaxNative(Simd.Create(-SinMax), r));
        var z = r * r;
        var z2 = z * z;
        var z4 = z2 * z2;
        var a = Simd.MultiplyAddEstimate(z, Simd.Create(SinC1), Simd.Create(SinC0));
        var b = Simd.MultiplyAddEstimate(z, Simd.Create(SinC3), Simd.Create(SinC2));
        var c = Simd.MultiplyAddEstimate(z, Simd.Create(SinC5), Simd.Create(SinC4));
        var d = Simd.MultiplyAddEstimate(z, Simd.Create(SinC7), Simd.Create(SinC6));
        a = Simd.MultiplyAddEstimate(z2, b, a);
        c = Simd.MultiplyAddEstimate(z2, d, c);
        a = Simd.MultiplyAddEstimate(z4, c, a);
        var result = Simd.MultiplyAddEstimate(r * z, a, r);
        return Simd.MinNative(Simd.Create(1.0), Simd.MaxNative(Simd.Create(-1.0), result));
    }
}
