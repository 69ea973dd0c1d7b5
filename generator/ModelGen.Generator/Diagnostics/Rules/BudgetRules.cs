using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether a network keeps to what [Budget] allows it: the totals of its table.</summary>
internal static class BudgetRules
{
    public static IReadOnlyList<SettingRule> Settings { get; } = [Limit("MaxParameters"), Limit("MaxBytes"), Limit("MaxFlops")];

    /// <param name="all">The attributes of a model without faults.</param>
    public static IEnumerable<Problem> Check(ModelSpec model, IReadOnlyList<Declared> all)
    {
        if (all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Budget) is not { } budget)
        {
            yield break;
        }

        (string table, IReadOnlyList<LayerCost> costs) = NetworkTable.Of(ShapeInference.Infer(model));
        string[] excesses =
        [
            .. Excess(budget, "MaxParameters", "parameters", costs, c => c.Parameters),
            .. Excess(budget, "MaxBytes", "bytes", costs, c => c.Bytes),
            .. Excess(budget, "MaxFlops", "FLOPs", costs, c => c.Flops),
        ];
        if (excesses.Length > 0)
        {
            yield return budget.Problem(DiagnosticDescriptors.OverBudget.Id, model.Type.Name, string.Join(" and ", excesses), "\n" + table);
        }
    }

    /// <summary>The total with what each layer has of it: a build shows the first line of a message only.</summary>
    private static IEnumerable<string> Excess(Declared budget, string limit, string what, IReadOnlyList<LayerCost> costs, Func<LayerCost, long> measure)
    {
        long total = costs.Sum(measure);
        if (budget.Attribute.Has(limit) && total > budget.Attribute.Long(limit))
        {
            string layers = string.Join(", ", costs.Where(c => measure(c) > 0).Select(c => $"{c.Name} {Text.Count(measure(c))}"));
            yield return $"{Text.Count(total)} {what} ({layers}) where {limit} is {Text.Count(budget.Attribute.Long(limit))}";
        }
    }

    private static SettingRule Limit(string setting) => declared =>
        declared.Attribute.Has(setting) && declared.Attribute.Long(setting) is var limit && limit < 1
            ? declared.Problem(DiagnosticDescriptors.SettingOutOfRange.Id, declared.Subject, setting, Text.Count(limit), "1 or more")
            : null;
}
