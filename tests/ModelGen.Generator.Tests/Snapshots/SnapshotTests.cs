using System.Runtime.CompilerServices;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Snapshots;

/// <summary>The whole generated code of six models, as a reader sees it. A snapshot looks for its test on the stack, where optimized code may leave it out.</summary>
public sealed class SnapshotTests
{
    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void XorInLoops() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.XorInLoops));

    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void Xor() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Xor));

    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void Moons() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Moons));

    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void LeNet5() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.LeNet5), widestOnly: true);

    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void Perceptron() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Perceptron));

    [Fact]
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public void Phrases() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Phrases));
}
