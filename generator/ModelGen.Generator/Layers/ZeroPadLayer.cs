using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Zeros around an image, or before and after a sequence.</summary>
internal sealed record ZeroPadLayer(string Name, int Top, int Bottom, int Left, int Right) : Layer(Name)
{
    public static ZeroPadLayer Bind(LayerDeclaration declaration)
    {
        AttributeSpec attribute = declaration.Attribute;
        int padding = attribute.Integer("Padding");
        return new(declaration.Name, Side("Top"), Side("Bottom"), Side("Left"), Side("Right"));

        int Side(string setting) => attribute.Integer(setting, padding);
    }

    // The dimension of the columns is the last but one, that of the rows, which a sequence lacks, the one before.
    public override Shape OutputShape(Shape input)
    {
        int columns = input.Rank - 2;
        Shape wide = input.With(columns, (long)Left + input[columns] + Right);
        return columns == 0 ? wide : wide.With(columns - 1, (long)Top + input[columns - 1] + Bottom);
    }

    public override Value Lower(GraphBuilder graph, Value input) => graph.Rearrange(
        Name,
        OutputShape(input.Shape.WithoutBatch).Batched,
        input.Shape.Rank == 3 ? Box.Shifted(input, 0, Left, 0) : Box.Shifted(input, 0, Top, Left, 0));

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [.. input.Rank == 2 ? new Setting[0] : [new("Top", Top), new("Bottom", Bottom)], new("Left", Left), new("Right", Right)];

    public override string Describe() =>
        Top == Bottom && Left == Right && Top == Left ? $"ZeroPad({Top})" : $"ZeroPad(top {Top}, bottom {Bottom}, left {Left}, right {Right})";
}
