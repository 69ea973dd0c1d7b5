using System;
using System.Linq;
using System.Reflection;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Diagnostics.Rules;

namespace ModelGen.Generator.Tests.Documents.Reference;

/// <summary>What the compiler asks of a setting: it is given a value out of every range, and says which it would take.</summary>
internal static class Ranges
{
    /// <returns>"above 0, and finite"; empty where any value is taken.</returns>
    public static string Of(Type attribute, PropertyInfo setting)
    {
        object? outside = setting.PropertyType switch
        {
            var type when type == typeof(double) => double.NaN,
            var type when type == typeof(int) => -7,
            var type when type == typeof(long) => -7L,
            var type when type == typeof(double[]) => EquatableArray.Create<double>([double.NaN]),
            _ => null,
        };
        if (outside is null || Kind(attribute) is not { } kind)
        {
            return "";
        }

        AttributeSpec spec = new(kind, ReferencePages.Name(attribute), [new Setting(setting.Name, outside)]);
        Declared declared = new(new ModelSpec(null!, [spec], null!), spec, 0, spec.Name);
        return RuleTable.Settings(spec)
            .Select(rule => rule(declared))
            .FirstOrDefault(p => p?.Id == DiagnosticDescriptors.SettingOutOfRange.Id && p.Arguments[1] == setting.Name)?.Arguments[3] ?? "";
    }

    private static AttributeKind? Kind(Type type) => type switch
    {
        _ when type.IsSubclassOf(typeof(LayerAttribute)) => AttributeKind.Layer,
        _ when type.IsSubclassOf(typeof(LossAttribute)) => AttributeKind.Loss,
        _ when type.IsSubclassOf(typeof(OptimizerAttribute)) => AttributeKind.Optimizer,
        _ when type == typeof(ModelAttribute) => AttributeKind.Model,
        _ when type == typeof(BudgetAttribute) => AttributeKind.Budget,
        _ when type == typeof(EmaAttribute) => AttributeKind.Ema,
        _ => null,
    };
}
