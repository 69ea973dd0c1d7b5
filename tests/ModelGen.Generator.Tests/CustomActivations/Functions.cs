using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ModelGen.Generator.Tests.CustomActivations;

/// <summary>Activations as users write them, each in both precisions: every form that can be read is in one of them.</summary>
internal static class Functions
{
    private static readonly (string Name, string Body)[] Bodies =
    [
        ("Swish", "x / (1 + MathF.Exp(-Beta * x))"),
        ("Softplus", "MathF.Log(1 + MathF.Exp(2 * x)) / 2"),
        ("LogisticOfBoth", "MathF.Exp(x) / (MathF.Exp(x) + 1f) - 1 / (1 + MathF.Exp(x))"),
        ("Cauchy", "1 / (1 + x * x)"),
        ("Bump", "MathF.Exp(-Square(x) / 2) * +x"),
        ("Leaky", "x > 0 ? x : 0.01f * x"),
        ("Pieces", "x < -1 ? -1 - 0.1f * (x + 1) : x <= 0.5f ? x : x >= 2 ? 0.5f * x : Square(x)"),
        ("Window", "x > -1 && !(x > 1) || x == 3 ? x * x * x : 0.25f * x"),
        ("Clamped", "Math.Clamp(x, -0.5f, MathF.PI / 2) + MathF.Max(-1, MathF.Min(x, 1))"),
        ("Larger", "MathF.Max(MathF.Tanh(x), Square(x) - 1)"),
        ("Powers", "MathF.Pow(x, 3) - MathF.Pow(x, -2) * MathF.Pow(MathF.Max(0, x), 1.5f)"),
        ("Roots", "MathF.Sqrt(x * x + 1) + MathF.Pow(2, x) - MathF.Pow(1 + x * x, 0.3f * x)"),
        ("Logs", "MathF.Log2(2 + MathF.Abs(x)) + MathF.Log10(3 + x * x) * MathF.Sign(x) + MathF.Log(4 + x * x, 3)"),
        ("Library", "ModelGen.Numerics.VectorMath.Erf(x) * ModelGen.Numerics.VectorMath.Sigmoid(x) + float.Tanh(x)"),
        ("Waves", "x + Square(MathF.Sin(3 * x)) / 3 - MathF.Cos(Square(x) + 1) / 2"),
        ("Mixed", "(float)(0.5 * (double)x * (1 + Math.Tanh(Scale * x)))"),
        ("Named", "Blend(weight: 0.3f, b: x, a: MathF.Tanh(x))"),
        ("Block", "Returned(x)"),
    ];

    /// <summary>Those of every kind of operation, for tests that cost more.</summary>
    public static IReadOnlyList<string> Few { get; } = ["Swish", "Pieces", "Larger", "Powers", "Logs"];

    public static IReadOnlyList<string> Names { get; } = [.. Bodies.Select(b => b.Name)];

    /// <summary>The class of all functions; <c>SingleFunctions</c> or <c>DoubleFunctions</c>.</summary>
    public static string Class(bool isDouble)
    {
        string text = $$"""
            internal static class {{ClassName(isDouble)}}
            {
                private const float Beta = 1.5f, Scale = 2 / 3f;

            {{string.Concat(Bodies.Select(b => $"    internal static float {b.Name}(float x) => {b.Body};\n\n"))}}
                private static float Square(float x) => x * x;

                private static float Blend(float a, float b, float weight = 0.5f) => weight * a + (1 - weight) * b;

                private static float Returned(in float number)
                {
                    return Blend(number, Math.Abs(number));
                }
            }
            """;
        return isDouble ? Regex.Replace(text.Replace("float", "double").Replace("MathF", "Math"), @"(\d+)(\.\d+)?f", m => m.Groups[1].Value + (m.Groups[2].Success ? m.Groups[2].Value : ".0")) : text;
    }

    public static string ClassName(bool isDouble) => isDouble ? "DoubleFunctions" : "SingleFunctions";

    /// <summary>The attribute that applies a function.</summary>
    public static string Attribute(string name, bool isDouble) => $"CustomActivation(typeof({ClassName(isDouble)}), nameof({ClassName(isDouble)}.{name}))";

    /// <summary>The function itself, compiled by C#.</summary>
    public static Func<double, double> Compiled(Assembly assembly, string name, bool isDouble)
    {
        MethodInfo method = assembly.GetTypes().Single(t => t.Name == ClassName(isDouble)).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
        if (isDouble)
        {
            return method.CreateDelegate<Func<double, double>>();
        }

        var single = method.CreateDelegate<Func<float, float>>();
        return x => single((float)x);
    }
}
