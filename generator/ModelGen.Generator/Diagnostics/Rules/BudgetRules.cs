using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Shapes;

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

        (string table, long parameters, long flops, long bytes) = SummaryTable.Layers(ShapeInference.Infer(model));
        string[] excesses =
        [
            .. new[] { ("MaxParameters", parameters, "parameters"), ("MaxBytes", bytes, "bytes"), ("MaxFlops", flops, "FLOPs") }
                .Where(l => budget.Attribute.Has(l.Item1) && l.Item2 > budget.Attribute.Long(l.Item1))
                .Select(l => $"{Text.Count(l.Item2)} {l.Item3} where {l.Item1} is {Text.Count(budget.Attribute.Long(l.Item1))}"),
        ];
        if (excesses.Length > 0)
        {
            yield return budget.Problem(DiagnosticDescriptors.OverBudget.Id, model.Type.Name, string.Join(", ", excesses), "\n" + table);
        }
    }

    private static SettingRule Limit(string setting) => declared =>
        declared.Attribute.Has(setting) && declared.Attribute.Long(setting) is var limit && limit < 1
            ? declared.Problem(DiagnosticDescriptors.SettingOutOfRange.Id, declared.Subject, setting, Text.Count(limit), "1 or more")
            : null;
}
