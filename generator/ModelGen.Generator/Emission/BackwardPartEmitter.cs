using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Backward.g.cs: the loss and the gradients, and the loss alone.</summary>
internal static class BackwardPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter writer, ProgramEmitter programs)
    {
        Scratch scratch = Scratch.For(context, also: context.Graph.Output.Storage);
        for (int i = 0; i < context.Plan.Targets.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            EmitBackward(context, writer, programs, context.Plan.Targets[i]);
            EmitEvaluate(context, writer, programs, context.Plan.Targets[i], scratch);
        }
    }

    private static void EmitBackward(EmissionContext context, SourceWriter writer, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        int input = plan.Backward.Buffers.Find(context.Graph.Input).Offset;
        string inputGradients = context.Graph.InputGradient is null ? "" : "\n    _gradientExamples = _examples;";
        writer.Line(
            $$"""
            /// <summary>Computes the mean loss of the last <see cref="Forward"/> and its <see cref="Gradients"/>. Once for each <see cref="Forward"/>.</summary>
            {{target.Documentation}}
            /// <returns>The mean loss, with the penalties of the layers.</returns>
            /// <exception cref="ArgumentException">The length does not fit the examples of the last <see cref="Forward"/>.</exception>
            /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
            {{EmissionContext.GeneratedCode}}
            public {{t}} Backward(ReadOnlySpan<{{target.Type}}> {{target.Parameter}})
            {
                Check.HasForward({{name}}, _examples);
                {{target.Checks("_examples")}}
                {{t}} loss = BackwardPass(ref Unsafe.Add(ref FirstOfArena, {{input}}), ref MemoryMarshal.GetReference({{target.Parameter}}), _examples);{{inputGradients}}
                _examples = 0;
                _hasGradients = true;
                return loss;
            }

            """);
        using (writer.Block($"private {t} BackwardPass(ref {t} input, ref {target.Type} {plan.Target.Name}, nint batch)"))
        {
            EmitPass(context, writer, programs, plan, plan.Backward);
        }
    }

    /// <summary>The body of a pass from the kept activations to the loss.</summary>
    public static void EmitPass(EmissionContext context, SourceWriter writer, ProgramEmitter programs, TargetPlan plan, PlannedProgram program)
    {
        ForwardPartEmitter.EmitStarts(context, writer, program);
        programs.DeclareBuffers(program.Steps, value => value == context.Graph.Input || value == plan.Target ? null : context.PlaceOf(program.Buffers, value));
        writer.Line($"{context.T} perExample = {Literal.Of(1, context.Network.Precision)} / batch;");
        programs.Call(program.Name, program.Steps);
        writer.Line($"return {plan.Graph.Loss!.Name};");
    }

    private static void EmitEvaluate(EmissionContext context, SourceWriter writer, ProgramEmitter programs, TargetPlan plan, Scratch scratch)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        Step[] perPortion = [.. plan.Loss.Steps.Where(s => s is not ScalarStep && KernelSignature.Of(s).TakesBatch)];
        Step[] once = [.. plan.Loss.Steps.Except(perPortion)];
        writer.Line(
            $$"""

            /// <summary>The mean loss of any number of examples in inference mode, with the penalties of the layers; changes nothing.</summary>
            /// <param name="inputs">An example after another, {{context.Network.Input.Length}} numbers each.</param>
            {{target.Documentation}}
            /// <exception cref="ArgumentException">A length is not a positive multiple of the example's, or the two differ in examples.</exception>
            {{EmissionContext.GeneratedCode}}
            """);
        Value output = context.Graph.Output.Storage;
        using (writer.Block($"public {t} Evaluate(ReadOnlySpan<{t}> inputs, ReadOnlySpan<{target.Type}> {target.Parameter})"))
        {
            writer.Line(
                $$"""
                int examples = Check.Examples({{name}}, nameof(inputs), inputs.Length, InputLength);
                {{target.Checks("examples")}}
                const int Portion = {{scratch.Portion}};
                """);
            writer.Line(scratch.OnStack
                ? $"Span<{t}> memory = stackalloc {t}[{scratch.PerExample} * Portion];"
                : $"Span<{t}> memory = s_evaluationScratch ??= new {t}[{scratch.PerExample} * Portion];");
            foreach (Value sum in perPortion.Select(s => KernelSignature.Of(s).Returns).OfType<Value>())
            {
                writer.Line($"{t} {sum.Name} = 0;");
            }

            using (writer.Block("for (int first = 0; first < examples; first += Portion)"))
            {
                writer.Line(
                    $$"""
                    nint batch = Math.Min(examples - first, Portion);
                    ref {{t}} scratch = ref MemoryMarshal.GetReference(memory);
                    ref {{t}} input = ref Unsafe.Add(ref MemoryMarshal.GetReference(inputs), first * InputLength);
                    ref {{target.Type}} {{plan.Target.Name}} = ref Unsafe.Add(ref MemoryMarshal.GetReference({{target.Parameter}}), first * {{plan.Target.Shape.Length}});
                    ref {{t}} {{output.Name}} = ref {{scratch.PlaceOf(output)}};
                    PredictPass(ref input, ref {{output.Name}}{{(Scratch.For(context).IsNeeded ? ", ref scratch" : "")}}, batch);
                    """);
                programs.Call("Evaluate", perPortion, accumulate: true);
            }

            writer.Line();
            if (once.Any(s => s is not ScalarStep))
            {
                writer.Line($"ref {t} parameters = ref FirstParameter;");
                programs.DeclareBuffers(once, value => context.PlaceOf(context.Plan.Buffers, value));
            }

            writer.Line($"{t} perExample = {Literal.Of(1, context.Network.Precision)} / examples;");
            programs.Call("Evaluate", once);
            writer.Line($"return {plan.Graph.Loss!.Name};");
        }

        if (!scratch.OnStack && !plan.IsClasses)
        {
            writer.Line();
            writer.Line("[ThreadStatic]");
            writer.Line($"private static {t}[]? s_evaluationScratch;");
        }
    }
}
