using System.Linq;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

public sealed class BlockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Only_the_block_changes(int length)
    {
        float[] source = [.. Enumerable.Range(1, length + 2).Select(n => (float)n)], result = new float[length + 2];
        Block.Copy(ref source[1], ref result[1], length);
        Assert.Equal([0, .. source.Skip(1).Take(length), 0], result);

        Block.Clear(ref source[1], length);
        Assert.Equal([1, .. new float[length], length + 2], source);
    }
}
