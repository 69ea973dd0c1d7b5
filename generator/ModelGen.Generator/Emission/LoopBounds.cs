using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels;

namespace ModelGen.Generator.Emission;

/// <summary>Prints where the terms of a reduction lie inside, given the variables outside it.</summary>
/// <param name="variables">The text of each output's first value in a tile.</param>
/// <param name="lengths">How many values a tile has of an output; 1 of one that is not named.</param>
internal sealed class LoopBounds(LoopNest nest, IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string> lengths)
{
    /// <summary>The first value of a reduction, and the value after the last; where nothing lies inside, that is not above the first.</summary>
    public (string From, string To) Of(LoopAxis axis)
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

        return nest.Band is { } band && band.Limits(nest, axis) ? Within(band, axis, least, most) : (least, most);
    }

    /// <summary>The bounds for a whole tile: what lies outside for all of it is left out.</summary>
    private (string Least, string Most) Within(NestBand band, LoopAxis axis, string least, string most)
    {
        LoopAxis row = nest.Axes.Single(a => a.Name == band.Row), column = nest.Axes.Single(a => a.Name == band.Column);
        if (axis == column)
        {
            return (least, row.Extent <= column.Extent ? $"{After(band.Row)}" : $"nint.Min({most}, {After(band.Row)})");
        }

        return axis == row ? (Both("nint.Max", least, variables[band.Column]), most) : (least, $"{variables[band.Column]} >= {After(band.Row)} ? {least} : {most}");
    }

    private static string Both(string choice, string bound, string other) => bound == "0" ? other : $"{choice}({bound}, {other})";

    /// <summary>The value after the last one in a tile.</summary>
    private OffsetText After(string axis) => OffsetText.Of(0).Plus(variables[axis], 1).Plus(lengths.TryGetValue(axis, out string? length) ? length : "1", 1);

    private static string Quotient(OffsetText offset, int divisor) => divisor == 1 ? $"{offset}" : $"({offset}) / {divisor}";
}
