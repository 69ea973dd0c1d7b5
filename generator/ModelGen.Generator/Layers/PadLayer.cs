using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>A border around an image, or before and after a sequence: a number, the picture mirrored, or its edge.</summary>
internal sealed record PadLayer(string Name, PadMode Mode, double Number, BorderSides Sides) : Layer(Name)
{
    public static PadLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name,
        (PadMode)declaration.Attribute.Integer("Mode"),
        declaration.Attribute.Number("Value", 0),
        BorderSides.Bind(declaration.Attribute, "Padding"));

    public override Shape OutputShape(Shape input) => Sides.Around(input);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        if (Mode == PadMode.Constant)
        {
            Shape shape = OutputShape(input.Shape.WithoutBatch).Batched;
            Box inside = Box.Shifted(input, Sides.Offsets(input.Shape));
            return Number == 0 ? graph.Rearrange(Name, shape, inside) : WithNumber(graph, input, shape, inside);
        }

        // Rows and then columns: a corner is both.
        int columns = input.Shape.Rank - 2;
        bool hasRows = columns > 1 && Sides.Top + Sides.Bottom > 0;
        Value rows = hasRows ? Continued(graph, $"{Name}Rows", input, columns - 1, Sides.Top, Sides.Bottom) : input;
        return Continued(graph, Name, rows, columns, Sides.Left, Sides.Right);
    }

    /// <summary>Zeros around the input, and the number where there are zeros around ones.</summary>
    private Value WithNumber(GraphBuilder graph, Value input, Shape shape, Box inside)
    {
        Value zeros = graph.Rearrange($"{Name}Zeros", shape, inside), ones = graph.Value($"{Name}Ones", input.Shape);
        graph.Map(ones, 1);
        Value isInside = graph.Rearrange($"{Name}Inside", shape, inside with { Source = ones });
        return graph.Map(Name, Expr.Input(0) + (Number * (1 - Expr.Input(1))), zeros, isInside);
    }

    /// <summary>What stands before and after along one dimension, one place after another.</summary>
    private Value Continued(GraphBuilder graph, string name, Value source, int dimension, int before, int after)
    {
        int extent = source.Shape[dimension];
        Shape shape = source.Shape.With(dimension, (long)before + extent + after);
        Axis[] axes = Box.AxesOf(source.Shape);
        Axis[] others = [.. axes.Where((_, d) => d != dimension)];
        Box Line(int from, int to) => new(source, At(from), At(to), [.. others]);
        AffineMap At(int place) => AffineMap.Of([.. axes.Select((a, d) => d == dimension ? Box.Plus(AffineIndex.Zero, place) : a)]);
        int Mirrored(int k) => Mode == PadMode.Edge ? 0 : k;
        return graph.Rearrange(
            name,
            shape,
            [
                .. Enumerable.Range(1, before).Select(k => Line(Mirrored(k), before - k)),
                Box.Shifted(source, [.. axes.Select((_, d) => d == dimension ? before : 0)]),
                .. Enumerable.Range(1, after).Select(k => Line(extent - 1 - Mirrored(k), before + extent - 1 + k)),
            ]);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Mode", $"{Mode}"), new("Value", Number), .. Sides.EffectiveSettings(input)];

    public override string Describe() =>
        $"Pad({Sides.Describe()}, {Mode.ToString().ToLowerInvariant()}{(Number == 0 ? "" : $" {NumberText.Shortest(Number)}")})";
}
