using System;
using System.Collections.Generic;
using System.Linq;

namespace Samples.Digits;

/// <summary>How each digit is written: lines through points in a square from (0, 0) at the top left to (1, 1).</summary>
internal static class DigitStrokes
{
    /// <summary>The strokes of the digits 0 to 9, most of which can be written in more than one way.</summary>
    private static readonly (double X, double Y)[][][][] Ways =
    [
        [[Arc(0.5, 0.5, 0.3, 0.45, -90, 270)]],
        [
            [[(0.5, 0.05), (0.5, 0.95)]],
            [[(0.32, 0.25), (0.52, 0.05), (0.52, 0.95)]],
            [[(0.32, 0.25), (0.52, 0.05), (0.52, 0.95)], [(0.3, 0.95), (0.74, 0.95)]],
        ],
        [
            [[.. Arc(0.5, 0.3, 0.3, 0.25, 190, 395), (0.2, 0.95), (0.82, 0.95)]],
            [[.. Arc(0.48, 0.3, 0.28, 0.25, 200, 410), .. Arc(0.32, 0.84, 0.13, 0.1, 300, 60), (0.85, 0.95)]],
        ],
        [
            [[.. Arc(0.46, 0.27, 0.26, 0.22, 200, 450), .. Arc(0.46, 0.72, 0.31, 0.23, 270, 520)]],
            [[(0.2, 0.05), (0.78, 0.05), (0.46, 0.4), .. Arc(0.46, 0.68, 0.3, 0.27, 275, 520)]],
        ],
        [
            [[(0.6, 0.05), (0.15, 0.65), (0.85, 0.65)], [(0.64, 0.35), (0.64, 0.95)]],
            [[(0.22, 0.05), (0.2, 0.5), (0.76, 0.5)], [(0.76, 0.05), (0.72, 0.95)]],
        ],
        [
            [[(0.78, 0.05), (0.3, 0.05), (0.25, 0.45), .. Arc(0.46, 0.67, 0.3, 0.27, 240, 510)]],
            [[(0.3, 0.08), (0.27, 0.45), .. Arc(0.46, 0.67, 0.3, 0.27, 240, 510)], [(0.3, 0.08), (0.8, 0.05)]],
        ],
        [
            [[(0.66, 0.05), (0.36, 0.36), .. Arc(0.5, 0.7, 0.27, 0.25, 200, 560)]],
            [[.. Arc(0.72, 0.6, 0.5, 0.54, 250, 185), .. Arc(0.5, 0.7, 0.27, 0.24, 180, 540)]],
        ],
        [
            [[(0.18, 0.05), (0.8, 0.05), (0.42, 0.95)]],
            [[(0.18, 0.08), (0.8, 0.05), (0.5, 0.5), (0.42, 0.95)], [(0.3, 0.5), (0.72, 0.5)]],
        ],
        [
            [Arc(0.5, 0.27, 0.23, 0.22, -90, 270), Arc(0.5, 0.72, 0.29, 0.23, -90, 270)],
        ],
        [
            [[.. Arc(0.5, 0.3, 0.27, 0.25, 20, 380), (0.74, 0.5), (0.66, 0.95)]],
            [[.. Arc(0.48, 0.3, 0.27, 0.25, 0, 360), (0.74, 0.65), .. Arc(0.48, 0.72, 0.25, 0.22, 20, 130)]],
        ],
    ];

    /// <summary>The ways to write a digit: strokes, each a line through points.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> Of(int digit) => Ways[digit];

    /// <summary>Points on an ellipse, from one angle to the other, in degrees: 0 to the right, 90 at the bottom.</summary>
    internal static (double X, double Y)[] Arc(double x, double y, double radiusX, double radiusY, double from, double to)
    {
        int pieces = (int)Math.Ceiling(Math.Abs(to - from) / 24);
        return [.. Enumerable.Range(0, pieces + 1).Select(i =>
        {
            (double sin, double cos) = Math.SinCos((from + (to - from) * i / pieces) * Math.PI / 180);
            return (x + radiusX * cos, y + radiusY * sin);
        })];
    }
}
