using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether a model that is to be a stream can be one.</summary>
internal static class StreamRules
{
    /// <param name="all">The attributes of a model without faults.</param>
    public static IEnumerable<Problem> Check(ModelSpec model, IReadOnlyList<Declared> all)
    {
        Declared declared = all.First(d => d.Attribute.Kind == AttributeKind.Model);
        if (declared.Attribute.Flag("Streaming") && StreamObstacle.Of(ShapeInference.Infer(model)) is { } obstacle)
        {
            yield return declared.Problem(DiagnosticDescriptors.NoStream.Id, model.Type.Name, obstacle);
        }
    }
}
