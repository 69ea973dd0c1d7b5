using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>A loss as a user writes it.</summary>
/// <param name="Method">Its C#, in single precision.</param>
/// <param name="OfRow">The same of one row of six outputs, written out anew.</param>
/// <param name="BuiltIn">The attribute that is the same, if there is one.</param>
internal sealed record OwnLoss(string Name, string Method, Func<double[], double[], double> OfRow, string? BuiltIn = null, string Constants = "")
{
    /// <summary>The attribute that applies it.</summary>
    public string Attribute(bool isDouble, string settings = "") =>
        $"CustomLoss(typeof({OwnLosses.ClassName(isDouble)}), nameof({OwnLosses.ClassName(isDouble)}.{Name}){(Constants == "" ? "" : $", {Constants}")}{settings})";
}

/// <summary>Losses of numbers and of rows, in every form that can be read.</summary>
internal static class OwnLosses
{
    private const string Rows = "(ReadOnlySpan<float> output, ReadOnlySpan<float> target)";

    public static IReadOnlyList<OwnLoss> All { get; } =
    [
        new("Squared", "(float output, float target) => (output - target) * (output - target);", Mean((y, t) => (y - t) * (y - t)), "MeanSquaredErrorLoss"),
        new("Smooth", """
            (float output, float target, float delta)
            {
                float error = MathF.Abs(output - target);
                if (error > delta)
                {
                    return delta * (error - 0.5f * delta);
                }

                return 0.5f * error * error;
            }
            """, Mean((y, t) => Math.Abs(y - t) > 0.7 ? 0.7 * (Math.Abs(y - t) - 0.35) : 0.5 * Math.Pow(y - t, 2)), "HuberLoss(Delta = 0.7)", "0.7"),
        new("Tilted", """
            (float output, float target, float share)
            {
                float loss = target - output;
                if (loss > 0)
                    loss *= share;
                else
                    loss = (share - 1) * loss;
                return loss;
            }
            """, Mean((y, t) => t > y ? 0.2 * (t - y) : 0.8 * (y - t)), "QuantileLoss(Quantile = 0.2)", "0.2"),
        new("LogCosh", "(float output, float target, float scale, float offset) => scale * (Softplus(2 * (output - target)) - (output - target)) + offset; private static float Softplus(float x) => MathF.Log(1 + MathF.Exp(x));",
            Mean((y, t) => 3 * Math.Log(2 * Math.Cosh(y - t)) - 1), null, "3, -1"),
        new("CrossEntropy", Rows + """
            {
                float max = float.NegativeInfinity;
                for (int i = 0; i < output.Length; i++)
                {
                    max = MathF.Max(max, output[i]);
                }

                float sum = 0, score = 0;
                for (int i = 0; i < target.Length; ++i)
                {
                    float shifted = output[i] - max;
                    sum += MathF.Exp(shifted);
                    score += target[i] * (MathF.Log(1) - shifted);
                }

                return score + MathF.Log(sum) * Total(target);
            }

            private static float Total(ReadOnlySpan<float> row)
            {
                float total = 0;
                foreach (float x in row)
                    total += x;
                return total;
            }
            """, (y, t) => t.Zip(y, (b, a) => -b * (a - Math.Log(y.Sum(Math.Exp)))).Sum(), "SoftmaxCrossEntropyLoss"),
        new("Angle", Rows + """
            {
                float dot = 0, given = 1e-12f, wanted = 1e-12f;
                for (int i = 0; i < output.Length; i += 1)
                {
                    dot += output[i] * target[i];
                    given += output[i] * output[i];
                    wanted += target[i] * target[i];
                }

                return 1 - dot / MathF.Sqrt(given * wanted);
            }
            """, (y, t) => 1 - (y.Zip(t, (a, b) => a * b).Sum() / (Math.Sqrt(y.Sum(a => a * a)) * Math.Sqrt(t.Sum(b => b * b)))), "CosineLoss"),
        new("Spread", Rows + """
            {
                float max = output[0], min = float.MaxValue, error = 0;
                int count = output.Length;
                foreach (float y in output)
                {
                    if (y > max) max = y;
                    min = y < min ? y : min;
                }

                for (int i = 0; i <= count - 1; i++)
                {
                    error += MathF.Abs(output[i] - target[i]);
                }

                return 0.5f * (max - min) + error / count;
            }
            """, (y, t) => (0.5 * (y.Max() - y.Min())) + y.Zip(t, (a, b) => Math.Abs(a - b)).Average()),
        new("Ends", Rows + """
            {
                float first = output[0] - target[output.Length - 1], last = output[^1];
                return last + first * first * MathF.Exp(-last);
            }
            """, (y, t) => y[5] + (Math.Pow(y[0] - t[5], 2) * Math.Exp(-y[5]))),
        new("Ranks", "(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float margin)" + """
            {
                float worst = output[1], tail = 0, weighted = 0;
                for (int i = 2; i < output.Length; i++)
                    worst = MathF.Max(output[i], worst);
                for (int i = 1; i < 4; i++)
                    tail += target[i] * output[i];
                for (int i = 0; i < output.Length; i++)
                {
                    if (i > 0 && target[i] > 0)
                    {
                        weighted += i * output[i];
                    }
                    else
                    {
                        weighted -= output[i] / (i + 1);
                    }
                }

                return MathF.Max(0, margin + worst - output[0]) + tail * tail + 0.1f * weighted;
            }
            """, (y, t) => Math.Max(0, 1.5 + y[1..].Max() - y[0]) + Math.Pow(Enumerable.Range(1, 3).Sum(i => t[i] * y[i]), 2)
                + (0.1 * Enumerable.Range(0, 6).Sum(i => i > 0 && t[i] > 0 ? i * y[i] : -y[i] / (i + 1))), null, "1.5"),
        new("Moments", Rows + """
            {
                float gap = Average(output) - Average(target), variance = 0;
                float mean = Average(output);
                for (int i = 0; i < output.Length; i++)
                    variance += Square(output[i] - mean);
                return gap * gap + variance / output.Length;
            }

            private static float Average(in ReadOnlySpan<float> row)
            {
                float sum = 0;
                for (int i = 0; i < row.Length; i++)
                    sum += row[i];
                return sum / row.Length;
            }

            private static float Square(float x) { return x * x; }
            """, (y, t) => Math.Pow(y.Average() - t.Average(), 2) + y.Average(a => Math.Pow(a - y.Average(), 2))),
        new("LogRatio", "(float output, float target) { float log = MathF.Log(output / target); return log * log; }", Mean((y, t) => Math.Pow(Math.Log(y / t), 2))),
    ];

    public static string ClassName(bool isDouble) => isDouble ? "DoubleLosses" : "SingleLosses";

    /// <summary>The class of all.</summary>
    public static string Class(bool isDouble)
    {
        string text = $"internal static class {ClassName(isDouble)} {{ {string.Concat(All.Select(l => $"internal static float {l.Name}{(l.Method.StartsWith('(') ? "" : " ")}{l.Method}\n"))} }}\n";
        return isDouble ? Regex.Replace(text.Replace("float", "double").Replace("MathF", "Math"), @"(?<=\d)f\b", "") : text;
    }

    private static Func<double[], double[], double> Mean(Func<double, double, double> ofNumber) => (y, t) => y.Zip(t, ofNumber).Average();
}
