using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>A layer that takes a sequence (time, features).</summary>
internal abstract class SequenceRule : LayerRule
{
    public override Problem? CheckInput(Declared layer, Shape input, string source) => NotASequence(layer, input, source);

    /// <summary>What is wrong with a shape that is none of a sequence, or null.</summary>
    protected static Problem? NotASequence(Declared layer, Shape input, string source) => input.Rank == 2
        ? null
        : layer.Problem(DiagnosticDescriptors.NeedsPositions.Id, layer.Name, "(time, features)", Text.Shape(input.Extents), source);
}
