using System.Linq;
using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Forward.g.cs: the training-mode forward pass, which keeps what the backward pass reads.</summary>
internal static class ForwardPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        EmitMember(context, members);
        DropoutEmitter.EmitMembers(context, members);
        if (context.Plan.Lanes is { Group: > 0 })
        {
            GroupEmitter.EmitForward(context, programs);
        }
        else if (context.Reference is null)
        {
            EmitPasses(context, programs);
        }
    }

    private static void EmitMember(EmissionContext context, SourceWriter members)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        members.Line(
            $$"""
            /// <inheritdoc cref="~IDifferentiableModel{TSelf, T}.Forward"/>
            /// <param name="inputs">{{DocumentationText.Batch(context)}}{{(context.Network.MaxBatch == 1 ? "" : ", one after another")}}, {{context.InputWords}}.</param>
            /// <returns>The outputs, {{context.Network.Output.Length}} numbers for each example{{context.OutputParts}}, valid until the next call on this model.</returns>
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block($"public ~ReadOnlySpan<{t}> Forward(~ReadOnlySpan<{t}> inputs)"))
        {
            members.Line($"int examples = ~Check.Batch({name}, nameof(inputs), inputs, InputLength, MaxBatch, _parameters, _arena);{IndexChecks.Text(context, "inputs")}");
            foreach (string check in IndexChecks.Weights(context, "inputs", "nameof(inputs)"))
            {
                members.Line(check);
            }

            if (context.ClassLengths is { } lengths)
            {
                members.Line($"~Check.KeepLengths(inputs, InputLength, {lengths.LengthAt}, _lengths);");
            }

            if (context.Reference is { } reference)
            {
                reference.EmitForward(members);
            }
            else
            {
                EmitCall(context, members);
            }
        }
    }

    private static void EmitCall(EmissionContext context, SourceWriter members)
    {
        string t = context.T;
        PlannedProgram program = context.Plan.Forward!;
        string input = "~Numbers.First(inputs)";
        members.Line($"ref {t} arena = ref _arena.First;");
        if (context.Plan.Lanes is not { Group: 0 })
        {
            long place = program.Buffers.Find(context.Graph.Input).Offset;
            members.Line($"ref {t} kept = ref ~Numbers.At(ref arena, {place});");
            members.Line($"inputs.CopyTo(~Numbers.Span(ref arena, {place}, inputs.Length));");
            input = "kept";
        }

        long output = program.Buffers.Find(context.Plan.Lanes?.Output ?? context.Graph.Output).Offset;
        members.Line(
            $$"""
            {{context.Passes}}.ForwardPass(ref _parameters.First, ref arena, ref {{input}}, {{DropoutEmitter.NextDraw(context, after: ", ")}}{{SliceText.OfBatch(context, program, "examples")}}examples);
            {{StatisticsCall(context, "_parameters.First", "arena", "\n")}}_examples = examples;
            return ~Numbers.Span(ref arena, {{output}}, examples * OutputLength);
            """);
    }

    private static void EmitPasses(EmissionContext context, ProgramEmitter programs)
    {
        string t = context.T;
        PlannedProgram program = context.Plan.Forward!;
        programs.Writer.Line("/// <summary>From inputs to outputs in training mode; what the backward pass reads stays in the arena.</summary>");
        using (programs.Method($"public static void ForwardPass(ref {t} parameters, ref {t} arena, ref {t} input, {DropoutEmitter.Parameter(context)}{SliceText.Parameters(context, program)}nint batch)"))
        {
            programs.Emit("Forward", program.Steps, value => value == context.Graph.Input ? null : context.PlaceOf(program.Buffers, value), () =>
            {
                if (!SliceText.IsSliced(context) && SliceText.TakesPerExample(context, program))
                {
                    programs.Writer.Line($"{t} perExample = {SliceText.PerExample(context, "batch")};");
                }
            });
        }

        if (context.Plan.Statistics is { } statistics)
        {
            programs.Writer.Line();
            programs.Writer.Line($"/// <summary>{(context.Graph.Carried.Count == 0 ? "Brings the statistics of a batch into the running ones" : "Keeps of a batch what outlives it")}.</summary>");
            using (programs.Method($"public static void StatisticsPass(ref {t} parameters, ref {t} arena, nint batch)"))
            {
                programs.Emit(
                    "Statistics",
                    statistics.Steps,
                    value => context.PlaceOf(statistics.Buffers, value),
                    () =>
                    {
                        if (SliceText.TakesPerExample(statistics))
                        {
                            programs.Writer.Line($"{t} perExample = {SliceText.PerExample(context, "batch")};");
                        }
                    });
            }
        }
    }

    /// <summary>The call of <c>StatisticsPass</c> after a forward pass; nothing where nothing is kept of a batch.</summary>
    public static string StatisticsCall(EmissionContext context, string parameters, string arena, string after) =>
        context.Plan.Statistics is null ? "" : $"{context.Passes}.StatisticsPass(ref {parameters}, ref {arena}, examples);{after}";
}
