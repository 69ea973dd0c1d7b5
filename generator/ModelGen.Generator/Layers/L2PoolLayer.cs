using System.Collections.Generic;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>√ Σ x² of each window, for each channel. Where the sum is 0 the gradient is 0, as PyTorch's LPPool has it.</summary>
internal sealed record L2PoolLayer(string Name, EquatableArray<WindowDimension> Window) : Layer(Name)
{
    public static L2PoolLayer Bind(LayerDeclaration declaration) => new(declaration.Name, WindowDimension.Bind(declaration.Attribute, stridesByKernel: true));

    public override string WhyNoLengths => "its windows join times; GlobalAveragePool and GlobalMaxPool leave the padding out";

    public override Shape OutputShape(Shape input) => PooledShape.Of(Window, input);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape output = OutputShape(input.Shape.WithoutBatch).Batched;
        SlidingWindow window = SlidingWindow.Of(Window, SlidingWindow.Spatial(input.Shape), SlidingWindow.Spatial(output));
        Axis b = new("b", Shape.Batch), c = new("c", output[output.Rank - 1]);
        Value squares = graph.Map($"{Name}Squares", Expr.Input(0) * Expr.Input(0), input);
        Value sums = graph.Contract(
            $"{Name}Sums",
            output,
            window.AtPosition(b, c),
            squares,
            window.AtInput(b, c),
            graph.Constant($"{Name}One", Shape.Scalar, 1),
            AffineMap.Of(),
            [b, .. window.Positions, c, .. window.Taps]);

        Value root = graph.Value(Name, output);
        Expr y = Expr.Input(0);
        graph.Add(new MapOp([sums], [root], [Expr.Sqrt(y)]) { Slope = Expr.Select(y, Comparison.Greater, 0, 0.5 / y, 0) });
        return root;
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => WindowDimension.EffectiveSettings(Window, input.Extents);

    public override string Describe() => $"L2Pool{Window.Count}D({WindowDimension.Describe(Window, stridesByKernel: true)})";
}
