using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Lanes;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Memory;

/// <summary>Generated code has no bounds checks; here every access of random networks is checked (<see cref="CheckedMemory"/>), and their results with it.</summary>
[Trait("Category", "Width")]
public sealed class MemorySafetyTests
{
    private const int Together = 10;
    private const int ImagesTogether = 5;

    /// <summary>10, and as many as random networks on request.</summary>
    public static TheoryData<int> Chunks => ChunksOf(Together);

    /// <summary>5, and as many as random networks on request: these are larger.</summary>
    public static TheoryData<int> ImageChunks => ChunksOf(ImagesTogether);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Random_networks_stay_in_their_buffers(int chunk) => Check(chunk, RandomNetwork.Draw);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Random_networks_with_windows_stay_in_their_buffers(int chunk) => Check(chunk, RandomNetwork.DrawWithWindows);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Random_networks_with_degenerate_windows_stay_in_their_buffers(int chunk) => Check(chunk, RandomNetwork.DrawDegenerate);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Random_networks_over_sequences_stay_in_their_buffers(int chunk) => Check(chunk, RandomNetwork.DrawWithSequences);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Random_graphs_stay_in_their_buffers(int chunk) => Check(
        chunk, Together, seed => RandomGraph.Draw(seed), g => g.Declaration, (g, batch) => OracleComparison.Check(g.Trial with { IsShared = false }, batch.Create(g.Declaration), Graphs.Lower(batch.Spec(g.Declaration))));

    [Theory]
    [MemberData(nameof(ImageChunks))]
    public void Networks_in_the_lanes_stay_in_their_buffers(int chunk) => Check(chunk, ImagesTogether, ImageNetwork.Draw, n => n.Declaration, LaneNetworkTests.Check);

    /// <summary>The check itself: behind the end, before the start, half a vector, and a reference that left and came back.</summary>
    [Fact]
    public void Who_leaves_a_buffer_is_caught()
    {
        using BufferWatch watch = CheckedMemory.Watch();
        float[] buffer = GC.AllocateArray<float>(20, pinned: true);
        Assert.Equal(0, CheckedMemory.At(ref CheckedMemory.Start(buffer), 19));
        CheckedMemory.Load512(ref CheckedMemory.Start(buffer), 4);
        CheckedMemory.Move(ref CheckedMemory.Move(ref CheckedMemory.Start(buffer), 20), -1);
        Assert.Throws<AccessViolationException>(() => CheckedMemory.At(ref CheckedMemory.Start(buffer), 20));
        Assert.Throws<AccessViolationException>(() => CheckedMemory.At(ref CheckedMemory.Start(buffer), -1));
        Assert.Throws<AccessViolationException>(() => CheckedMemory.Load512(ref CheckedMemory.Start(buffer), 5));
        Assert.Throws<AccessViolationException>(() => CheckedMemory.Store(Vector128<float>.Zero, ref CheckedMemory.Start(buffer), 17));
        Assert.Throws<AccessViolationException>(() => CheckedMemory.Move(ref CheckedMemory.Move(ref CheckedMemory.Start(buffer), -1), 1));

        CheckedMemory.Allocate<float>(20, out int offset)[offset + 19] = 1;
        Assert.True(watch.AreGapsWhole);
        CheckedMemory.Allocate<float>(20, out offset)[offset + 20] = 1;
        Assert.False(watch.AreGapsWhole);
    }

    private static void Check(int chunk, Func<int, RandomNetwork> draw) => Check(
        chunk, Together, draw, n => n.Declaration, (n, batch) => OracleComparison.Check(n.Trial with { IsShared = false }, batch.Create(n.Declaration), Graphs.Lower(batch.Spec(n.Declaration))));

    private static TheoryData<int> ChunksOf(int together) => [.. Enumerable.Range(0, (Math.Max(together, RandomNetworkTests.Requested) + together - 1) / together)];

    private static void Check<T>(int chunk, int together, Func<int, T> draw, Func<T, ModelDeclaration> declarationOf, Action<T, ModelBatch> run)
    {
        T[] networks = [.. Enumerable.Range(chunk * together, together).Select(draw)];
        var batch = new ModelBatch(networks.Select(declarationOf), together: together, checkMemory: true);
        List<string> faults = [];
        foreach (T network in networks)
        {
            using BufferWatch watch = CheckedMemory.Watch();
            try
            {
                run(network, batch);
                Assert.True(watch.Count > 50, $"Only {watch.Count} accesses were checked.");
                Assert.True(watch.AreGapsWhole, "Something was written beyond the end of a buffer.");
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                faults.Add($"{declarationOf(network)}{(fault.InnerException ?? fault).Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }
}
