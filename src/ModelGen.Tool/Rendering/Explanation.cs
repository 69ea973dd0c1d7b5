using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;
using ModelGen.Generator.StraightLine;
using ModelGen.Tool.Compiling;

namespace ModelGen.Tool.Rendering;

/// <summary>What the generator has decided for a model, as lines for a reader.</summary>
/// <param name="Head">What concerns the whole model.</param>
/// <param name="Programs">What its members run, in order; empty where the reference form is the only code.</param>
/// <param name="Memory">Where values lie.</param>
internal sealed record Explanation(IReadOnlyList<string> Head, IReadOnlyList<ExplainedProgram> Programs, IReadOnlyList<string> Memory)
{
    public IEnumerable<string> All => [.. Head, .. Programs.SelectMany(p => p.Lines.Prepend("")), "", .. Memory];

    public static Explanation Of(DeclaredModel model)
    {
        CompiledModel compiled = model.Compile();
        string title = $"{model.FullName}  {model.Place.Path}:{model.Place.StartLinePosition.Line + 1}";
        return compiled.Loops is { } loops
            ? new Explanation([title, "Kernels: Reference. Plain loops are the only code; nothing is decided for speed."], [], [.. MemoryText.Of(loops)])
            : new Explanation([title, LayoutOf(compiled.Plan), .. Weights(compiled), .. StraightLines(compiled), Stream(compiled)], [.. ExplainedProgram.AllOf(compiled)], [.. MemoryText.Of(compiled)]);
    }

    public bool Has(string program) => Programs.Any(p => IsNamed(p, program));

    /// <summary>One program alone.</summary>
    public IEnumerable<string> Of(string program) => Programs.Where(p => IsNamed(p, program)).SelectMany(p => p.Lines);

    private static bool IsNamed(ExplainedProgram program, string name) => program.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string LayoutOf(ModelPlan plan) => plan.RowsBecause is { } reason
        ? $"Layout: an example after another, since {reason}."
        : $"Layout: examples in the lanes of vectors, {LaneLayout.Block} in a block, since the network goes over images and MaxBatch fills a block."
            + (plan.Lanes!.Group > 0 ? $" A batch trains in groups of {plan.Lanes.Group}, so that what is kept of them stays in the cache." : "");

    /// <summary>The weights that lie otherwise than their shape says.</summary>
    private static IEnumerable<string> Weights(CompiledModel model)
    {
        string[] moved =
        [
            .. model.Graph.Parameters.Where(p => !model.Layouts.Order(p.Value).SequenceEqual(Enumerable.Range(0, p.Value.Shape.Rank)))
                .Select(p => $"{p.Name} {Numbers.Shape(p.Value.Shape.Extents)} as [{string.Join(", ", model.Layouts.InMemory(p.Value).Extents)}]"),
        ];
        return moved.Length == 0 ? [] : [$"Weights lie with their outputs side by side: {string.Join("; ", moved)}."];
    }

    private static IEnumerable<string> StraightLines(CompiledModel model)
    {
        StraightLinePlan plan = model.StraightLines;
        yield return Sentence("Predict of one example", plan.Predict, plan.PredictReason);
        for (int k = 0; k < plan.Training.Count; k++)
        {
            TargetPlan target = model.Plan.Targets[k];
            if (target.IsGradients)
            {
                continue;
            }

            string what = target.Train is null ? "Forward and backward" : "A training step";
            yield return Sentence($"{what} of {Numbers.Count(model.Network.MaxBatch, "example")}{(target.IsClasses ? " with class indices" : "")}", plan.Training[k], plan.TrainingReasons[k]);
        }
    }

    private static string Stream(CompiledModel model) => StreamObstacle.Of(model.Network) is { } obstacle
        ? $"Stream: none, since {obstacle}."
        : Sentence("A step of the stream", model.StraightLines.Stream, model.StraightLines.StreamReason);

    private static string Sentence(string what, StraightLinePass? line, string reason) =>
        line is null ? $"{what}: no straight line, since {reason}."
        : $"{what}: a straight line, {(line.SamplesInLanes ? "an example in each lane" : "features in the lanes")}; {reason}.";
}
