using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>How a random network is run.</summary>
/// <param name="Losses">For each output, its loss's attribute name and its length.</param>
internal sealed record Trial(int Seed, IReadOnlyList<(string Name, int Length)> Losses, double LearningRate, bool IsDouble, int Batch, int Steps)
{
    /// <summary>Whether several threads run a step, too: not where the memory of one is watched.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>Whether the reference form and CheckKernels are held to it, too.</summary>
    public bool ChecksReference { get; init; } = true;

    /// <summary>The same with the reference form for one seed in eight, since plain loops take their time; for all on request.</summary>
    public Trial Sparing() => this with { ChecksReference = Seed % 8 == 0 || RandomNetworkTests.Requested > 0 };
}
