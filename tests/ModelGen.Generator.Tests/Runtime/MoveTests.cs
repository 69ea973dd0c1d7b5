using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>What layers that only move numbers give out, against their definitions in coordinates.</summary>
[Trait("Category", "Width")]
public sealed class MoveTests
{
    private const int Height = 3, Width = 4, Channels = 2;

    /// <summary>The layers behind [Input(3, 4, 2)], the shape they give, and each number by its coordinates; the padding is 0.</summary>
    private static readonly (string Layers, int[] Shape, Func<int[], int[]?> From)[] Images =
    [
        ("Permute(3, 1, 2)", [2, 3, 4], o => [o[1], o[2], o[0]]),
        ("Permute(2, 3, 1)", [4, 2, 3], o => [o[2], o[0], o[1]]),
        ("ZeroPad(1)", [5, 6, 2], o => Inside(o[0] - 1, o[1] - 1, o[2])),
        ("ZeroPad(Top = 2, Right = 3)", [5, 7, 2], o => Inside(o[0] - 2, o[1], o[2])),
        ("Upsample(2)", [6, 8, 2], o => [o[0] / 2, o[1] / 2, o[2]]),
        ("Upsample(3, Height = 1)", [3, 12, 2], o => [o[0], o[1] / 3, o[2]]),
        ("Concat(\"input\", Axis = 1)", [6, 4, 2], o => [o[0] % 3, o[1], o[2]]),
        ("Concat(\"input\", \"input\", Axis = -2)", [3, 12, 2], o => [o[0], o[1] % 4, o[2]]),
        ("Concat(\"input\")", [3, 4, 4], o => [o[0], o[1], o[2] % 2]),
        ("Slice(1, 2, Axis = 2)", [3, 2, 2], o => [o[0], o[1] + 1, o[2]]),
        ("Slice(-1)", [3, 4, 1], o => [o[0], o[1], 1]),
        ("Slice(0, -1, Axis = 1)", [2, 4, 2], o => o),
        ("Crop(1, Left = 0)", [1, 3, 2], o => [o[0] + 1, o[1], o[2]]),
        ("Pad(2, PadMode.Reflect)", [7, 8, 2], o => [Mirrored(o[0] - 2, 3), Mirrored(o[1] - 2, 4), o[2]]),
        ("Pad(3, PadMode.Edge, Bottom = 0)", [6, 10, 2], o => [Math.Clamp(o[0] - 3, 0, 2), Math.Clamp(o[1] - 3, 0, 3), o[2]]),
        ("Pad(1)", [5, 6, 2], o => Inside(o[0] - 1, o[1] - 1, o[2])),
        ("Reshape(4, -1)", [4, 6], o => Unravel((o[0] * 6) + o[1])),
        ("ZeroPad(Left = 1)] [Upsample(1, Width = 2)] [Permute(3, 1, 2)", [2, 3, 10], o => Inside(o[1], (o[2] / 2) - 1, o[0])),
    ];

    private static int Mirrored(int i, int extent) => i < 0 ? -i : i < extent ? i : (2 * (extent - 1)) - i;

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Images.SelectMany((_, k) => new[] { Declaration(k, false), Declaration(k, true) })));

    public static TheoryData<int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<int, bool>();
            for (int k = 0; k < Images.Length; k++)
            {
                cases.Add(k, false);
                cases.Add(k, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_number_is_where_it_belongs(int which, bool isDouble)
    {
        (string layers, int[] shape, Func<int[], int[]?> from) = Images[which];
        TestModel model = Models.Value.Create(Declaration(which, isDouble));
        Assert.Equal(shape, model.OutputShape);
        foreach (int examples in new[] { 1, 3 })
        {
            double[] input = [.. Enumerable.Range(1, examples * Height * Width * Channels).Select(n => (double)n)];
            double[] expected = [.. Enumerable.Range(0, examples).SelectMany(e => Coordinates(shape).Select(o => At(input, e, from(o))))];
            Assert.Equal(expected, model.Predict(input));
        }
    }

    private static ModelDeclaration Declaration(int which, bool isDouble) =>
        new($"Moves{which}{(isDouble ? "Double" : "Single")}", 0, 4, isDouble, [Images[which].Layers]) { Shape = $"{Height}, {Width}, {Channels}", InputGradients = false };

    private static double At(double[] input, int example, int[]? place) =>
        place is null ? 0 : input[(((((example * Height) + place[0]) * Width) + place[1]) * Channels) + place[2]];

    private static int[]? Inside(int y, int x, int c) => y is >= 0 and < Height && x is >= 0 and < Width ? [y, x, c] : null;

    private static int[] Unravel(int index) => [index / (Width * Channels), index / Channels % Width, index % Channels];

    private static IEnumerable<int[]> Coordinates(int[] shape)
    {
        for (int n = 0; n < shape.Aggregate(1, (a, b) => a * b); n++)
        {
            int rest = n;
            var point = new int[shape.Length];
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                (point[d], rest) = (rest % shape[d], rest / shape[d]);
            }

            yield return point;
        }
    }
}
