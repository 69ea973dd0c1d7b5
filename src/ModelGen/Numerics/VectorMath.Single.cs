using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static ModelGen.Numerics.SingleConstants;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<float>;
using X86 = System.Runtime.Intrinsics.X86.Avx512F;

namespace ModelGen.Numerics;

// For 512 bits; the build writes the same text for 256, 128 and single numbers, under other aliases (VectorMath.targets).
public static partial class VectorMath
{
    /// <summary>eˣ, to 0.97 ulp; infinite and denormal where it is so.</summary>
    /// <remarks>
    /// x = n·ln 2 + r, |r| ≤ ½ ln 2; a polynomial of degree 6 in r, times 2ⁿ.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Exp(Vector x) =>
        // the constants first: where one operand is NaN, x86 returns the second
        ExpInRange(Simd.MinNative(Simd.Create(ExpMax), Simd.MaxNative(Simd.Create(ExpMin), x)));

    /// <summary>ln x, to 0.87 ulp; -∞ at ±0, NaN below.</summary>
    /// <remarks>
    /// x = 2ⁿ·(1 + f), 1 + f in [√½, √2); n·ln 2 + ln(1 + f), the latter by a polynomial of degree 10 in f.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Log(Vector x)
    {
        var denormal = Simd.LessThan(x, Simd.Create(MinNormal));
        var scaled = Simd.ConditionalSelect(denormal, x * DenormalScale, x);
        var bias = Simd.ConditionalSelect(denormal, Simd.Create(ExponentMagic + DenormalExponent), Simd.Create(ExponentMagic));

        // x = 2ⁿ·(1 + f), 1 + f in [√½, √2)
        var bits = scaled.AsInt32() + Simd.Create(OneBits - RootHalfBits);
        var n = ((bits >>> MantissaBits) | Simd.Create(ExponentMagicBits)).AsSingle() - bias;
        var f = ((bits & Simd.Create(MantissaMask)) + Simd.Create(RootHalfBits)).AsSingle() - Simd.Create(1f);

        var low = Simd.MultiplyAddEstimate(n, Simd.Create(Ln2Low), LogTail(f));
        var result = Simd.MultiplyAddEstimate(n, Simd.Create(Ln2High), f + low);

        var special = Simd.ConditionalSelect(Simd.LessThan(x, Simd.Create(0f)), Simd.Create(float.NaN), x);
        special = Simd.ConditionalSelect(Simd.Equals(x, Simd.Create(0f)), Simd.Create(float.NegativeInfinity), special);
        var regular = Simd.GreaterThan(x, Simd.Create(0f)) & Simd.LessThan(x, Simd.Create(float.PositiveInfinity));
        return Simd.ConditionalSelect(regular, result, special);
    }

    /// <summary>
    /// xʸ as exp(y·ln x): to 1 + |y·ln x| ulp. NaN for x below 0 whatever y; 0 or ∞ at x = 0, where y is not 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Pow(Vector x, Vector y) => Exp(y * Log(x));

    /// <summary>Hyperbolic tangent, to 2.26 ulp, near 0 as well; never beyond ±1.</summary>
    /// <remarks>
    /// e / (e + 2) with e = exp(2|x|) - 1, made of a polynomial of degree 6 so that nothing cancels for small x.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Tanh(Vector x)
    {
        var magnitude = Simd.MinNative(Simd.Create(TanhMax), Simd.Abs(x));

        // 2|x| = n·ln 2 + 2h
        var shifted = Simd.MultiplyAddEstimate(magnitude, Simd.Create(2f * Log2E), Simd.Create(RoundingMagic));
        var n = shifted - Simd.Create(RoundingMagic);
        var scale = (shifted.AsInt32() << MantissaBits).AsSingle();
        var h = Simd.MultiplyAddEstimate(n, Simd.Create(-0.5f * Ln2High), magnitude);
        h = Simd.MultiplyAddEstimate(n, Simd.Create(-0.5f * Ln2Low), h);

        // exp(2h) - 1
        var h2 = h * h;
        var a = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C3), Simd.Create(Expm1C2));
        var b = Simd.MultiplyAddEstimate(h, Simd.Create(Expm1C5), Simd.Create(Expm1C4));
        b = Simd.MultiplyAddEstimate(h2, Simd.Create(Expm1C6), b);
        a = Simd.MultiplyAddEstimate(h2, b, a);
        var p = Simd.MultiplyAddEstimate(h2, a, h + h);

        var expm1 = Simd.MultiplyAddEstimate(scale, p, scale - Simd.Create(1f));
        var result = expm1 / (expm1 + Simd.Create(2f));
        return (result.AsInt32() | (x.AsInt32() & Simd.Create(SignMask))).AsSingle();
    }

    /// <summary>Logistic function, 1 / (1 + e⁻ˣ), to 3.66 ulp; 0 where it would be denormal, but for the greatest of those.</summary>
    /// <remarks>
    /// x = n·ln 2 + r; 2ⁿ / (2ⁿ + e⁻ʳ), with a polynomial of degree 5 in r: one division, and 2ⁿ costs a shift.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Sigmoid(Vector x)
    {
        x = Simd.MinNative(Simd.Create(SigmoidMax), Simd.MaxNative(Simd.Create(-SigmoidMax), x));

        // x = n·ln 2 + r
        var shifted = Simd.MultiplyAddEstimate(x, Simd.Create(Log2E), Simd.Create(RoundingMagic));
        var n = shifted - Simd.Create(RoundingMagic);
        var scale = (shifted.AsInt32() << MantissaBits).AsSingle();
        var r = x;
        var one = Simd.Create(1f);
        if (FusesMultiplyAdd)
        {
            // n·ln 2 in one step: what the constant lacks enters with the linear term of e⁻ʳ, off the critical path
            r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2), r);
            one = Simd.MultiplyAddEstimate(n, Simd.Create(Ln2Error), one);
        }
        else
        {
            r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2High), r);
            r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2Low), r);
        }

        // 2ⁿ / (2ⁿ + e⁻ʳ)
        var r2 = r * r;
        var a = Simd.MultiplyAddEstimate(r, Simd.Create(-SigmoidC3), Simd.Create(SigmoidC2));
        var b = Simd.MultiplyAddEstimate(r, Simd.Create(-SigmoidC5), Simd.Create(SigmoidC4));
        a = Simd.MultiplyAddEstimate(r2, b, a);
        return scale / Simd.MultiplyAddEstimate(r2, a, scale + one - r);
    }

    /// <summary>ln(1 + eˣ), to 1.64 ulp, for very negative x as well.</summary>
    /// <remarks>
    /// max(x, 0) + ln(1 + e), e = exp(-|x|) ≤ 1, so that it never overflows; polynomials as for <c>Exp</c> and <c>Log</c>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Softplus(Vector x)
    {
        var e = ExpInRange(Simd.MaxNative(Simd.Create(ExpMin), -Simd.Abs(x)));

        // ln(1 + e) = ln 2 + ln(1 + (e - 1)/2)
        var halve = Simd.GreaterThan(e, Simd.Create(RootTwo - 1f));
        var f = Simd.ConditionalSelect(halve, (e - Simd.Create(1f)) * 0.5f, e);
        var offset = Simd.ConditionalSelect(halve, Simd.Create(Ln2), Simd.Create(0f));
        return Simd.MaxNative(x, Simd.Create(0f)) + (offset + (f + LogTail(f)));
    }

    /// <summary>Error function, 2/√π ∫₀ˣ exp(-t²) dt, to 1.16 ulp, near 0 as well.</summary>
    /// <remarks>
    /// Below 1: x + x·P(x²), P of degree 6. Above: 1 - exp(-Q(|x|)), Q of degree 7.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Erf(Vector x)
    {
        // near 0: x + x·P(x²)
        var z = x * x;
        var z2 = z * z;
        var a = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear1), Simd.Create(ErfNear0));
        var b = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear3), Simd.Create(ErfNear2));
        var c = Simd.MultiplyAddEstimate(z, Simd.Create(ErfNear5), Simd.Create(ErfNear4));
        c = Simd.MultiplyAddEstimate(z2, Simd.Create(ErfNear6), c);
        b = Simd.MultiplyAddEstimate(z2, c, b);
        a = Simd.MultiplyAddEstimate(z2, b, a);
        var near = Simd.MultiplyAddEstimate(a, x, x);

        // else: 1 - exp(-Q(|x|))
        var magnitude = Simd.Abs(x);
        var t = Simd.MinNative(Simd.Create(ErfMax), magnitude);
        var t2 = t * t;
        a = Simd.MultiplyAddEstimate(t, Simd.Create(ErfFar1), Simd.Create(ErfFar0));
        b = Simd.MultiplyAddEstimate(t, Simd.Create(ErfFar3), Simd.Create(ErfFar2));
        c = Simd.MultiplyAddEstimate(t, Simd.Create(ErfFar5), Simd.Create(ErfFar4));
        var d = Simd.MultiplyAddEstimate(t, Simd.Create(ErfFar7), Simd.Create(ErfFar6));
        c = Simd.MultiplyAddEstimate(t2, d, c);
        b = Simd.MultiplyAddEstimate(t2, c, b);
        var far = Simd.Create(1f) - ExpInRange(-Simd.MultiplyAddEstimate(t2, b, a));
        far = (far.AsInt32() | (x.AsInt32() & Simd.Create(SignMask))).AsSingle();

        return Simd.ConditionalSelect(Simd.LessThan(magnitude, Simd.Create(ErfBorder)), near, far);
    }

    /// <summary>Sine of x radians, to 3.2 ulp for |x| ≤ 8192, near 0 as well; beyond, the angle loses a digit for each of x, and the sine stays within ±1. NaN of ±∞.</summary>
    /// <remarks>
    /// |x| = n·π + r, |r| ≤ π/2, with π in 4 parts; r + r³·P(r²), P of four terms, negated for odd n.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Sin(Vector x)
    {
        var magnitude = Simd.Abs(x);
        var shifted = Simd.MultiplyAddEstimate(magnitude, Simd.Create(InversePi), Simd.Create(IntegerMagic));
        var result = SinOfRest(magnitude, shifted - Simd.Create(IntegerMagic));
        return (result.AsInt32() ^ (shifted.AsInt32() << 31) ^ (x.AsInt32() & Simd.Create(SignMask))).AsSingle();
    }

    /// <summary>Cosine of x radians, to 4.2 ulp for |x| ≤ 8192; beyond as <c>Sin</c>.</summary>
    /// <remarks>
    /// x = (n - ½)·π + r, |r| ≤ π/2: the sine of r, negated for odd n.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Cos(Vector x)
    {
        var shifted = Simd.MultiplyAddEstimate(x, Simd.Create(InversePi), Simd.Create(0.5f)) + Simd.Create(IntegerMagic);
        var result = SinOfRest(x, shifted - Simd.Create(IntegerMagic) - Simd.Create(0.5f));
        return (result.AsInt32() ^ (shifted.AsInt32() << 31)).AsSingle();
    }

    /// <summary>-1, 0 or 1; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Sign(Vector x)
    {
        var negative = Simd.ConditionalSelect(Simd.LessThan(x, Simd.Create(0f)), Simd.Create(-1f), x);
        return Simd.ConditionalSelect(Simd.GreaterThan(x, Simd.Create(0f)), Simd.Create(1f), negative);
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
        Simd.ConditionalSelect(Simd.LessThan(Simd.Abs(x), Simd.Create(MinNormal)), Simd.Create(0f), x);

    /// <summary>eˣ for x within <c>ExpMin</c> and <c>ExpMax</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector ExpInRange(Vector x)
    {
        // x = n·ln 2 + r
        var n = Simd.MultiplyAddEstimate(x, Simd.Create(Log2E), Simd.Create(RoundingMagic)) - Simd.Create(RoundingMagic);
        var r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2High), x);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Ln2Low), r);

        var r2 = r * r;
        var a = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC3), Simd.Create(ExpC2));
        var b = Simd.MultiplyAddEstimate(r, Simd.Create(ExpC5), Simd.Create(ExpC4));
        b = Simd.MultiplyAddEstimate(r2, Simd.Create(ExpC6), b);
        a = Simd.MultiplyAddEstimate(r2, b, a);
        var p = Simd.Create(1f) + Simd.MultiplyAddEstimate(r2, a, r);

        // Where 2ⁿ would underflow to 0, as for the −∞ of a mask: the processor takes a hundred cycles to find that out.
        p = Simd.ConditionalSelect(Simd.Equals(x, Simd.Create(ExpMin)), Simd.Create(0f), p);

        if (X86.IsSupported)
        {
            return X86.Scale(p, n);
        }

        // 2ⁿ in two factors: either is a normal number where 2ⁿ is not
        var firstShifted = Simd.MultiplyAddEstimate(n, Simd.Create(0.5f), Simd.Create(RoundingMagic));
        var secondShifted = n - (firstShifted - Simd.Create(RoundingMagic)) + Simd.Create(RoundingMagic);
        return p * (firstShifted.AsInt32() << MantissaBits).AsSingle() * (secondShifted.AsInt32() << MantissaBits).AsSingle();
    }

    /// <summary>ln(1 + f) - f for 1 + f in [√½, √2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector LogTail(Vector f)
    {
        var f2 = f * f;
        var a = Simd.MultiplyAddEstimate(f, Simd.Create(LogC4), Simd.Create(LogC3));
        var b = Simd.MultiplyAddEstimate(f, Simd.Create(LogC6), Simd.Create(LogC5));
        var c = Simd.MultiplyAddEstimate(f, Simd.Create(LogC8), Simd.Create(LogC7));
        var d = Simd.MultiplyAddEstimate(f, Simd.Create(LogC10), Simd.Create(LogC9));
        c = Simd.MultiplyAddEstimate(f2, d, c);
        b = Simd.MultiplyAddEstimate(f2, c, b);
        a = Simd.MultiplyAddEstimate(f2, b, a);
        return f2 * Simd.MultiplyAddEstimate(f, a, Simd.Create(-0.5f));
    }

    /// <summary>sin(x - n·π), for what is then within ±π/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector SinOfRest(Vector x, Vector n)
    {
        var r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi1), x);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi2), r);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi3), r);
        r = Simd.MultiplyAddEstimate(n, Simd.Create(-Pi4), r);

        // of what was too large for that nothing is left that means anything, but it shall be no large number
        r = Simd.MinNative(Simd.Create(SinMax), Simd.MaxNative(Simd.Create(-SinMax), r));
        var z = r * r;
        var z2 = z * z;
        var a = Simd.MultiplyAddEstimate(z, Simd.Create(SinC1), Simd.Create(SinC0));
        var b = Simd.MultiplyAddEstimate(z, Simd.Create(SinC3), Simd.Create(SinC2));
        a = Simd.MultiplyAddEstimate(z2, b, a);
        var result = Simd.MultiplyAddEstimate(r * z, a, r);
        return Simd.MinNative(Simd.Create(1f), Simd.MaxNative(Simd.Create(-1f), result));
    }
}
