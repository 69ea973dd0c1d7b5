using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The mean of each window, for each channel.</summary>
/// <param name="CountsPadding">Whether padding counts as zeros; else the mean is over what lies inside.</param>
internal sealed record AveragePoolLayer(string Name, EquatableArray<WindowDimension> Window, bool CountsPadding) : Layer(Name)
{
    public static AveragePoolLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name, WindowDimension.Bind(declaration.Attribute, stridesByKernel: true), declaration.Attribute.Flag("CountIncludePad", true));

    public override string WhyNoLengths => "its windows join times; GlobalAveragePool and GlobalMaxPool leave the padding out";

    public override Shape OutputShape(Shape input) => PooledShape.Of(Window, input);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape output = OutputShape(input.Shape.WithoutBatch).Batched;
        int[] extents = SlidingWindow.Spatial(input.Shape), positions = SlidingWindow.Spatial(output);
        bool isUniform = CountsPadding || Window.Select((d, k) => (d, k)).All(w => Enumerable.Range(0, positions[w.k]).All(p => w.d.Inside(extents[w.k], p) == w.d.Kernel));
        if (isUniform)
        {
            SlidingWindow window = SlidingWindow.Of(Window, extents, positions);
            double taps = Window.Aggregate(1.0, (product, d) => product * d.Kernel);
            return Mean(graph, Name, input, output, window, graph.Constant($"{Name}Share", Shape.Scalar, 1 / taps), AffineMap.Of());
        }

        // Windows that reach over the border have fewer numbers: how many, is a product of how many along each dimension, so the mean is taken along one after the other.
        for (int d = 0; d < Window.Count; d++)
        {
            bool isLast = d == Window.Count - 1;
            output = WithExtent(input.Shape, d + 1, positions[d]);
            SlidingWindow window = SlidingWindow.Of([.. Window.Select((w, k) => k == d ? w : Unchanged)], SlidingWindow.Spatial(input.Shape), SlidingWindow.Spatial(output));
            double[] shares = [.. Enumerable.Range(0, positions[d]).Select(p => 1.0 / Window[d].Inside(extents[d], p))];
            Value share = graph.Constant($"{Name}Shares", Shape.Of(positions[d]), shares);
            input = Mean(graph, isLast ? Name : $"{Name}Columns", input, output, window, share, AffineMap.Of(window.Positions[d]));
        }

        return input;
    }

    private static WindowDimension Unchanged { get; } = new(1, 1, 1, false, 0, 0);

    private static Shape WithExtent(Shape shape, int dimension, int extent) => Shape.Of([.. shape.Extents.Select((e, k) => k == dimension ? extent : e)]);

    private static Value Mean(GraphBuilder graph, string name, Value input, Shape output, SlidingWindow window, Value share, AffineMap shareMap)
    {
        Axis b = new("b", Shape.Batch), c = new("c", output[output.Rank - 1]);
        return graph.Contract(
            name, output, window.AtPosition(b, c), input, window.AtInput(b, c), share, shareMap, [b, .. window.Positions, c, .. window.Taps]);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) =>
        [.. WindowDimension.EffectiveSettings(Window, input.Extents), new("CountIncludePad", CountsPadding)];

    public override string Describe() =>
        $"AveragePool{Window.Count}D({WindowDimension.Describe(Window, stridesByKernel: true)}{(CountsPadding ? "" : ", inside only")})";
}
