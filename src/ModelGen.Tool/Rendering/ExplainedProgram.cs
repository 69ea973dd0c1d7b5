using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Tool.Rendering;

/// <summary>The steps of a program, with what is known of each.</summary>
/// <param name="Name">Predict, Forward, …</param>
internal sealed record ExplainedProgram(string Name, IReadOnlyList<string> Lines)
{
    /// <summary>All programs of a model, in the order in which they run.</summary>
    public static IEnumerable<ExplainedProgram> AllOf(CompiledModel model)
    {
        ModelPlan plan = model.Plan;
        yield return Of(model, "Predict", plan.Lanes is null ? "" : $"fewer than {LanePlan.FewestExamples} examples, one after another", plan.Predict.Steps);
        if (plan.Lanes is { } lanes)
        {
            yield return Of(model, "PredictMany", $"{LanePlan.FewestExamples} examples or more, {lanes.Portion} at a time", lanes.Predict.Steps);
        }

        if (plan.Stream is { } stream)
        {
            yield return Of(model, "Step", "one time of the stream", stream.Program.Steps);
        }

        if (plan.Forward is not { } forward)
        {
            yield break;
        }

        yield return Of(model, "Forward", "", forward.Steps);
        if (plan.Statistics is { } statistics)
        {
            yield return Of(model, "Statistics", "once for a whole batch", statistics.Steps);
        }

        foreach (TargetPlan target in plan.Targets)
        {
            string classes = target.IsClasses ? "OfClasses" : target.IsGradients ? "From" : "";
            if (!target.IsGradients)
            {
                yield return Of(model, $"Evaluate{classes}", "after Predict", target.Loss.Steps);
            }

            yield return Of(model, $"Backward{classes}", "", target.Backward.Steps, forward.Steps.Count);
            if (target.Finish is { Steps.Count: > 0 } finish)
            {
                yield return Of(model, $"Finish{classes}", "once after all groups", finish.Steps);
            }

            if (target.Train is { } train)
            {
                yield return Of(model, $"Train{classes}", "the backward pass of TrainBatch: parameters are updated while their gradients are at hand", train.Steps, forward.Steps.Count);
            }
        }

        if (plan.RangedUpdate is { } update)
        {
            yield return Of(model, "Update", "any range of the parameters", [.. update.Steps]);
        }
    }

    /// <param name="note">What a reader should know beside the name.</param>
    /// <param name="first">The steps of a training step before these.</param>
    private static ExplainedProgram Of(CompiledModel model, string name, string note, IReadOnlyList<Step> steps, int first = 0)
    {
        StepText text = new(model);
        List<string> lines = [$"{name}: {Numbers.Count(steps.Count, "step")}{(note.Length == 0 ? "" : $", {note}")}"];
        for (int i = 0; i < steps.Count; i++)
        {
            string[] ofStep = [.. text.Lines(steps[i])];
            lines.Add($"{first + i + 1,4}  {ofStep[0]}");
            lines.AddRange(ofStep.Skip(1).Select(l => $"      {l}"));
        }

        return new ExplainedProgram(name, lines);
    }
}
