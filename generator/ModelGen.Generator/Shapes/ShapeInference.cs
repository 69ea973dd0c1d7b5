using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Optimizers;

namespace ModelGen.Generator.Shapes;

/// <summary>Stage 2: names the layers and walks the shapes from the input to the output. Takes a declaration without faults.</summary>
internal static class ShapeInference
{
    public static Network Infer(ModelSpec spec)
    {
        AttributeSpec model = spec.Attributes.First(a => a.Kind == AttributeKind.Model);
        Shape input = new(spec.Attributes.First(a => a.Kind == AttributeKind.Input).Integers("Shape"));
        Layer[] layers = [.. LayerRegistry.Bind([.. spec.Attributes.Where(a => a.Kind == AttributeKind.Layer)])];

        List<ShapedLayer> shaped = [];
        Shape shape = input;
        foreach (Layer layer in layers)
        {
            Shape output = layer.OutputShape(shape);
            shaped.Add(new ShapedLayer(layer, shape, output));
            shape = output;
        }

        return new Network(
            spec.Type.Name,
            (Precision)model.Integer("Precision"),
            model.Integer("MaxBatch", 64),
            model.Flag("InputGradients"),
            input,
            shaped.ToEquatableArray(),
            spec.Attributes.FirstOrDefault(a => a.Kind == AttributeKind.Loss) is { } loss ? LossRegistry.Bind(loss) : null,
            spec.Attributes.FirstOrDefault(a => a.Kind == AttributeKind.Optimizer) is { } optimizer ? OptimizerRegistry.Bind(optimizer) : null);
    }
}
