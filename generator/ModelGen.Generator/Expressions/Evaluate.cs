using System;
using System.Collections.Generic;

namespace ModelGen.Generator.Expressions;

/// <summary>The value of an expression in double precision: what a formula means. For what is constant in users' formulas, and for tests.</summary>
internal static class Evaluate
{
    public static double At(Expr e, IReadOnlyList<double> inputs, Func<string, double>? scalars = null, int position = 0)
    {
        return Go(e);

        double Go(Expr x) => x switch
        {
            Const c => c.Value,
            Input i => inputs[i.Index],
            Scalar s => (scalars ?? throw new ArgumentNullException(nameof(scalars)))(s.Name),
            Position => position,
            Unary u => Apply(u.Op, Go(u.Operand)),
            Binary b => Apply(b.Op, Go(b.Left), Go(b.Right)),
            Select s => Holds(s.Comparison, Go(s.Left), Go(s.Right)) ? Go(s.IfTrue) : Go(s.IfFalse),
            _ => throw new ArgumentOutOfRangeException(nameof(e)),
        };
    }

    private static double Apply(UnaryOp op, double a) => op switch
    {
        UnaryOp.Negate => -a,
        UnaryOp.Abs => Math.Abs(a),
        UnaryOp.Sign => double.IsNaN(a) ? a : Math.Sign(a),
        UnaryOp.Exp => Math.Exp(a),
        UnaryOp.Log => Math.Log(a),
        UnaryOp.Sqrt => Math.Sqrt(a),
        UnaryOp.Tanh => Math.Tanh(a),
        UnaryOp.Sigmoid => a >= 0 ? 1 / (1 + Math.Exp(-a)) : Math.Exp(a) / (1 + Math.Exp(a)),
        UnaryOp.Softplus => Math.Max(a, 0) + Log1P(Math.Exp(-Math.Abs(a))),
        UnaryOp.Erf => Erf(a),
        UnaryOp.Sin => Math.Sin(a),
        UnaryOp.Cos => Math.Cos(a),
        UnaryOp.FlushDenormal => a,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    private static double Apply(BinaryOp op, double a, double b) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Subtract => a - b,
        BinaryOp.Multiply => a * b,
        BinaryOp.Divide => a / b,
        BinaryOp.Max => Math.Max(a, b),
        BinaryOp.Min => Math.Min(a, b),
        BinaryOp.Power => Math.Pow(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    private static bool Holds(Comparison comparison, double a, double b) => comparison switch
    {
        Comparison.Greater => a > b,
        Comparison.GreaterOrEqual => a >= b,
        Comparison.Less => a < b,
        Comparison.Equal => a == b,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    // ln(1 + x) without the loss of digits for small x (Goldberg 1991, theorem 4).
    private static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    // The Taylor series for small |x|, the continued fraction of erfc beyond (Abramowitz and Stegun 7.1.5, 7.1.14).
    private static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (a > 6)
        {
            return Math.Sign(x);
        }

        if (a < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return 2 / Math.Sqrt(Math.PI) * sum;
        }

        double fraction = a;
        for (int n = 120; n >= 1; n--)
        {
            fraction = a + (n / 2.0 / fraction);
        }

        return Math.Sign(x) * (1 - (Math.Exp(-a * a) / (fraction * Math.Sqrt(Math.PI))));
    }
}
