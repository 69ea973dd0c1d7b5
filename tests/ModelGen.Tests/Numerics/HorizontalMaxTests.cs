using System.Linq;
using System.Runtime.Intrinsics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

public sealed class HorizontalMaxTests
{
    private static readonly float[] Singles = [3, -1, 7, 7, -5, -4, 0, 2, 9, 8, -2, -3, 1, 6, 5, 4];

    private static readonly double[] Doubles = [3, -1, 7, 7, -5, -4, 0, 2];

    [Fact]
    public void The_larger_of_each_pair_of_lanes()
    {
        Assert.Equal(PairsOf(Singles), Numbers(HorizontalMax.OfPairs(Vector512.Create(Singles))));
        Assert.Equal(PairsOf(Singles[..8]), Numbers(HorizontalMax.OfPairs(Vector256.Create(Singles)).ToVector256())[..4]);
        double[] wide = [.. Enumerable.Range(0, 4).Select(k => HorizontalMax.OfPairs(Vector512.Create(Doubles)).GetElement(k))];
        Assert.Equal(Doubles.Chunk(2).Select(p => p.Max()), wide);
        double[] narrow = [.. Enumerable.Range(0, 2).Select(k => HorizontalMax.OfPairs(Vector256.Create(Doubles)).GetElement(k))];
        Assert.Equal(Doubles[..4].Chunk(2).Select(p => p.Max()), narrow);
    }

    [Fact]
    public void A_pair_with_a_lane_that_is_not_a_number_has_none()
    {
        float[] numbers = [.. Singles];
        (numbers[2], numbers[5]) = (float.NaN, float.NaN);
        float[] pairs = Numbers(HorizontalMax.OfPairs(Vector512.Create(numbers)));
        Assert.Equal([1, 2], Enumerable.Range(0, pairs.Length).Where(k => float.IsNaN(pairs[k])));
    }

    private static float[] PairsOf(float[] numbers) => [.. numbers.Chunk(2).Select(p => p.Max())];

    private static float[] Numbers(Vector256<float> v) => [.. Enumerable.Range(0, 8).Select(k => v.GetElement(k))];
}
