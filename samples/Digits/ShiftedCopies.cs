using System;
using ModelGen.Data;
using ModelGen.Numerics;

namespace Samples.Digits;

/// <summary>More pictures from the same ones: where a digit stands, how it is turned and how large it is says nothing about which it is.</summary>
internal static class ShiftedCopies
{
    private const double LargestTurn = 0.17;
    private const double LargestShift = 1.8;
    private const double LargestScaling = 0.1;

    /// <summary>The pictures, and of each so many copies: turned by up to 10 degrees, scaled by up to a tenth, shifted by up to 1.8 pixels.</summary>
    public static ClassDataset<float> Add(ClassDataset<float> pictures, int copies, int seed)
    {
        ModelRandom random = new(seed);
        float[] pixels = new float[pictures.Inputs.Length * (copies + 1)];
        int[] classes = new int[pictures.Count * (copies + 1)];
        for (int copy = 0; copy <= copies; copy++)
        {
            pictures.Targets.CopyTo(classes.AsSpan(copy * pictures.Count));
            for (int i = 0; i < pictures.Count; i++)
            {
                ReadOnlySpan<float> from = pictures.Inputs.Slice(i * DigitData.Pixels, DigitData.Pixels);
                Span<float> to = pixels.AsSpan((copy * pictures.Count + i) * DigitData.Pixels, DigitData.Pixels);
                if (copy == 0)
                {
                    from.CopyTo(to);
                }
                else
                {
                    Move(from, to, ref random);
                }
            }
        }

        return new(pixels, classes, DigitData.Pixels);
    }

    private static void Move(ReadOnlySpan<float> from, Span<float> to, ref ModelRandom random)
    {
        double scale = 1 + LargestScaling * Signed(ref random);
        (double sin, double cos) = Math.SinCos(LargestTurn * Signed(ref random));
        double shiftX = LargestShift * Signed(ref random);
        double shiftY = LargestShift * Signed(ref random);
        const double Middle = (DigitData.Side - 1) / 2.0;
        for (int y = 0; y < DigitData.Side; y++)
        {
            for (int x = 0; x < DigitData.Side; x++)
            {
                double right = scale * (x - Middle - shiftX);
                double down = scale * (y - Middle - shiftY);
                to[y * DigitData.Side + x] = Sample(from, Middle + cos * right - sin * down, Middle + sin * right + cos * down);
            }
        }
    }

    private static double Signed(ref ModelRandom random) => 2 * random.NextDouble() - 1;

    /// <summary>The grey between four pixels, in proportion to how near they are; 0 outside.</summary>
    private static float Sample(ReadOnlySpan<float> picture, double x, double y)
    {
        int left = (int)Math.Floor(x);
        int top = (int)Math.Floor(y);
        double right = x - left;
        double down = y - top;
        double upper = (1 - right) * Pixel(picture, left, top) + right * Pixel(picture, left + 1, top);
        double lower = (1 - right) * Pixel(picture, left, top + 1) + right * Pixel(picture, left + 1, top + 1);
        return (float)((1 - down) * upper + down * lower);
    }

    private static float Pixel(ReadOnlySpan<float> picture, int x, int y)
        => (uint)x < DigitData.Side && (uint)y < DigitData.Side ? picture[y * DigitData.Side + x] : 0;
}
