using System.Collections.Generic;

namespace ModelGen;

/// <summary>What goes into a file beside the parameters.</summary>
public sealed record SaveOptions
{
    /// <summary>
    /// Whether what the optimizer remembers goes into the file too, so that training can go on as if it had not been interrupted: a tensor
    /// <c>optimizer.mean.dense1.weight</c> for each state of each trainable tensor, learning rate and single numbers as metadata. Default <see langword="false"/>.
    /// </summary>
    public bool IncludeOptimizer { get; init; }

    /// <summary>Metadata of your own. Keys that begin with <c>modelgen.</c>, and <c>format</c>, are taken.</summary>
    public IDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
