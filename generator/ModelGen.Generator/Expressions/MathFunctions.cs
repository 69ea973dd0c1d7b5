using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Expressions;

/// <summary>The functions that a user's formula may call, by the names that MathF, Math, float, double and VectorMath have for them.</summary>
internal static class MathFunctions
{
    /// <summary>Whole exponents up to here are products; a product of this length still has an error of few ulp.</summary>
    private const int LargestWholeExponent = 64;

    private static readonly HashSet<string> Types = ["System.MathF", "System.Math", "float", "double", "ModelGen.Numerics.VectorMath"];

    private static readonly IReadOnlyDictionary<(string Name, int Arity), Func<IReadOnlyList<Expr>, Expr>> All =
        new Dictionary<(string, int), Func<IReadOnlyList<Expr>, Expr>>
        {
            [("Abs", 1)] = a => Expr.Abs(a[0]),
            [("Clamp", 3)] = a => Expr.Max(a[1], Expr.Min(a[2], a[0])),
            [("Cos", 1)] = a => Expr.Cos(a[0]),
            [("Erf", 1)] = a => Expr.Erf(a[0]),
            [("Exp", 1)] = a => Expr.Exp(a[0]),
            [("Log", 1)] = a => StableForms.Log(a[0]),
            [("Log", 2)] = a => Expr.Log(a[0]) / Expr.Log(a[1]),
            [("Log10", 1)] = a => 1 / Math.Log(10) * Expr.Log(a[0]),
            [("Log2", 1)] = a => 1 / Math.Log(2) * Expr.Log(a[0]),
            [("Max", 2)] = a => Expr.Max(a[0], a[1]),
            [("Min", 2)] = a => Expr.Min(a[0], a[1]),
            [("Pow", 2)] = a => Power(a[0], a[1]),
            [("Sigmoid", 1)] = a => Expr.Sigmoid(a[0]),
            [("Sign", 1)] = a => Expr.Sign(a[0]),
            [("Sin", 1)] = a => Expr.Sin(a[0]),
            [("Softplus", 1)] = a => Expr.Softplus(a[0]),
            [("Sqrt", 1)] = a => Expr.Sqrt(a[0]),
            [("Tanh", 1)] = a => Expr.Tanh(a[0]),
        };

    /// <summary>The names, as messages list them.</summary>
    public static IEnumerable<string> Names => All.Keys.Select(k => k.Name).Distinct();

    /// <summary>Whether the functions of this type are to be found here, where they can be found at all.</summary>
    public static bool Knows(string type) => Types.Contains(type);

    /// <summary>The function's value, or null if there is no such function. What is known at compile time is computed here.</summary>
    public static Expr? Apply(string name, IReadOnlyList<Expr> arguments)
    {
        if (!All.TryGetValue((name, arguments.Count), out Func<IReadOnlyList<Expr>, Expr>? function))
        {
            return null;
        }

        Expr value = function(arguments);
        return value.Descendants().Any(e => e is Input or Position or Scalar) || Evaluate.At(value, []) is var number && (double.IsNaN(number) || double.IsInfinity(number)) ? value : number;
    }

    private static Expr Power(Expr a, Expr b) => b switch
    {
        Const { Value: var n } when n == Math.Floor(n) && Math.Abs(n) <= LargestWholeExponent => n < 0 ? 1 / Product(a, (int)-n) : Product(a, (int)n),
        _ when a is Const { Value: > 0 } c => Expr.Exp(Math.Log(c.Value) * b),
        _ => Expr.Pow(a, b),
    };

    /// <summary>aⁿ by squaring.</summary>
    private static Expr Product(Expr a, int n) => n switch
    {
        0 => 1,
        1 => a,
        _ when n % 2 == 0 && Product(a, n / 2) is var half => half * half,
        _ => a * Product(a, n - 1),
    };
}
