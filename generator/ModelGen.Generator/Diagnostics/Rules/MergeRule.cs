using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>A layer whose inputs have shapes that fit each other.</summary>
internal abstract class MergeRule : LayerRule
{
    public override Problem? CheckInputs(Declared layer, IReadOnlyList<(Shape Shape, string Source)> inputs)
    {
        for (int k = 1; k < inputs.Count; k++)
        {
            (Shape Shape, string Source) unfit = inputs.Take(k).FirstOrDefault(i => !Fit(layer.Attribute, i.Shape, inputs[k].Shape));
            if (unfit.Source is not null)
            {
                return layer.Problem(
                    DiagnosticDescriptors.ShapesDiffer.Id,
                    layer.Name,
                    Text.Shape(unfit.Shape.Extents),
                    unfit.Source,
                    Text.Shape(inputs[k].Shape.Extents),
                    inputs[k].Source,
                    Demand(layer.Attribute));
            }
        }

        return null;
    }

    /// <summary>Whether the layer can take both shapes.</summary>
    protected abstract bool Fit(AttributeSpec layer, Shape first, Shape other);

    /// <summary>What the shapes must be, as the message ends.</summary>
    protected abstract string Demand(AttributeSpec layer);
}
