using System;

namespace ModelGen.Tests.Numerics;

/// <summary>A number of about 106 bits, as the unevaluated sum of two doubles: the witness for functions in double precision.</summary>
/// <remarks>T. Dekker, "A floating-point technique for extending the available precision" (Numer. Math. 18, 1971).</remarks>
internal readonly record struct DoubleDouble(double High, double Low = 0)
{
    public static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    public static readonly DoubleDouble TwoOverRootPi = new(1.1283791670955126, 1.533545961316588e-17);

    public static implicit operator DoubleDouble(double x) => new(x);

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        double sum = x.High + y.High;
        double part = sum - x.High;
        double error = x.High - (sum - part) + (y.High - part);
        return Normalised(sum, error + x.Low + y.Low);
    }

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        double product = x.High * y.High;
        double error = Math.FusedMultiplyAdd(x.High, y.High, -product);
        return Normalised(product, error + x.High * y.Low + x.Low * y.High);
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        double first = x.High / y.High;
        DoubleDouble rest = x - y * first;
        double second = rest.High / y.High;
        rest -= y * second;
        return Normalised(first, second) + rest.High / y.High;
    }

    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 800)
        {
            return x.High > 0 ? double.PositiveInfinity : 0;
        }

        int n = (int)Math.Round(x.High / Ln2.High);
        DoubleDouble result = 1 + ExpMinus1OfSmall(x - Ln2 * n);
        return new(Math.ScaleB(result.High, n), Math.ScaleB(result.Low, n));
    }

    public static DoubleDouble ExpMinus1(DoubleDouble x) => Math.Abs(x.High) < 0.4 ? ExpMinus1OfSmall(x) : Exp(x) - 1;

    /// <summary>ln(1 + f).</summary>
    public static DoubleDouble LogOf1Plus(DoubleDouble f)
    {
        if (Math.Abs(f.High) > 0.1)
        {
            return Log(1 + f);
        }

        DoubleDouble s = f / (2 + f);
        DoubleDouble z = s * s;
        DoubleDouble sum = 0;
        for (int k = 27; k >= 1; k -= 2)
        {
            sum = sum * z + (DoubleDouble)1 / k;
        }

        return 2 * s * sum;
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        int n = Math.ILogB(x.High);
        DoubleDouble m = new(Math.ScaleB(x.High, -n), Math.ScaleB(x.Low, -n));
        if (m.High > 1.5)
        {
            (m, n) = (m * 0.5, n + 1);
        }

        // halving the way to 1 by a rough logarithm y: ln m = y + ln(m·e⁻ʸ)
        double y = Math.Log(m.High);
        return Math.Abs(m.High - 1) < 0.1 ? Ln2 * n + LogOf1Plus(m - 1) : Ln2 * n + y + LogOf1Plus(m * Exp(-y) - 1);
    }

    /// <summary>2/√π · e^(-x²) · (x + 2x³/3 + 4x⁵/(3·5) + …): all terms of one sign.</summary>
    public static DoubleDouble Erf(double x)
    {
        if (Math.Abs(x) > 7)
        {
            return Math.Sign(x);
        }

        DoubleDouble square = (DoubleDouble)x * x;
        DoubleDouble term = x, sum = x;
        for (int k = 3; Math.Abs(term.High) > 1e-34 * Math.Abs(sum.High); k += 2)
        {
            term = term * square * 2 / k;
            sum += term;
        }

        return TwoOverRootPi * Exp(-square) * sum;
    }

    /// <summary>sin x, up to the precision in which π is known here: for |x| of a few millions all digits.</summary>
    public static DoubleDouble Sin(double x) => SinAt(x, half: 0);

    /// <summary>cos x, likewise.</summary>
    public static DoubleDouble Cos(double x) => SinAt(x, half: 0.5);

    /// <summary>sin(x + half · π): the rest after as many whole π as there are, by its Taylor series.</summary>
    private static DoubleDouble SinAt(double x, double half)
    {
        if (!double.IsFinite(x))
        {
            return double.NaN;
        }

        // π in three doubles: with two, its error times the count would show beside a small rest.
        double count = Math.Round((x / Math.PI) + half), n = count - half;
        DoubleDouble rest = x - ((DoubleDouble)n * Math.PI) - ((DoubleDouble)n * 1.2246467991473532e-16) - ((DoubleDouble)n * -2.9947698097183397e-33);
        DoubleDouble square = rest * rest, sum = 0;
        for (int k = 37; k > 1; k -= 2)
        {
            sum = -square * (1 + sum) / (k * (k - 1));
        }

        sum = rest * (1 + sum);
        return count % 2 == 0 ? sum : -sum;
    }

    private static DoubleDouble ExpMinus1OfSmall(DoubleDouble x)
    {
        DoubleDouble sum = 0;
        for (int k = 27; k >= 1; k--)
        {
            sum = (1 + sum) * x / k;
        }

        return sum;
    }

    private static DoubleDouble Normalised(double high, double low)
    {
        double sum = high + low;
        return new(sum, double.IsFinite(sum) ? low - (sum - high) : 0);
    }
}
