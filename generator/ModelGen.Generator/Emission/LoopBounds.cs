using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels;

namespace ModelGen.Generator.Emission;

/// <summary>Prints where the terms of a reduction lie inside, given the variables outside it.</summary>
internal static class LoopBounds
{
    /// <param name="from">The local for the first value.</param>
    /// <param name="to">The local for the value after the last; where nothing lies inside, not above <paramref name="from"/>.</param>
    public static string Of(LoopNest nest, LoopAxis axis, string from, string to, IReadOnlyDictionary<string, string> variables)
    {
        string least = "0", most = $"{axis.Extent}";
        foreach (Clip clip in nest.ClipsOf(axis))
        {
            int step = clip.Coefficient(axis);
            int sign = Math.Sign(step);
            OffsetText Rest(int times, int constant) => OffsetText.Of((times * clip.Offset) + constant)
                .Plus(clip.Terms.Where(t => t.Axis != axis.Name).Select(t => (variables[t.Axis], times * t.Coefficient)));

            // step · k ≥ −rest and step · k < extent − rest; a quotient rounded towards 0 is right, since what is negative is clipped at 0.
            int size = Math.Abs(step);
            OffsetText first = sign > 0 ? Rest(-1, size - 1) : Rest(1, size - clip.Extent), last = sign > 0 ? Rest(-1, clip.Extent - 1 + size) : Rest(1, size);
            least = $"nint.Max({least}, {Quotient(first, size)})";
            most = $"nint.Min({most}, {Quotient(last, size)})";
        }

        return $"nint {from} = {least}, {to} = {most};";
    }

    private static string Quotient(OffsetText offset, int divisor) => divisor == 1 ? $"{offset}" : $"({offset}) / {divisor}";
}
