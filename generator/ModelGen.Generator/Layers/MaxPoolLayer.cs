using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The largest number of each window, for each channel; padding takes no part.</summary>
internal sealed record MaxPoolLayer(string Name, EquatableArray<WindowDimension> Window) : Layer(Name)
{
    public static MaxPoolLayer Bind(LayerDeclaration declaration) => new(declaration.Name, WindowDimension.Bind(declaration.Attribute, stridesByKernel: true));

    public override string WhyNoLengths => "its windows join times; GlobalAveragePool and GlobalMaxPool leave the padding out";

    public override Shape OutputShape(Shape input) => PooledShape.Of(Window, input);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape output = OutputShape(input.Shape.WithoutBatch).Batched;
        SlidingWindow window = SlidingWindow.Of(Window, SlidingWindow.Spatial(input.Shape), SlidingWindow.Spatial(output));
        Axis b = new("b", Shape.Batch), c = new("c", output[output.Rank - 1]);
        return graph.MaxPool(Name, output, window.AtPosition(b, c), input, window.AtInput(b, c), [b, .. window.Positions, c], window.Taps);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => WindowDimension.EffectiveSettings(Window, input.Extents);

    public override string Describe() => $"MaxPool{Window.Count}D({WindowDimension.Describe(Window, stridesByKernel: true)})";
}
