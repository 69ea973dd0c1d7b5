using System.Linq;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>A layer that takes images, or sequences, which have no rows.</summary>
/// <param name="rowSettings">The settings that only images have.</param>
internal abstract class ImageRule(params string[] rowSettings) : LayerRule
{
    /// <summary>The largest number of zeros or copies, far from what no array holds.</summary>
    protected const int Most = 1_000_000;

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        string? row = rowSettings.FirstOrDefault(layer.Attribute.Has);
        return input.Rank == 3 || (input.Rank == 2 && row is null) ? null : layer.Problem(
            DiagnosticDescriptors.WrongRank.Id,
            layer.Name,
            row is null ? "images (height, width, channels) or sequences (length, channels)" : $"images (height, width, channels), as {row} is set,",
            Text.Shape(input.Extents),
            source);
    }
}
