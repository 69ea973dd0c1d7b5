using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Update.g.cs: the optimizer's step, and the whole training step in one.</summary>
internal static class UpdatePartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter writer, ProgramEmitter programs)
    {
        string t = context.T;
        writer.Line(
            $$"""
            /// <summary>The optimizer's step size.</summary>
            public {{t}} LearningRate { get; set; } = {{Literal.Of(context.Network.Optimizer!.LearningRate, context.Network.Precision)}};

            """);
        EmitKeptNumbers(context, writer);
        EmitUpdate(context, writer, programs);
        foreach (TargetPlan plan in context.Plan.Targets)
        {
            EmitTrainBatch(context, writer, programs, plan);
        }
    }

    private static void EmitKeptNumbers(EmissionContext context, SourceWriter writer)
    {
        if (context.Graph.Scalars.Any(s => s.Formula.Descendants().Contains(new Expressions.Scalar(StepScalar.Step))))
        {
            writer.Line("private long _step;");
            writer.Line();
        }

        foreach (StepScalar kept in context.Graph.Scalars.Where(s => s.Initial is not null))
        {
            writer.Line($"private double _{kept.Name} = {Literal.Of(kept.Initial!.Value, Declarations.Precision.Double)};");
            writer.Line();
        }
    }

    private static void EmitUpdate(EmissionContext context, SourceWriter writer, ProgramEmitter programs)
    {
        PlannedProgram update = context.Plan.Update!;
        writer.Line(
            $$"""
            /// <summary>One optimizer step with the <see cref="Gradients"/> of the last <c>Backward</c>.</summary>
            /// <exception cref="InvalidOperationException">No gradients have been computed yet.</exception>
            {{EmissionContext.GeneratedCode}}
            """);
        using (writer.Block("public void Update()"))
        {
            writer.Line($"Check.HasGradients({Literal.Of(context.PlainName)}, _hasGradients);");
            writer.Line("UpdatePass();");
        }

        writer.Line();
        using (writer.Block("private void UpdatePass()"))
        {
            ForwardPartEmitter.EmitStarts(context, writer, update);
            programs.DeclareBuffers(update.Steps, value => context.PlaceOf(update.Buffers, value));
            programs.EmitStepScalars(update.Steps, context.Graph.Scalars);
            programs.Call("Update", update.Steps);
        }
    }

    private static void EmitTrainBatch(EmissionContext context, SourceWriter writer, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        string inputGradients = context.Graph.InputGradient is null ? "" : "\n    _gradientExamples = examples;";
        bool isFused = plan.Train is not null;
        string gradients = isFused ? " <see cref=\"Gradients\"/> stay as they were." : "";
        string run = isFused
            ? $"return TrainPass(ref input, ref MemoryMarshal.GetReference({target.Parameter}), examples);"
            : $"{t} loss = BackwardPass(ref input, ref MemoryMarshal.GetReference({target.Parameter}), examples);\n    UpdatePass();\n    return loss;";
        writer.Line(
            $$"""

            /// <summary>Forward, backward and update of 1 to <see cref="MaxBatch"/> examples in one.{{gradients}}</summary>
            /// <param name="inputs">An example after another, {{context.Network.Input.Length}} numbers each.</param>
            {{target.Documentation}}
            /// <returns>The mean loss before the update, with the penalties of the layers.</returns>
            /// <exception cref="ArgumentException">A length does not fit 1 to <see cref="MaxBatch"/> examples.</exception>
            {{EmissionContext.GeneratedCode}}
            public {{t}} TrainBatch(ReadOnlySpan<{{t}}> inputs, ReadOnlySpan<{{target.Type}}> {{target.Parameter}})
            {
                int examples = Check.Examples({{name}}, nameof(inputs), inputs.Length, InputLength, MaxBatch);
                {{target.Checks("examples")}}
                _examples = 0;
                _hasGradients = {{(isFused ? "false" : "true")}};{{inputGradients}}
                ref {{t}} input = ref MemoryMarshal.GetReference(inputs);
                ForwardPass(ref input, examples);
                {{run}}
            }
            """);
        if (!isFused)
        {
            return;
        }

        writer.Line();
        using (writer.Block($"private {t} TrainPass(ref {t} input, ref {target.Type} {plan.Target.Name}, nint batch)"))
        {
            programs.EmitStepScalars(plan.Train!.Steps, context.Graph.Scalars);
            BackwardPartEmitter.EmitPass(context, writer, programs, plan, plan.Train!);
        }
    }
}
