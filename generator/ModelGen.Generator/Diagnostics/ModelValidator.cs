using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics.Rules;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics;

/// <summary>
/// Finds every fault of a declaration. The analyzer reports them; the generator writes nothing for a declaration with an error, and
/// everything after it may rely on one without.
/// </summary>
internal static class ModelValidator
{
    /// <param name="isWhole">Whether the model has no attribute that C# does not know.</param>
    public static EquatableArray<Problem> Validate(ModelSpec model, bool isWhole = true)
    {
        if (!isWhole || !model.IsFinished)
        {
            return OfUnfinished(model);
        }

        IReadOnlyList<Declared> all = Declare(model);
        List<Problem> problems = [.. model.Type.Faults.Select(f => OfType(model, f))];
        problems.AddRange(StructureRules.Check(model, all));
        Problem[] names = [.. NameRules.Check(all)];
        problems.AddRange(names);

        HashSet<int> faulty = [];
        foreach (Declared declared in all)
        {
            Problem[] found = [.. RuleTable.Settings(declared.Attribute).Select(rule => rule(declared)).OfType<Problem>()];
            problems.AddRange(found);
            if (HasErrors(found))
            {
                faulty.Add(declared.Index);
            }
        }

        Declared[] inputs = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Input)];
        Declared[] layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        bool isOrdered = inputs.Concat(layers).Select(d => d.Attribute.Declaration).Distinct().Count() == 1;
        if (isOrdered && inputs.Length > 0 && layers.Length > 0)
        {
            Wiring wiring = Wiring.Of(model.Attributes);
            Problem[] found = [.. WiringRules.Check(all, wiring, names.Length == 0)];
            problems.AddRange(found);
            if (!HasErrors(found))
            {
                if (!inputs.Concat(layers).Any(d => faulty.Contains(d.Index)))
                {
                    problems.AddRange(ShapeRules.Check(all, wiring));
                }

                problems.AddRange(LossFitRules.Check(all, wiring));
                problems.AddRange(OutputDropoutRule.Check(all, wiring));
            }
        }

        // What a network costs is known once nothing else is wrong with it.
        if (!HasErrors(problems))
        {
            problems.AddRange(MemoryRules.Check(model, all));
        }

        if (!HasErrors(problems))
        {
            problems.AddRange(BudgetRules.Check(model, all));
            problems.AddRange(StreamRules.Check(model, all));
        }

        return problems.ToEquatableArray();
    }

    /// <summary>Whether code can be generated.</summary>
    public static bool IsSound(ModelSpec model) => model.IsFinished && !HasErrors(Validate(model));

    /// <summary>Whether some of the problems forbid to generate code.</summary>
    public static bool HasErrors(IEnumerable<Problem> problems) =>
        problems.Any(p => DiagnosticDescriptors.All[p.Id].DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>What is wrong whatever somebody is about to type: nothing that depends on an attribute which C# does not understand.</summary>
    private static EquatableArray<Problem> OfUnfinished(ModelSpec model)
    {
        IEnumerable<Problem> settings = Declare(model)
            .Where(d => d.Attribute.IsFinished)
            .SelectMany(d => RuleTable.Settings(d.Attribute).Select(rule => rule(d)).OfType<Problem>())
            .Where(p => HasErrors([p]));
        return model.Type.Faults.Select(f => OfType(model, f)).Concat(settings).ToEquatableArray();
    }

    private static IReadOnlyList<Declared> Declare(ModelSpec model)
    {
        List<AttributeSpec> layers = [.. model.Attributes.Where(a => a.Kind == AttributeKind.Layer)], inputs = [.. model.Attributes.Where(a => a.Kind == AttributeKind.Input)];
        int layer = 0, input = 0;
        return [.. model.Attributes.Select((a, i) => new Declared(model, a, i, NameOf(a)))];

        string NameOf(AttributeSpec attribute) => attribute.Kind switch
        {
            AttributeKind.Layer => LayerNames.Of(layers, layer++),
            AttributeKind.Input => LayerNames.OfInput(inputs, input++),
            _ => attribute.Name,
        };
    }

    private static Problem OfType(ModelSpec model, TypeFault fault)
    {
        DiagnosticDescriptor descriptor = fault.Kind switch
        {
            TypeFaultKind.NotPartial => DiagnosticDescriptors.NotPartial,
            TypeFaultKind.ContainerNotPartial => DiagnosticDescriptors.ContainerNotPartial,
            TypeFaultKind.NotAClass => DiagnosticDescriptors.NotAClass,
            TypeFaultKind.FileLocal => DiagnosticDescriptors.FileLocal,
            TypeFaultKind.MemberClash => DiagnosticDescriptors.MemberClash,
            TypeFaultKind.RequiredMember => DiagnosticDescriptors.RequiredMember,
            TypeFaultKind.BaseConstructor => DiagnosticDescriptors.BaseConstructor,
            TypeFaultKind.NameOfMember => DiagnosticDescriptors.NameOfMember,
            TypeFaultKind.HidesName => DiagnosticDescriptors.HidesName,
            TypeFaultKind.LonelyConstructor => DiagnosticDescriptors.LonelyConstructor,
            TypeFaultKind.DerivesFromModel => DiagnosticDescriptors.DerivesFromModel,
            _ => DiagnosticDescriptors.LanguageVersion,
        };
        return new Problem(descriptor.Id, -1, EquatableArray.ToEquatableArray([model.Type.Name, fault.Detail]));
    }
}
