using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Evaluate: inference and the loss, in portions of examples, without gradients.</summary>
internal static class EvaluateEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        ScratchEmitter scratch = new(context.Plan.EvaluateScratch, t);
        int targetLength = plan.Target.Shape.Length;
        members.Line(
            $$"""
            /// <summary>The mean loss of any number of examples in inference mode, with the penalties of the layers; changes nothing.</summary>
            /// <param name="inputs">An example after another, {{context.InputWords}}.</param>
            {{target.Documentation}}
            /// <exception cref="~ArgumentException">A length is not a positive multiple of the example's, or the two differ in examples{{IndexChecks.Documentation(context)}}.</exception>
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block($"public {t} Evaluate(~ReadOnlySpan<{t}> inputs, ~ReadOnlySpan<{target.Type}> {target.Parameter})"))
        {
            members.Line(
                $$"""
                int examples = ~Check.Examples({{name}}, nameof(inputs), inputs.Length, InputLength);
                {{target.Checks("examples")}}{{IndexChecks.Text(context, "inputs")}}
                """);
            scratch.DeclarePortion(members);
            members.Line(
                $$"""
                ~Span<{{t}}> scratch = {{scratch.Allocation(scratch.PortionName, "s_evaluationScratch")}};
                {{t}} sum = 0;
                for (int first = 0; first < examples; {{(scratch.PortionName == "1" ? "first++" : "first += Portion")}})
                {
                    sum += {{context.Passes}}.EvaluatePass(
                        ref FirstParameter,
                        ref ~MemoryMarshal.GetReference(scratch),
                        ref ~Unsafe.Add(ref ~MemoryMarshal.GetReference(inputs), (nint)first * InputLength),
                        ref ~Unsafe.Add(ref ~MemoryMarshal.GetReference({{target.Parameter}}), {{VectorText.Scaled("(nint)first", targetLength)}}),
                        {{(scratch.PortionName == "1" ? "1" : "~Math.Min(examples - first, Portion)")}});
                }

                return {{context.Passes}}.{{FinishName(plan)}}(ref FirstParameter, sum, {{Literal.Of(1, context.Network.Precision)}} / examples);
                """);
        }

        if (plan == context.Plan.Targets[0])
        {
            scratch.EmitField(members, "s_evaluationScratch");
        }

        EmitPortion(context, programs, plan, scratch);
        EmitFinish(context, programs, plan);
    }

    /// <summary>The method that makes the mean loss of a sum of losses.</summary>
    public static string FinishName(TargetPlan plan) => plan.IsClasses ? "MeanLossOfClasses" : "MeanLoss";

    /// <summary>The sum of the losses of a portion.</summary>
    private static void EmitPortion(EmissionContext context, ProgramEmitter programs, TargetPlan plan, ScratchEmitter scratch)
    {
        string t = context.T;
        Value output = context.Graph.Predicting.Output.Storage;
        Step[] steps = [.. plan.LossOfPortion];
        programs.Writer.Line();
        programs.Writer.Line("/// <summary>Inference of a portion of examples, and the sum of their losses.</summary>");
        using (programs.Writer.Block($"public static {t} EvaluatePass(ref {t} parameters, ref {t} scratch, ref {t} input, ref {TargetText.Of(context, plan).Type} {plan.Target.Name}, nint batch)"))
        {
            programs.Writer.Line($"ref {t} {output.Name} = ref {scratch.PlaceOf(output)};");
            programs.Writer.Line($"PredictPass(ref parameters, ref input, ref {output.Name}{(context.Plan.PredictScratch.IsNeeded ? ", ref scratch" : "")}, batch);");
            programs.DeclareBuffers(steps, value => value == plan.Target ? null : PlaceOf(value));
            programs.Call("Evaluate", steps);
            programs.Writer.Line($"return {plan.Graph.LossSum!.Name};");
        }

        // Where inference has an output of its own, it stands for that of training, which the loss was written for.
        string? PlaceOf(Value value) =>
            Predicted(context.Graph, value) is var predicted && predicted != output ? scratch.PlaceOf(predicted)
            : value.Name == output.Name ? null
            : output.Name;
    }

    private static Value Predicted(OpGraph graph, Value value)
    {
        int k = graph.Outputs.ToList().FindIndex(o => o.Storage == value);
        return k < 0 ? value : graph.Predicting.Outputs[k].Storage;
    }

    /// <summary>From the sum of all losses to their mean, with the penalties.</summary>
    private static void EmitFinish(EmissionContext context, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T, sum = plan.Graph.LossSum!.Name;
        Step[] steps = [.. plan.LossOfAll];
        programs.Writer.Line();
        programs.Writer.Line($"/// <summary>The loss from the sum over all examples: {(steps.Length == 1 ? "their mean" : "their mean and the penalties")}.</summary>");
        using (programs.Writer.Block($"public static {t} {FinishName(plan)}(ref {t} parameters, {t} {sum}, {t} perExample)"))
        {
            programs.DeclareBuffers(steps, value => context.PlaceOf(context.Plan.Buffers, value));
            programs.Call("Evaluate", steps);
            programs.Writer.Line($"return {plan.Graph.Loss!.Name};");
        }
    }
}
