using System.Collections.Generic;
using System.Linq;

namespace Samples.Pictures;

/// <summary>The range of points in both directions.</summary>
internal readonly record struct Bounds(double Left, double Right, double Bottom, double Top)
{
    public static Bounds Of(IReadOnlyList<(double X, double Y)> points) => new(
        points.Min(point => point.X), points.Max(point => point.X), points.Min(point => point.Y), points.Max(point => point.Y));

    /// <summary>The range with the given share of its width and height added on each side, or ½ where it has none.</summary>
    public Bounds Wider(double share)
    {
        double x = Right > Left ? (Right - Left) * share : 0.5;
        double y = Top > Bottom ? (Top - Bottom) * share : 0.5;
        return new(Left - x, Right + x, Bottom - y, Top + y);
    }
}
