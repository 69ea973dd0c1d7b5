using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>
/// The value of a formula in double precision, written without a look at how the generator evaluates or prints it; it also remembers how near the last
/// values came to a corner, where a derivative jumps and two correct computations may differ.
/// </summary>
internal sealed class ExpressionInterpreter(Func<string, double> scalars)
{
    /// <summary>The least distance from a corner since it was last set; 0 exactly is not counted, since all agree on it.</summary>
    public double NearestCorner { get; set; } = double.PositiveInfinity;

    /// <summary>The value for one number of each input.</summary>
    public double Value(Expr formula, IReadOnlyList<double> inputs) => Values(formula, [.. inputs.Select(i => new[] { i })], 1, 1)[0];

    /// <summary>The values for <paramref name="count"/> numbers of each input, which lie in rows of <paramref name="row"/>.</summary>
    public double[] Values(Expr formula, double[][] inputs, int count, int row) => Values(formula, inputs, [.. Enumerable.Range(0, count)], row);

    /// <param name="numbers">Where each number is among all.</param>
    /// <param name="row">The length of a row.</param>
    private double[] Values(Expr formula, double[][] inputs, int[] numbers, int row)
    {
        double[] Of(Expr e) => Values(e, inputs, numbers, row);
        return formula switch
        {
            Const c => [.. Enumerable.Repeat(c.Value, numbers.Length)],
            Input i => inputs[i.Index],
            Scalar s => [.. Enumerable.Repeat(scalars(s.Name), numbers.Length)],
            Position => Array.ConvertAll(numbers, n => (double)(n % row)),
            RowPosition rows => Array.ConvertAll(numbers, n => (double)(n / row % rows.Count)),
            Unary u => Array.ConvertAll(Of(u.Operand), a => Apply(u.Op, a)),
            Binary b => Pairs(Of(b.Left), Of(b.Right), (x, y) => Apply(b.Op, x, y)),
            Select s => Choose(Pairs(Of(s.Left), Of(s.Right), (x, y) => Holds(s.Comparison, x, y)), s.IfTrue, s.IfFalse, inputs, numbers, row),
            _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, null),
        };
    }

    private static T[] Pairs<T>(double[] a, double[] b, Func<double, double, T> of)
    {
        var results = new T[a.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = of(a[i], b[i]);
        }

        return results;
    }

    /// <summary>Of two formulas each is evaluated only where it is chosen, or its corners would count where they do not matter.</summary>
    private double[] Choose(bool[] holds, Expr ifTrue, Expr ifFalse, double[][] inputs, int[] numbers, int row)
    {
        var results = new double[holds.Length];
        foreach (bool which in (bool[])[true, false])
        {
            int[] chosen = [.. Enumerable.Range(0, holds.Length).Where(i => holds[i] == which)];
            double[] values = chosen.Length == 0 ? [] : Values(
                which ? ifTrue : ifFalse, Array.ConvertAll(inputs, input => Array.ConvertAll(chosen, i => input[i])), Array.ConvertAll(chosen, i => numbers[i]), row);
            for (int k = 0; k < chosen.Length; k++)
            {
                results[chosen[k]] = values[k];
            }
        }

        return results;
    }

    private double Apply(UnaryOp op, double a)
    {
        switch (op)
        {
            case UnaryOp.Negate:
                return -a;
            case UnaryOp.Abs:
                Corner(a, 0);
                return Math.Abs(a);
            case UnaryOp.Sign:
                return a > 0 ? 1 : a < 0 ? -1 : a;
            case UnaryOp.Exp:
                return Math.Exp(a);
            case UnaryOp.Log:
                return Math.Log(a);
            case UnaryOp.Sqrt:
                return Math.Sqrt(a);
            case UnaryOp.Tanh:
                return Math.Tanh(a);
            case UnaryOp.Sigmoid:
                return 0.5 * (1 + Math.Tanh(0.5 * a));
            case UnaryOp.Softplus:
                return a > 40 ? a : double.LogP1(Math.Exp(a));
            case UnaryOp.Erf:
                return Erf(a);
            case UnaryOp.Sin:
                return 2 * Math.Sin(a / 2) * Math.Cos(a / 2);
            case UnaryOp.Cos:
                return 1 - (2 * Math.Sin(a / 2) * Math.Sin(a / 2));
            case UnaryOp.FlushDenormal:
                return a;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, null);
        }
    }

    private double Apply(BinaryOp op, double a, double b)
    {
        switch (op)
        {
            case BinaryOp.Add:
                return a + b;
            case BinaryOp.Subtract:
                return a - b;
            case BinaryOp.Multiply:
                return a * b;
            case BinaryOp.Divide:
                return a / b;
            case BinaryOp.Max:
                Corner(a, b);
                return Math.Max(a, b);
            case BinaryOp.Min:
                Corner(a, b);
                return Math.Min(a, b);
            case BinaryOp.Power:
                return Math.Pow(a, b);
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, null);
        }
    }

    private bool Holds(Comparison comparison, double a, double b)
    {
        Corner(a, b);
        return comparison switch
        {
            Comparison.Greater => a > b,
            Comparison.GreaterOrEqual => a >= b,
            Comparison.Less => a < b,
            Comparison.Equal => a == b,
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
        };
    }

    /// <summary>Remembers how near two numbers are of which one is chosen.</summary>
    public void Corner(double a, double b)
    {
        // What is masked by infinity is near nothing.
        if (a != b && !double.IsInfinity(a) && !double.IsInfinity(b))
        {
            NearestCorner = Math.Min(NearestCorner, Math.Abs(a - b) / Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b))));
        }
    }

    /// <summary>2/√π ∫₀ˣ exp(−t²) dt by Gauss and Legendre's rule of five points on pieces of 1/16: exact to the last digits.</summary>
    private static double Erf(double x)
    {
        ReadOnlySpan<double> nodes = [0, 0.538469310105683091, -0.538469310105683091, 0.906179845938663993, -0.906179845938663993];
        ReadOnlySpan<double> weights = [0.568888888888888889, 0.478628670499366468, 0.478628670499366468, 0.236926885056189088, 0.236926885056189088];
        double end = Math.Clamp(x, -6.5, 6.5), sum = 0;
        int pieces = (int)Math.Ceiling(Math.Abs(end) * 16);
        for (int piece = 0; piece < pieces; piece++)
        {
            double half = end / pieces / 2, middle = ((2 * piece) + 1) * half;
            for (int k = 0; k < nodes.Length; k++)
            {
                double t = middle + (half * nodes[k]);
                sum += weights[k] * half * Math.Exp(-t * t);
            }
        }

        return double.IsNaN(x) ? x : 2 / Math.Sqrt(Math.PI) * sum;
    }
}
