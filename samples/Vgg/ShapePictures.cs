using System;
using ModelGen.Data;
using ModelGen.Numerics;

namespace Samples.Vgg;

/// <summary>Made pictures, 32 × 32 in red, green and blue from 0 to 1: a shape of any colour, size and angle, anywhere on a shaded, noisy ground.</summary>
internal sealed record ShapePictures(ClassDataset<float> Training, ClassDataset<float> Test)
{
    /// <summary>The height and the width of a picture.</summary>
    public const int Side = 32;

    /// <summary>The numbers of a picture.</summary>
    public const int Numbers = Side * Side * 3;

    private const int TestCount = 600;

    /// <summary>What the classes are called.</summary>
    public static string[] Names { get; } = ["disc", "ring", "square", "triangle", "cross", "bars"];

    /// <summary>Makes pictures to learn from, and 600 others.</summary>
    public static ShapePictures Make(int trainingCount, int seed)
    {
        int count = trainingCount + TestCount;
        float[] pixels = new float[count * Numbers];
        int[] classes = new int[count];
        ModelRandom random = new(seed);
        for (int i = 0; i < count; i++)
        {
            classes[i] = i % Names.Length;
            Draw(classes[i], ref random, pixels.AsSpan(i * Numbers, Numbers));
        }

        ClassDataset<float> all = new(pixels, classes, Numbers);
        return new(all.Slice(0, trainingCount), all.Slice(trainingCount, TestCount));
    }

    private static void Draw(int shape, ref ModelRandom random, Span<float> picture)
    {
        Color ground = Color.Draw(ref random);
        Color paint = Color.Draw(ref random);
        while (ground.Distance(paint) < 0.6)
        {
            paint = Color.Draw(ref random);
        }

        double radius = Between(ref random, 8, 13);
        double middleX = Between(ref random, radius, Side - radius);
        double middleY = Between(ref random, radius, Side - radius);
        double angle = Between(ref random, 0, 2 * Math.PI);
        double shading = Between(ref random, -0.3, 0.3);
        double noise = Between(ref random, 0, 0.05);
        (double sin, double cos) = Math.SinCos(angle);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double right = (x + 0.5 - middleX) / radius;
                double down = (y + 0.5 - middleY) / radius;
                double outside = Outside(shape, cos * right + sin * down, cos * down - sin * right);
                double covered = Math.Clamp(0.5 - outside * radius, 0, 1);
                double light = shading * ((double)x / Side - 0.5);
                for (int channel = 0; channel < 3; channel++)
                {
                    double value = (1 - covered) * (ground[channel] + light) + covered * paint[channel] + noise * random.NextNormal();
                    picture[(y * Side + x) * 3 + channel] = (float)Math.Clamp(value, 0, 1);
                }
            }
        }
    }

    /// <summary>How far a point is outside of a shape of radius 1, about; negative inside.</summary>
    private static double Outside(int shape, double x, double y)
    {
        double distance = Math.Sqrt(x * x + y * y);
        double largest = Math.Max(Math.Abs(x), Math.Abs(y));
        return Names[shape] switch
        {
            "disc" => distance - 0.9,
            "ring" => Math.Abs(distance - 0.75) - 0.2,
            "square" => largest - 0.75,
            "triangle" => Math.Max(y - 0.5, Math.Abs(x) * 0.866 - y * 0.5 - 0.5),
            "cross" => Math.Max(largest - 0.95, Math.Min(Math.Abs(x), Math.Abs(y)) - 0.25),
            _ => Math.Max(largest - 0.9, Math.Abs(Math.Abs(y) - 0.5) - 0.22),
        };
    }

    private static double Between(ref ModelRandom random, double low, double high) => low + (high - low) * random.NextDouble();

    private readonly record struct Color(double Red, double Green, double Blue)
    {
        public double this[int channel] => channel switch { 0 => Red, 1 => Green, _ => Blue };

        public static Color Draw(ref ModelRandom random) => new(random.NextDouble(), random.NextDouble(), random.NextDouble());

        public double Distance(Color other)
            => Math.Sqrt(Math.Pow(Red - other.Red, 2) + Math.Pow(Green - other.Green, 2) + Math.Pow(Blue - other.Blue, 2));
    }
}
