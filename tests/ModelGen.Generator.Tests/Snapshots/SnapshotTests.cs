using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Snapshots;

/// <summary>The whole generated code of four models, as a reader sees it.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Xor() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Xor));

    [Fact]
    public void Moons() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Moons));

    [Fact]
    public void LeNet5() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.LeNet5), widestOnly: true);

    [Fact]
    public void Perceptron() => Snapshot.Verify(GeneratorHarness.Run(SnapshotModels.Perceptron));
}
