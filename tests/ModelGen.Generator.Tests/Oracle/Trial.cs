using System;
using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>How a random network is run.</summary>
/// <param name="Losses">For each output, its loss's attribute name and its length.</param>
internal sealed record Trial(int Seed, IReadOnlyList<(string Name, int Length)> Losses, double LearningRate, bool IsDouble, int Batch, int Steps)
{
    /// <summary>Whether several threads run a step, too: not where the memory of one is watched.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>Says that the same tests have run at another vector width.</summary>
    /// <remarks>Plain loops are the same at each, to the bit: <see cref="ReferenceForm.ReferenceModelTests"/>.</remarks>
    public const string NarrowerVariable = "MODELGEN_NARROWER";

    /// <summary>Whether the same tests have run at another vector width, and plain loops need not be checked again.</summary>
    public static bool IsNarrower { get; } = Environment.GetEnvironmentVariable(NarrowerVariable) is { Length: > 0 };

    /// <summary>Whether the reference form and CheckKernels are held to it, too.</summary>
    public bool ChecksReference { get; init; } = !IsNarrower;

    /// <summary>The same with the reference form for one seed in eight, since plain loops take their time; for all on request.</summary>
    public Trial Sparing() => this with { ChecksReference = ChecksReference && (Seed % 8 == 0 || RandomNetworkTests.Requested > 0) };
}
