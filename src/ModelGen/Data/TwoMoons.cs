using System;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.Data;

/// <summary>Two interleaving half circles in the plane, which no straight line separates (scikit-learn's make_moons).</summary>
public static class TwoMoons
{
    /// <summary>Makes <paramref name="count"/> points in random order, their class 0 for the upper moon and 1 for the lower one.</summary>
    /// <param name="count">The number of points, 2 or more; the upper moon has half of them, rounded down.</param>
    /// <param name="noise">The standard deviation of the Gaussian noise on both coordinates, 0 or more.</param>
    /// <param name="seed">The same seed gives the same points.</param>
    /// <remarks>
    /// With t spread evenly over 0 to π, both ends included, the upper moon is (cos t, sin t) and the lower
    /// (1 − cos t, ½ − sin t).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 2, or the noise negative or not finite.</exception>
    public static ClassDataset<T> Make<T>(int count, double noise, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (!(noise >= 0 && double.IsFinite(noise)))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "Expected a finite standard deviation of 0 or more.");
        }

        ModelRandom random = new(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        random.Shuffle<int>(order);

        int upper = count / 2;
        T[] points = new T[checked(count * 2)];
        int[] classes = new int[count];
        for (int i = 0; i < count; i++)
        {
            bool isUpper = order[i] < upper;
            (double x, double y) = isUpper ? UpperMoon(order[i], upper) : LowerMoon(order[i] - upper, count - upper);
            points[2 * i] = T.CreateChecked(x + noise * random.NextNormal());
            points[2 * i + 1] = T.CreateChecked(y + noise * random.NextNormal());
            classes[i] = isUpper ? 0 : 1;
        }

        return new(points, classes, 2);
    }

    private static (double X, double Y) UpperMoon(int index, int count)
    {
        (double sin, double cos) = Math.SinCos(Angle(index, count));
        return (cos, sin);
    }

    private static (double X, double Y) LowerMoon(int index, int count)
    {
        (double sin, double cos) = Math.SinCos(Angle(index, count));
        return (1 - cos, 0.5 - sin);
    }

    private static double Angle(int index, int count) => count == 1 ? 0 : Math.PI * index / (count - 1);
}
