using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>
/// The loss without gradients, by the kernel that has them too where they are few: what they cost is little beside the network, and the formulas of the loss stand in
/// one kernel, not in two.
/// </summary>
internal static class SharedLoss
{
    // Of one example. More would make the portions of an evaluation smaller, which keep them in their memory.
    private const int MostGradients = 128;

    /// <returns>The steps of <see cref="TargetPlan.Loss"/>.</returns>
    public static EquatableArray<Step> Of(TargetPlan plan)
    {
        IReadOnlyList<Step> steps = plan.Loss.Steps;
        if (plan.IsGradients)
        {
            return plan.Loss.Steps;
        }

        Value sum = plan.Graph.LossSum!;
        return steps[0] is RegionStep { Stored: [var only] } alone && only == sum && plan.Backward.Steps.FirstOrDefault(s => s.Computes(sum)) is RegionStep { Stored.Count: 2 } whole
            && new HashSet<Value>(alone.Loaded).SetEquals(whole.Loaded) && whole.Stored.Single(v => v != sum).Shape is { HasBatch: true } gradient && gradient.WithoutBatch.Length <= MostGradients
            ? steps.Select((s, i) => i == 0 ? whole : s).ToEquatableArray()
            : plan.Loss.Steps;
    }
}
