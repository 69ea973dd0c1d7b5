using System;
using System.Numerics;
using ModelGen.Generator.Tests.Memory;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>A stream seen through <see cref="IModelStream{T}"/>.</summary>
internal sealed class TestStream<T>(IModelStream<T> stream) : TestStream
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int InputLength => stream.InputLength;

    public override int OutputLength => stream.OutputLength;

    public override double[] State
    {
        get => Array.ConvertAll(stream.State.ToArray(), double.CreateTruncating);
        set => Array.ConvertAll(value, T.CreateTruncating).CopyTo(stream.State);
    }

    public override void Reset() => stream.Reset();

    public override double[] Step(double[] input)
    {
        Span<T> output = CheckedMemory.Room<T>(OutputLength);
        stream.Step(CheckedMemory.Copy(Array.ConvertAll(input, T.CreateTruncating)), output);
        return Array.ConvertAll(output.ToArray(), double.CreateTruncating);
    }

    public override long Allocation(double[] input)
    {
        T[] values = Array.ConvertAll(input, T.CreateTruncating), output = new T[OutputLength];
        stream.Step(values, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        stream.Step(values, output);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
