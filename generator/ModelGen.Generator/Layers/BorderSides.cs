using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>How many rows and columns on each side of an image, or steps before and after a sequence, which is Left and Right.</summary>
internal sealed record BorderSides(int Top, int Bottom, int Left, int Right)
{
    /// <param name="all">The setting for every side that has none of its own.</param>
    public static BorderSides Bind(AttributeSpec attribute, string all)
    {
        int usual = attribute.Integer(all);
        return new(Side("Top"), Side("Bottom"), Side("Left"), Side("Right"));

        int Side(string setting) => attribute.Integer(setting, usual);
    }

    /// <summary>The shape of one example with the border, or without it if <paramref name="sign"/> is −1.</summary>
    /// <remarks>The dimension of the columns is the last but one, that of the rows, which a sequence lacks, the one before.</remarks>
    public Shape Around(Shape input, int sign = 1)
    {
        int columns = input.Rank - 2;
        Shape wide = input.With(columns, input[columns] + (sign * ((long)Left + Right)));
        return columns == 0 ? wide : wide.With(columns - 1, input[columns - 1] + (sign * ((long)Top + Bottom)));
    }

    /// <summary>Where the first row and column of what is inside lie, in a shape with the batch.</summary>
    public int[] Offsets(Shape batched) => batched.Rank == 3 ? [0, Left, 0] : [0, Top, Left, 0];

    public IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [.. input.Rank == 2 ? new Setting[0] : [new("Top", Top), new("Bottom", Bottom)], new("Left", Left), new("Right", Right)];

    /// <summary>One number, or that of each side.</summary>
    public string Describe() => Top == Bottom && Left == Right && Top == Left ? $"{Top}" : $"top {Top}, bottom {Bottom}, left {Left}, right {Right}";
}
