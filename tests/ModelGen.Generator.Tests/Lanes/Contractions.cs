using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Tests.Lanes;

/// <summary>Contractions with examples in the lanes, written by hand: those of a convolution with its gradients, pooled or not, and of a dense layer.</summary>
internal static class Contractions
{
    /// <summary>The contractions of LeNet-5, and some with odd extents, strides and padding.</summary>
    public static IReadOnlyDictionary<string, LaneContraction> All { get; } = Enumerable.Empty<(string, LaneContraction)>()
        .Concat(Convolution("first", 28, 28, 1, 6, 5, 1, 0, pool: 2))
        .Concat(Convolution("second", 12, 12, 6, 16, 5, 1, 0, pool: 2))
        .Concat(Convolution("padded", 9, 7, 5, 4, 3, 1, 1, pool: 0))
        .Concat(Convolution("paddedPooled", 8, 8, 3, 4, 3, 1, 1, pool: 2))
        .Concat(Convolution("strided", 15, 11, 5, 7, 3, 2, 1, pool: 0))
        .Concat(Convolution("wide", 13, 13, 2, 3, 5, 3, 2, pool: 0))
        .Concat(Dense("dense", 120, 84))
        .Concat(Dense("few", 84, 10))
        .Concat(Dense("odd", 31, 17))
        .ToDictionary(c => c.Item1, c => c.Item2);

    /// <summary>How far neighbours along a dimension are apart in a row-major tensor.</summary>
    public static int Stride(Value value, int dimension) => value.Shape.Extents.Skip(dimension + 1).Aggregate(1, (product, extent) => product * extent);

    private static IEnumerable<(string, LaneContraction)> Convolution(string name, int height, int width, int inputs, int outputs, int kernel, int stride, int padding, int pool)
    {
        int rows = ((height + (2 * padding) - kernel) / stride) + 1, columns = ((width + (2 * padding) - kernel) / stride) + 1;
        Axis b = new("b", Shape.Batch), y = new("y", rows), x = new("x", columns), o = new("o", outputs), i = new("i", inputs), ky = new("ky", kernel), kx = new("kx", kernel);
        Value image = Tensor("image", Shape.Batch, height, width, inputs), weight = Tensor("weight", outputs, inputs, kernel, kernel), result = Tensor("result", Shape.Batch, rows, columns, outputs);
        AffineMap ofImage = AffineMap.Of(b, new AffineIndex([(y, stride), (ky, 1)], -padding), new AffineIndex([(x, stride), (kx, 1)], -padding), i);
        AffineMap ofWeight = AffineMap.Of(o, i, ky, kx), ofResult = AffineMap.Of(b, y, x, o);
        LaneContraction forward = new(result, ofResult, image, ofImage, weight, ofWeight, [b, y, x, o, i, ky, kx], [], []);
        LaneContraction ofGradient = forward with { Result = weight, ResultMap = ofWeight, A = result, AMap = ofResult, B = image, BMap = ofImage };
        yield return ($"{name} image gradient", forward with { Result = image, ResultMap = ofImage, A = result, AMap = ofResult });
        if (pool == 0)
        {
            yield return ($"{name} forward", forward);
            yield return ($"{name} weight gradient", ofGradient);
            yield break;
        }

        Axis py = new("y", rows / pool), px = new("x", columns / pool), wy = new("ky", pool), wx = new("kx", pool);
        Value pooled = Tensor("pooled", Shape.Batch, rows / pool, columns / pool, outputs), position = Tensor("position", Shape.Batch, rows / pool, columns / pool, outputs);
        AffineMap windows = AffineMap.Of(b, new AffineIndex([(py, pool), (wy, 1)]), new AffineIndex([(px, pool), (wx, 1)]), o), places = AffineMap.Of(b, py, px, o);
        yield return ($"{name} forward, pooled", forward.Pooled(new MaxPoolOp(result, windows, pooled, position, places, [b, py, px, o], [wy, wx])));
        yield return ($"{name} weight gradient, routed", ofGradient.Routed(new RouteOp(pooled, position, places, result, windows, [b, py, px, o], [wy, wx]))!);
    }

    private static IEnumerable<(string, LaneContraction)> Dense(string name, int inputs, int outputs)
    {
        Axis b = new("b", Shape.Batch), o = new("o", outputs), i = new("i", inputs);
        Value x = Tensor("x", Shape.Batch, inputs), weight = Tensor("weight", outputs, inputs), sums = Tensor("sums", Shape.Batch, outputs);
        LaneContraction forward = new(sums, AffineMap.Of(b, o), x, AffineMap.Of(b, i), weight, AffineMap.Of(o, i), [b, o, i], [], []);
        yield return ($"{name} forward", forward);
        yield return ($"{name} input gradient", forward with { Result = x, ResultMap = forward.AMap, A = sums, AMap = forward.ResultMap });
    }

    private static Value Tensor(string name, params int[] extents) => new(name, Shape.Of(extents), ValueRole.Intermediate);
}
