using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>What stands before the dense layers of some random networks: layers with windows over an image or a sequence.</summary>
/// <param name="Shape">Positions and channels.</param>
internal sealed record RandomImage(int[] Shape, IReadOnlyList<RandomWindow> Layers)
{
    private static readonly int[] Channels = [1, 1, 2, 3, 4, 5, 8, 9, 16, 17];

    public static RandomImage Draw(Random random)
    {
        int dimensions = random.Next(3) == 0 ? 1 : 2;
        int[] shape = [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(1, dimensions == 1 ? 30 : 11)), Channels[random.Next(Channels.Length)]];
        List<RandomWindow> layers = [];
        var norms = new Random(shape[0]);
        int[] now = shape;
        for (int n = random.Next(1, 4); n > 0 && now.Length > 1; n--)
        {
            layers.Add(RandomWindow.Draw(random, now) with { Norm = RandomNorm.Draw(norms) });
            now = layers[^1].Output(now);
        }

        return new RandomImage(shape, layers);
    }

    /// <summary>Few positions under windows at the border of what layers take (<see cref="DegenerateWindow"/>).</summary>
    public static RandomImage DrawDegenerate(Random random)
    {
        int dimensions = random.Next(1, 3);
        int[] shape = [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(3) == 0 ? 1 : random.Next(1, 6)), Channels[random.Next(Channels.Length)]];
        List<RandomWindow> layers = [];
        int[] now = shape;
        for (int n = random.Next(1, 3); n > 0 && now.Length > 1; n--)
        {
            layers.Add(DegenerateWindow.Draw(random, now));
            now = layers[^1].Output(now);
        }

        return new RandomImage(shape, layers) { EndsFlat = random.Next(2) == 0 };
    }

    /// <summary>Whether a flatten stands at the end.</summary>
    public bool EndsFlat { get; init; } = true;

    /// <summary>The numbers at the end.</summary>
    public int Outputs => Layers.Aggregate(Shape, (now, layer) => layer.Output(now)).Aggregate(1, (a, b) => a * b);

    public int Length => Shape.Aggregate(1, (a, b) => a * b);

    /// <summary>The attributes.</summary>
    public IEnumerable<string> Attributes
    {
        get
        {
            int[] now = Shape;
            foreach (RandomWindow layer in Layers)
            {
                yield return layer.Attribute(Shape.Length - 1);
                now = layer.Output(now);
                if (layer.Norm is { } norm)
                {
                    yield return RandomNorm.Attribute(norm, now[^1]);
                }
            }

            if (EndsFlat)
            {
                yield return "Flatten";
            }
        }
    }

    /// <summary>Images that are this one with something taken away.</summary>
    public IEnumerable<RandomImage> Smaller()
    {
        IEnumerable<RandomImage> fewer = Layers.Select((_, n) => this with { Layers = [.. Layers.Where((_, k) => k != n)] });
        IEnumerable<RandomImage> smaller = Shape.SelectMany((extent, d) => new[] { 1, extent / 2, extent - 1 }.Where(e => e >= 1 && e < extent)
            .Select(e => this with { Shape = [.. Shape.Select((old, k) => k == d ? e : old)] }));
        IEnumerable<RandomImage> plainer = Layers.SelectMany((layer, n) => layer.Plainer().Select(p => this with { Layers = [.. Layers.Select((l, k) => k == n ? p : l)] }));
        return fewer.Concat(smaller).Concat(plainer).Where(i => i.Fits);
    }

    private bool Fits
    {
        get
        {
            int[] now = Shape;
            foreach (RandomWindow layer in Layers)
            {
                if (now.Length == 1 || !layer.Fits(now))
                {
                    return false;
                }

                now = layer.Output(now);
            }

            return Layers.Count > 0;
        }
    }
}
