using System;
using System.Linq;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>A user's activation in a project of the user's: it trains like the built-in one of the same formula.</summary>
public class CustomActivationTests
{
    [Fact]
    public void ItTrainsLikeTheBuiltInOne()
    {
        (float[] inputs, float[] targets) = Ring(64);
        var own = new OwnSwish(seed: 5);
        var builtIn = new BuiltInSwish(seed: 5);
        Assert.Equal(builtIn.Parameters, own.Parameters);
        for (int step = 0; step < 400; step++)
        {
            int first = step % 8 * 8;
            Span<float> x = inputs.AsSpan(first * 2, 16), y = targets.AsSpan(first, 8);
            float loss = own.TrainBatch(x, y);
            Assert.Equal(builtIn.TrainBatch(x, y), loss, 1e-4f);
        }

        Assert.Equal(builtIn.Parameters.ToArray(), own.Parameters.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-3f);
        float[] outputs = new float[targets.Length];
        own.Predict(inputs, outputs);
        Assert.True(outputs.Zip(targets, (o, t) => o > 0.5f == t > 0.5f).Count(right => right) >= 61);
    }

    [Fact]
    public void ASecondStepAllocatesNothing()
    {
        (float[] inputs, float[] targets) = Ring(8);
        var net = new OwnSwish(seed: 1);
        net.TrainBatch(inputs, targets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        net.TrainBatch(inputs, targets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Points and whether they lie within a circle.</summary>
    private static (float[] Inputs, float[] Targets) Ring(int count)
    {
        var random = new Random(2);
        float[] inputs = [.. Enumerable.Range(0, 2 * count).Select(_ => (2 * random.NextSingle()) - 1)];
        return (inputs, [.. inputs.Chunk(2).Select(p => (p[0] * p[0]) + (p[1] * p[1]) < 0.6f ? 1f : 0f)]);
    }
}
