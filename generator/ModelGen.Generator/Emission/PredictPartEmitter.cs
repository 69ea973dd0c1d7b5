using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Predict.g.cs: inference, which reads the parameters and writes nothing else of the model.</summary>
internal static class PredictPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter writer, ProgramEmitter programs)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        Scratch scratch = Scratch.For(context);
        writer.Line(
            $$"""
            /// <summary>Runs one or more examples in inference mode. Reads the parameters only, so any number of threads may call it at once.</summary>
            /// <param name="input">An example after another, {{context.Network.Input.Length}} numbers each.</param>
            /// <param name="output">Their outputs, {{context.Network.Output.Length}} numbers each.</param>
            /// <exception cref="ArgumentException">A length is not a positive multiple of the example's, or the two lengths differ in examples.</exception>
            {{EmissionContext.GeneratedCode}}
            """);
        using (writer.Block($"public void Predict(ReadOnlySpan<{t}> input, Span<{t}> output)"))
        {
            writer.Line(
                $$"""
                int examples = Check.Examples({{name}}, nameof(input), input.Length, InputLength);
                Check.Length({{name}}, nameof(output), output.Length, examples, OutputLength);
                ref {{t}} nextInput = ref MemoryMarshal.GetReference(input);
                ref {{t}} nextOutput = ref MemoryMarshal.GetReference(output);
                """);
            scratch.EmitLoop(writer, "PredictPass", "ref nextInput, ref nextOutput");
        }

        writer.Line();
        using (writer.Block($"private void PredictPass(ref {t} input, ref {t} {OutputName(context)}{(scratch.IsNeeded ? $", ref {t} scratch" : "")}, nint batch)"))
        {
            IEnumerable<Step> steps = context.Plan.Predict.Steps;
            if (EmissionContext.ReadsParameters(context.Plan.Predict))
            {
                writer.Line($"ref {t} parameters = ref FirstParameter;");
            }

            programs.DeclareBuffers(steps, value => value == context.Graph.Input || value == context.Graph.Output.Storage ? null
                : context.Plan.Buffers.IsParameter(value) ? context.PlaceOf(context.Plan.Buffers, value)
                : scratch.PlaceOf(value));
            programs.Call("Forward", steps);
        }

        scratch.EmitStorage(writer);
    }

    private static string OutputName(EmissionContext context) => context.Graph.Output.Storage.Name;
}
