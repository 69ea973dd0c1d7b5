using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Evaluate: inference and the loss, in portions of examples, without gradients.</summary>
internal static class EvaluateEmitter
{
    /// <summary>The name of the number of positions that count, of all portions.</summary>
    private const string Counted = "allCounted";

    public static void EmitMember(EmissionContext context, SourceWriter members, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        members.Line(
            $$"""
            /// <inheritdoc cref="~IDifferentiableModel{TSelf, T}.Evaluate"/>
            /// <param name="inputs">An example after another, {{context.InputWords}}.</param>
            {{target.Documentation}}
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block($"public {t} Evaluate(~ReadOnlySpan<{t}> inputs, ~ReadOnlySpan<{target.Type}> {target.Parameter})"))
        {
            members.Line(
                $$"""
                int examples = ~Check.Examples({{name}}, nameof(inputs), inputs.Length, InputLength);
                {{target.ChecksWith(context, "examples")}}
                """);
            if (context.Reference is { } reference)
            {
                reference.EmitEvaluate(members, target);
            }
            else
            {
                members.Line($"return {context.Passes}.MeanLoss(ref {AverageEmitter.First(context)}, inputs, {target.Parameter}, examples);");
            }
        }
    }

    public static void EmitPasses(EmissionContext context, ProgramEmitter programs, TargetPlan plan)
    {
        ScratchEmitter scratch = new(context.Plan.EvaluateScratch, context.T);
        EmitMean(context, programs, plan, scratch);
        EmitPortion(context, programs, plan, scratch);
    }

    /// <summary>All examples in portions, then from the sum of their losses to the mean, with the penalties.</summary>
    private static void EmitMean(EmissionContext context, ProgramEmitter programs, TargetPlan plan, ScratchEmitter scratch)
    {
        string t = context.T, sum = plan.Graph.LossSum!.Name, portion = scratch.PortionName;
        string batch = portion == "1" ? "1" : "int.Min(examples - first, Portion)";
        TargetText target = TargetText.Of(context, plan);
        if (plan == context.Plan.Targets[0])
        {
            scratch.EmitField(programs.Writer, "s_evaluationScratch", isNullable: false);
        }

        programs.Writer.Line();
        programs.Writer.Line("/// <summary>The mean loss of any number of examples, which go through inference in portions.</summary>");
        using (programs.Method($"public static {t} MeanLoss(ref {t} parameters, ReadOnlySpan<{t}> inputs, ReadOnlySpan<{target.Type}> {target.Parameter}, int examples)"))
        {
            scratch.DeclarePortion(programs.Writer);
            programs.Writer.Line($"Span<{t}> scratch = {scratch.Allocation(portion, "s_evaluationScratch")};");
            programs.Writer.Line($"{t} {sum} = 0{(plan.Graph.LossCount is null ? "" : $", {Counted} = 0")};");
            using (programs.Writer.Block($"for (int first = 0; first < examples; {(portion == "1" ? "first++" : "first += Portion")})"))
            {
                programs.Writer.Line(
                    $$"""
                    ref {{t}} input = ref Numbers.First(inputs.Slice({{VectorText.Scaled("first", context.Network.Input.Length)}}));
                    ref {{target.Type}} target = ref Numbers.First({{target.Parameter}}.Slice({{VectorText.Scaled("first", plan.Target.Shape.Length)}}));
                    {{sum}} += EvaluatePass(ref parameters, ref Numbers.First(scratch), ref input, ref target, {{batch}});
                    """);
                if (plan.Graph.LossCount is { } count)
                {
                    programs.Writer.Line($"{Counted} += Unsafe.Add(ref Numbers.First(scratch), {batch} * {scratch.PlaceOf(count)!.Offset});");
                }
            }

            programs.Writer.Line();
            programs.Writer.Line(plan.Graph.LossShare is { } share
                ? $"{t} {share.Name} = {Counted} > 0 ? 1 / {Counted} : 0;"
                : $"{t} perExample = {SliceText.PerExample(context, "examples")};");
            EmitFinish(context, programs, plan);
        }
    }

    /// <summary>The end of a method that has the sum of all losses: their mean, with the penalties.</summary>
    /// <param name="before">What is done first.</param>
    public static void EmitFinish(EmissionContext context, ProgramEmitter programs, TargetPlan plan, PlannedProgram? before = null)
    {
        Step[] first = [.. before?.Steps ?? []], steps = [.. plan.LossOfAll];
        programs.DeclareBuffers(first.Concat(steps), value => context.PlaceOf((before ?? context.Plan.Forward!).Buffers, value));
        programs.Call("Finish", first);
        programs.Call("Evaluate", steps);
        programs.Writer.Line($"return {plan.Graph.Loss!.Name};");
    }

    /// <summary>The sum of the losses of a portion.</summary>
    private static void EmitPortion(EmissionContext context, ProgramEmitter programs, TargetPlan plan, ScratchEmitter scratch)
    {
        string t = context.T;
        Value output = context.Graph.Predicting.Output.Storage;
        Step[] steps = [.. plan.LossOfPortion];
        programs.Writer.Line();
        programs.Writer.Line("/// <summary>Inference of a portion of examples, and the sum of their losses.</summary>");
        using (programs.Method($"public static {t} EvaluatePass(ref {t} parameters, ref {t} scratch, ref {t} input, ref {TargetText.Of(context, plan).Type} {plan.Target.Name}, nint batch)"))
        {
            programs.Writer.Line($"ref {t} {output.Name} = ref {scratch.PlaceOf(output)};");
            programs.Writer.Line($"PredictPass(ref parameters, ref input, ref {output.Name}{(context.Plan.PredictScratch.IsNeeded ? ", ref scratch" : "")}, batch);");
            if (steps.Any(s => s is not ScalarStep && KernelSignature.Of(s).Numbers.Contains(StepScalar.PerExample)))
            {
                programs.Writer.Line($"const {t} perExample = 1; // of the gradients, which nobody reads here");
            }

            programs.Emit("Evaluate", steps, value => value == plan.Target || value == context.Graph.Input ? null : PlaceOf(value));
            programs.Writer.Line($"return {plan.Graph.LossSum!.Name};");
        }

        // Where inference has an output of its own, it stands for that of training, which the loss was written for.
        TensorPlace? PlaceOf(Value value) =>
            Predicted(context.Graph, value) is var predicted && predicted != output ? scratch.PlaceOf(predicted)
            : value.Name == output.Name ? null
            : new TensorPlace(output.Name);
    }

    private static Value Predicted(OpGraph graph, Value value)
    {
        int k = graph.Outputs.ToList().FindIndex(o => o.Storage == value);
        return k < 0 ? value : graph.Predicting.Outputs[k].Storage;
    }
}
