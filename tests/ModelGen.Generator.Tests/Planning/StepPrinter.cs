using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>Programs as text: a line for each step with what it computes and, after the arrow, what of that it stores.</summary>
internal static class StepPrinter
{
    public static string Print(PlannedProgram program) => Print(program.Steps);

    public static string Print(IEnumerable<Step> steps) => string.Join("\n", steps.Select(Print));

    private static string Print(Step step)
    {
        if (step is TransposeStep transpose)
        {
            return $"transpose {transpose.Source.Name} -> {Names(step.Stored)}";
        }

        if (step is SliceMeanStep mean)
        {
            return $"mean over slices {mean.Value.Name}";
        }

        string kind = step switch { ContractStep => "contract", RowUpdateStep => "rows", RegionStep => "region", GatherStep => "gather", ScatterStep => "scatter", _ => "scalar" };
        return $"{kind} {Names(step.Ops.SelectMany(op => op.Outputs))} -> {Names(step.Stored)}";
    }

    private static string Names(IEnumerable<Value> values) => string.Join(", ", values.Select(v => v.Name));
}
