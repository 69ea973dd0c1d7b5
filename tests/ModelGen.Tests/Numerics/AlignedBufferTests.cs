using System;
using System.Runtime.InteropServices;
using ModelGen.CompilerServices;
using Xunit;

namespace ModelGen.Tests.Numerics;

public class AlignedBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_003)]
    public void FirstElementIsAlignedAndAllAreZero(int length)
    {
        Check<float>(length);
        Check<double>(length);
        Check<int>(length);
        Check<byte>(length);
    }

    [Fact]
    public void ImpossibleRequestsThrow()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedBuffer.Allocate<float>(-1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedBuffer.Allocate<float>(int.MaxValue, out _));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => AlignedBuffer.Allocate<Triple>(1, out _));
        Assert.Contains("12", exception.Message);
    }

    private readonly record struct Triple(float X, float Y, float Z);

    private static void Check<T>(int length)
        where T : unmanaged
    {
        // several, so that the arrays stand at different addresses
        T[][] arrays = new T[8][];
        for (int i = 0; i < arrays.Length; i++)
        {
            T[] array = arrays[i] = AlignedBuffer.Allocate<T>(length, out int offset);
            Assert.InRange(offset, 0, array.Length - length);
            Assert.Equal(0, Marshal.UnsafeAddrOfPinnedArrayElement(array, offset) % 64);
            Assert.Equal(-1, array.AsSpan().IndexOfAnyExcept(default(T)));
        }
    }
}
