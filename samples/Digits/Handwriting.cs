using System;
using System.Collections.Generic;
using ModelGen.Numerics;

namespace Samples.Digits;

/// <summary>Strokes as if written by many hands: turned, slanted, stretched, bent, shifted, thick or thin, on noisy paper.</summary>
internal static class Handwriting
{
    /// <summary>Draws one of several ways to write a character, as (28, 28) grey values from 0 for paper to 1 for ink.</summary>
    public static void Draw(
        IReadOnlyList<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> ways, ref ModelRandom random, Span<float> picture)
    {
        Hand hand = Hand.Draw(ref random);
        double thickness = Between(ref random, 0.8, 2);
        double noise = Between(ref random, 0, 0.12);
        List<((double X, double Y) From, (double X, double Y) To)> lines = [];
        foreach (var stroke in ways[(int)(random.NextDouble() * ways.Count)])
        {
            for (int i = 0; i + 1 < stroke.Count; i++)
            {
                lines.Add((hand.Place(stroke[i]), hand.Place(stroke[i + 1])));
            }
        }

        for (int y = 0; y < DigitData.Side; y++)
        {
            for (int x = 0; x < DigitData.Side; x++)
            {
                double nearest = double.PositiveInfinity;
                foreach (var (from, to) in lines)
                {
                    nearest = Math.Min(nearest, Distance((x + 0.5, y + 0.5), from, to));
                }

                double ink = Math.Clamp(thickness + 0.5 - nearest, 0, 1);
                picture[y * DigitData.Side + x] = (float)Math.Clamp(ink + noise * random.NextNormal(), 0, 1);
            }
        }
    }

    private static double Between(ref ModelRandom random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>The distance of a point from a line between two points.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        (double x, double y) = (to.X - from.X, to.Y - from.Y);
        double squared = x * x + y * y;
        double along = squared > 0 ? Math.Clamp(((point.X - from.X) * x + (point.Y - from.Y) * y) / squared, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(point.X - from.X - along * x, 2) + Math.Pow(point.Y - from.Y - along * y, 2));
    }

    /// <summary>A way of writing: from the square of the strokes to pixels.</summary>
    private readonly record struct Hand(
        double Width, double Height, double Slant, double Angle, double Left, double Top, (double Size, double Phase) BendX, (double Size, double Phase) BendY)
    {
        public static Hand Draw(ref ModelRandom random) => new(
            Width: Between(ref random, 11, 20),
            Height: Between(ref random, 16, 23),
            Slant: Between(ref random, -0.15, 0.4),
            Angle: Between(ref random, -0.22, 0.22),
            Left: Between(ref random, -2.2, 2.2),
            Top: Between(ref random, -2.2, 2.2),
            BendX: (Between(ref random, 0, 0.1), Between(ref random, 0, 2 * Math.PI)),
            BendY: (Between(ref random, 0, 0.1), Between(ref random, 0, 2 * Math.PI)));

        public (double X, double Y) Place((double X, double Y) point)
        {
            double bentX = point.X - 0.5 + BendX.Size * Math.Sin(5 * point.Y + BendX.Phase);
            double bentY = point.Y - 0.5 + BendY.Size * Math.Sin(5 * point.X + BendY.Phase);
            double y = Height * bentY;
            double x = Width * bentX - Slant * y;
            (double sin, double cos) = Math.SinCos(Angle);
            const double Middle = DigitData.Side / 2.0;
            return (Middle + Left + cos * x - sin * y, Middle + Top + sin * x + cos * y);
        }
    }
}
