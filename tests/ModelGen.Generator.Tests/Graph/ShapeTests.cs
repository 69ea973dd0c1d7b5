using System;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using Xunit;

namespace ModelGen.Generator.Tests.Graph;

public sealed class ShapeTests
{
    [Fact]
    public void Length_is_that_of_one_example()
    {
        Assert.Equal(6, Shape.Of(2, 3).Length);
        Assert.Equal(6, Shape.Of(2, 3).Batched.Length);
        Assert.Equal(1, Shape.Scalar.Length);
        Assert.Throws<OverflowException>(() => Shape.Of(65536, 65536).Length);
    }

    [Fact]
    public void Batched_and_back_is_the_same()
    {
        Shape shape = Shape.Of(4, 5);
        Assert.True(shape.Batched.HasBatch);
        Assert.False(shape.HasBatch);
        Assert.Equal(shape, shape.Batched.WithoutBatch);
        Assert.Equal("[batch, 4, 5]", shape.Batched.ToString());
    }

    [Fact]
    public void Affine_indices_add_up()
    {
        Axis row = new("r", 5), tap = new("k", 3);
        AffineIndex strided = new([(row, 2), (tap, 1)], -1);
        AffineMap map = AffineMap.Of(row, strided);
        Assert.Equal(1, map.Coefficient(0, row));
        Assert.Equal(2, map.Coefficient(1, row));
        Assert.Equal(0, map.Coefficient(0, tap));
        Assert.Equal(row, map.Indices[0].SingleAxis);
        Assert.Null(strided.SingleAxis);
        Assert.Equal("[r, 2r + k - 1]", map.ToString());
    }
}
