using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>How a random network is run.</summary>
/// <param name="Losses">For each output, its loss's attribute name and its length.</param>
internal sealed record Trial(int Seed, IReadOnlyList<(string Name, int Length)> Losses, double LearningRate, bool IsDouble, int Batch, int Steps)
{
    /// <summary>Whether several threads run a step, too: not where the memory of one is watched.</summary>
    public bool IsShared { get; init; } = true;
}
