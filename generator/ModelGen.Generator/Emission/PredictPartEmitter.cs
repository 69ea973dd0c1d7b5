using System.Linq;
using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.StraightLine;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Predict.g.cs: inference, which reads the parameters and writes nothing else of the model.</summary>
internal static class PredictPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        string t = context.T;
        ScratchEmitter scratch = new(context.Plan.PredictScratch, t);
        members.Line(
            $$"""
            /// <inheritdoc cref="~IModel{TSelf, T}.Predict"/>
            /// <param name="input">An example after another, {{context.InputWords}}.</param>
            /// <param name="output">Their outputs, {{context.Network.Output.Length}} numbers each{{context.OutputParts}}.</param>
            {{EmissionContext.GeneratedCode}}
            """);
        string parameters = $"(ref {t} parameters, ~ReadOnlySpan<{t}> input, ~Span<{t}> output)";
        bool hasDoor = context.StraightLines.Predict is not null;
        members.Line(
            $$"""
            public void Predict(~ReadOnlySpan<{{t}}> input, ~Span<{{t}}> output) => PredictWith(ref {{AverageEmitter.First(context)}}, input, output);

            /// <summary>The same with parameters that lie elsewhere, such as in the assembly's constant data.</summary>
            /// <param name="parameters">{{context.Plan.Buffers.ParameterCount}} numbers in the layout of <see cref="ParameterInfos"/>.</param>
            /// <param name="input">An example after another, {{context.InputWords}}.</param>
            /// <param name="output">Their outputs, {{context.Network.Output.Length}} numbers each{{context.OutputParts}}.</param>
            /// <exception cref="~ArgumentException">A length does not fit, or memory is shared.</exception>
            {{EmissionContext.GeneratedCode}}
            public static void Predict(~ReadOnlySpan<{{t}}> parameters, ~ReadOnlySpan<{{t}}> input, ~Span<{{t}}> output) =>
                PredictWith(ref ~Check.Parameters({{Literal.Of(context.PlainName)}}, nameof(parameters), parameters, ParameterCount), input, output);

            {{(hasDoor ? "[~MethodImpl(~MethodImplOptions.AggressiveInlining)]\n" : "")}}private static void PredictWith{{parameters}}
            """);
        using (members.Block(""))
        {
            if (context.Reference is { } reference)
            {
                EmitChecks(context, members);
                reference.EmitPredict(members);
            }
            else if (context.StraightLines.Predict is { } one)
            {
                EmitDoor(context, members, one);
            }
            else
            {
                EmitPortions(context, members, scratch);
            }
        }

        if (context.Reference is { } loops)
        {
            loops.EmitScratch(members);
            return;
        }

        if (hasDoor)
        {
            // A method of its own: its memory on the stack would cost the straight line as much as a layer.
            members.Line();
            members.Line("[~MethodImpl(~MethodImplOptions.NoInlining)]");
            using (members.Block($"private static void PredictAny{parameters}"))
            {
                EmitPortions(context, members, scratch);
            }
        }

        scratch.EmitField(members, "s_scratch");
        EmitPass(context, programs, scratch);
        if (context.Plan.Lanes is { } lanes)
        {
            ManyPredictEmitter.EmitField(context, members);
            ManyPredictEmitter.EmitPass(context, programs, lanes);
        }

        if (context.StraightLines.Predict is { } line)
        {
            string element = context.T, outputs = context.Graph.Predicting.Output.Storage.Name;
            programs.Writer.Line();
            new StraightLineEmitter(programs.Writer, context).Emit(
                line,
                "PredictOne",
                "Inference of one example",
                "void",
                $"ref {element} parameters, ref {element} input, ref {element} {outputs}",
                $"ref parameters, ref input, ref {outputs}");
        }
    }

    private static void EmitChecks(EmissionContext context, SourceWriter members)
    {
        string name = Literal.Of(context.PlainName);
        members.Line(
            $$"""
            int examples = ~Check.Prediction({{name}}, ref parameters, ParameterCount, input, InputLength, output, OutputLength);{{IndexChecks.Text(context, "input")}}
            """);
    }

    private static void EmitPortions(EmissionContext context, SourceWriter members, ScratchEmitter scratch)
    {
        string t = context.T;
        EmitChecks(context, members);
        if (context.Plan.Lanes is null && !context.Plan.PredictScratch.IsNeeded)
        {
            members.Line($"{context.Passes}.PredictPass(ref parameters, ref ~Numbers.First(input), ref ~Numbers.First(output), examples);");
            return;
        }

        members.Line(
            $$"""
            ref {{t}} nextInput = ref ~Numbers.First(input);
            ref {{t}} nextOutput = ref ~Numbers.First(output);
            """);
        if (context.Plan.Lanes is { } lanes)
        {
            ManyPredictEmitter.EmitLoop(context, members, lanes);
        }

        scratch.EmitLoop(members, $"{context.Passes}.PredictPass", "ref parameters, ref nextInput, ref nextOutput");
    }

    private static void EmitPass(EmissionContext context, ProgramEmitter programs, ScratchEmitter scratch)
    {
        string t = context.T, output = context.Graph.Predicting.Output.Storage.Name;
        Step[] steps = [.. context.Plan.Predict.Steps];
        programs.Writer.Line("/// <summary>Inference of a portion of examples.</summary>");
        using (programs.Method($"public static void PredictPass(ref {t} parameters, ref {t} input, ref {t} {output}{(context.Plan.PredictScratch.IsNeeded ? $", ref {t} scratch" : "")}, nint batch)"))
        {
            programs.Emit("Forward", steps, value => value == context.Graph.Input || value == context.Graph.Predicting.Output.Storage ? null
                : context.Plan.Buffers.IsParameter(value) ? context.PlaceOf(context.Plan.Buffers, value)
                : scratch.PlaceOf(value));
        }

        ConstantsEmitter.Emit(programs.Writer, context.Graph, context.Network.Precision);
    }

    /// <summary>One example goes through the straight line at once, behind a single check.</summary>
    private static void EmitDoor(EmissionContext context, SourceWriter members, StraightLinePass one)
    {
        using (members.Block($"if (~{one.Narrowest.Type(context.Network.Precision).Class}.IsHardwareAccelerated && input.Length == InputLength && output.Length == OutputLength && ~Check.AreApart(ref parameters, ParameterCount, input, output))"))
        {
            members.Line($"{context.Passes}.PredictOne(ref parameters, ref ~Numbers.First(input), ref ~Numbers.First(output));");
            members.Line("return;");
        }

        members.Line();
        members.Line("PredictAny(ref parameters, input, output);");
    }
}
