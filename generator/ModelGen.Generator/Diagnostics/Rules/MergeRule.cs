using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>A layer whose inputs have one shape.</summary>
internal abstract class MergeRule : LayerRule
{
    public override Problem? CheckInputs(Declared layer, IReadOnlyList<(Shape Shape, string Source)> inputs)
    {
        (Shape Shape, string Source) other = inputs.FirstOrDefault(i => !Fit(layer.Attribute, inputs[0].Shape, i.Shape));
        return other.Source is null ? null : layer.Problem(
            DiagnosticDescriptors.ShapesDiffer.Id,
            layer.Name,
            Text.Shape(inputs[0].Shape.Extents),
            inputs[0].Source,
            Text.Shape(other.Shape.Extents),
            other.Source,
            Demand(layer.Attribute));
    }

    /// <summary>Whether the layer can take both shapes.</summary>
    protected virtual bool Fit(AttributeSpec layer, Shape first, Shape other) => first == other;

    /// <summary>What the shapes must be, as the message ends.</summary>
    protected virtual string Demand(AttributeSpec layer) => "they must be equal";
}
