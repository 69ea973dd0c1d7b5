using System.Linq;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Update.g.cs: the optimizer's step, and the whole training step in one.</summary>
internal static class UpdatePartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        members.Line(
            $$"""
            /// <summary>The optimizer's step size.</summary>
            public {{context.T}} LearningRate { get; set; } = {{Literal.Of(context.Network.Optimizer!.LearningRate, context.Network.Precision)}};

            // Whether Gradients are those of the last Backward, and not of parameters that TrainBatch has changed since.
            private bool _hasGradients;

            """);
        StepScalarEmitter.EmitFields(members, context.Graph.Scalars);
        EmitUpdate(context, members, programs);
        foreach (TargetPlan plan in context.Plan.Targets)
        {
            EmitTrainBatch(context, members, programs, plan);
        }
    }

    private static void EmitUpdate(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        string t = context.T;
        PlannedProgram update = context.Plan.Update!;
        string[] numbers = StepScalarEmitter.Needed(update.Steps, context.Graph.Scalars);
        members.Line(
            $$"""
            /// <summary>One optimizer step with the <see cref="Gradients"/> of the last <c>Backward</c>.</summary>
            /// <exception cref="~InvalidOperationException">No gradients have been computed yet.</exception>
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block("public void Update()"))
        {
            members.Line($"~Check.HasGradients({Literal.Of(context.PlainName)}, _hasGradients);");
            string arguments = StepScalarEmitter.Emit(members, numbers, context.Graph.Scalars, context.Network.Precision);
            members.Line($"{context.Passes}.UpdatePass(ref FirstParameter, ref FirstOfArena{arguments});");
        }

        using (programs.Writer.Block($"public static void UpdatePass(ref {t} parameters, ref {t} arena{string.Concat(numbers.Select(n => $", {t} {n}"))})"))
        {
            programs.DeclareBuffers(update.Steps, value => context.PlaceOf(update.Buffers, value));
            programs.Call("Update", update.Steps);
        }
    }

    private static void EmitTrainBatch(EmissionContext context, SourceWriter members, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        members.Line(
            $$"""

            /// <summary>Forward, backward and update of 1 to <see cref="MaxBatch"/> examples in one.{{(plan.Train is null ? "" : " <see cref=\"Gradients\"/> stay as they were.")}}</summary>
            /// <param name="inputs">An example after another, {{context.Network.Input.Length}} numbers each.</param>
            {{target.Documentation}}
            /// <returns>The mean loss before the update, with the penalties of the layers.</returns>
            /// <exception cref="~ArgumentException">A length does not fit 1 to <see cref="MaxBatch"/> examples.</exception>
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block($"public {t} TrainBatch(~ReadOnlySpan<{t}> inputs, ~ReadOnlySpan<{target.Type}> {target.Parameter})"))
        {
            members.Line(
                $$"""
                int examples = ~Check.Examples({{name}}, nameof(inputs), inputs.Length, InputLength, MaxBatch);
                {{target.Checks("examples")}}
                _examples = 0;
                _hasGradients = {{(plan.Train is null ? "true" : "false")}};
                """);
            if (context.Graph.InputGradient is not null)
            {
                members.Line("_gradientExamples = examples;");
            }

            EmitStep(context, members, plan, target);
        }

        if (plan.Train is { } train)
        {
            programs.Writer.Line();
            BackwardPartEmitter.EmitPass(context, programs, plan, "Train", train, StepScalarEmitter.Needed(train.Steps, context.Graph.Scalars));
        }
    }

    private static void EmitStep(EmissionContext context, SourceWriter members, TargetPlan plan, TargetText target)
    {
        string t = context.T;
        members.Line(
            $$"""
            ref {{t}} parameters = ref FirstParameter;
            ref {{t}} arena = ref FirstOfArena;
            ref {{t}} input = ref ~MemoryMarshal.GetReference(inputs);
            ref {{target.Type}} target = ref ~MemoryMarshal.GetReference({{target.Parameter}});
            """);
        if (plan.Finish is null)
        {
            members.Line($"{context.Passes}.ForwardPass(ref parameters, ref arena, ref input, examples);");
        }

        PlannedProgram last = plan.Train ?? context.Plan.Update!;
        string[] numbers = StepScalarEmitter.Needed(last.Steps, context.Graph.Scalars);
        if (plan.Train is null)
        {
            members.Line($"{t} loss = {context.Passes}.BackwardPass(ref parameters, ref arena, ref input, ref target, examples);");
        }

        string arguments = StepScalarEmitter.Emit(members, numbers, context.Graph.Scalars, context.Network.Precision);
        if (plan.Train is null)
        {
            members.Line($"{context.Passes}.UpdatePass(ref parameters, ref arena{arguments});");
            members.Line("return loss;");
        }
        else
        {
            members.Line($"return {context.Passes}.TrainPass(ref parameters, ref arena, ref input, ref target{arguments}, examples);");
        }
    }
}
