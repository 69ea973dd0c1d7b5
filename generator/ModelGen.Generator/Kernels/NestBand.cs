using System.Linq;

namespace ModelGen.Generator.Kernels;

/// <summary>column ≤ row for two axes of a nest: what lies outside may be left out (<see cref="Graph.Band"/>).</summary>
internal sealed record NestBand(string Row, string Column)
{
    public bool Has(LoopAxis axis) => axis.Name == Row || axis.Name == Column;

    /// <summary>Whether it limits a reduction: the loop over one of its axes does, and where both are outputs, the outermost of all.</summary>
    public bool Limits(LoopNest nest, LoopAxis reduction) =>
        Has(reduction) || (nest.Reductions[0] == reduction && !nest.Reductions.Any(Has) && !reduction.PerExample);

    public override string ToString() => $"{Column} <= {Row}";
}
