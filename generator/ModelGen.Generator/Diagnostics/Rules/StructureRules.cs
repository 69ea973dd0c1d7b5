using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Which attributes a model has, and in which order.</summary>
internal static class StructureRules
{
    public static IEnumerable<Problem> Check(ModelSpec model, IReadOnlyList<Declared> all)
    {
        Declared? firstInput = all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Input);
        Declared? firstLayer = all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Layer);
        if (firstInput is null)
        {
            yield return OnClass(model, DiagnosticDescriptors.NoInput.Id);
        }

        if (firstLayer is null)
        {
            yield return OnClass(model, DiagnosticDescriptors.NoLayer.Id);
        }

        Declared[] ordered = [.. all.Where(d => d.Attribute.Kind is AttributeKind.Input or AttributeKind.Layer)];
        if (ordered.FirstOrDefault(d => d.Attribute.Declaration != ordered[0].Attribute.Declaration) is { } elsewhere)
        {
            yield return elsewhere.Problem(DiagnosticDescriptors.TwoDeclarations.Id, elsewhere.Attribute.Name, model.Type.Name, ordered[0].Attribute.Name);
        }
        else if (firstLayer is not null && all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Input && d.Index > firstLayer.Index) is { } late)
        {
            yield return late.Problem(DiagnosticDescriptors.InputAfterLayer.Id, firstLayer.Name);
        }

        Declared[] optimizers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Optimizer)];
        foreach (Declared other in optimizers.Skip(1))
        {
            yield return other.Problem(DiagnosticDescriptors.DeclaredTwice.Id, other.Attribute.Name, optimizers[0].Attribute.Name);
        }

        Declared? optimizer = optimizers.FirstOrDefault();
        if (optimizer is not null && !all.Any(SettingRules.HasGradients))
        {
            yield return optimizer.Problem(DiagnosticDescriptors.OptimizerWithoutLoss.Id, optimizer.Attribute.Name, model.Type.Name);
        }

        if (optimizer is null && all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Ema) is { } ema)
        {
            yield return ema.Problem(DiagnosticDescriptors.AverageWithoutOptimizer.Id, model.Type.Name);
        }
    }

    private static Problem OnClass(ModelSpec model, string id) => new(id, -1, EquatableArray.ToEquatableArray([model.Type.Name]));
}
