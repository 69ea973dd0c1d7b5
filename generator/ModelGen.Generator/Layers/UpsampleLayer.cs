using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Every pixel of an image, or step of a sequence, several times, or with others between them.</summary>
internal sealed record UpsampleLayer(string Name, int Height, int Width, UpsampleMode Mode, bool AlignsCorners) : Layer(Name)
{
    public static UpsampleLayer Bind(LayerDeclaration declaration)
    {
        int size = declaration.Attribute.Integer("Size", 2);
        UpsampleMode mode = (UpsampleMode)declaration.Attribute.Integer("Mode");
        return new(
            declaration.Name,
            declaration.Attribute.Integer("Height", size),
            declaration.Attribute.Integer("Width", size),
            mode,
            mode == UpsampleMode.Bilinear && declaration.Attribute.Flag("AlignCorners", false));
    }

    public override Shape OutputShape(Shape input)
    {
        int columns = input.Rank - 2;
        Shape wide = input.With(columns, (long)input[columns] * Width);
        return columns == 0 ? wide : wide.With(columns - 1, (long)input[columns - 1] * Height);
    }

    public override Value Lower(GraphBuilder graph, Value input) => Mode == UpsampleMode.Bilinear ? Interpolated(graph, input) : Copied(graph, input);

    /// <summary>Rows and then columns, each where there are more of them.</summary>
    private Value Interpolated(GraphBuilder graph, Value input)
    {
        int columns = input.Shape.Rank - 2;
        bool hasRows = columns > 1 && Height > 1, hasColumns = Width > 1;
        Value rows = hasRows ? Interpolation.Along(graph, hasColumns ? $"{Name}Rows" : Name, input, columns - 1, Height, AlignsCorners) : input;
        return hasColumns ? Interpolation.Along(graph, Name, rows, columns, Width, AlignsCorners) : rows;
    }

    private Value Copied(GraphBuilder graph, Value input)
    {
        // y · Height + u, x · Width + v: u and v count the copies.
        Axis[] axes = Box.AxesOf(input.Shape);
        List<Axis> all = [];
        List<AffineIndex> there = [];
        for (int d = 0; d < axes.Length; d++)
        {
            int size = d == axes.Length - 2 ? Width : d == axes.Length - 3 && d > 0 ? Height : 1;
            all.Add(axes[d]);
            if (size == 1)
            {
                there.Add(axes[d]);
            }
            else
            {
                Axis copy = new(d == axes.Length - 2 ? "v" : "u", size);
                all.Add(copy);
                there.Add(new AffineIndex([(axes[d], size), (copy, 1)]));
            }
        }

        Box box = new(input, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), AffineMap.Of([.. there]), [.. all]);
        return graph.Rearrange(Name, OutputShape(input.Shape.WithoutBatch).Batched, box);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [.. input.Rank == 2 ? new Setting[0] : [new("Height", Height)], new("Width", Width), new("Mode", $"{Mode}"), new("AlignCorners", AlignsCorners)];

    public override string Describe()
    {
        string mode = Mode == UpsampleMode.Nearest ? "" : AlignsCorners ? ", bilinear between corners" : ", bilinear";
        return Height == Width ? $"Upsample({Height}{mode})" : $"Upsample({Height} × {Width}{mode})";
    }
}
