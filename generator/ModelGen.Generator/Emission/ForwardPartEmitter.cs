using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Forward.g.cs: the training-mode forward pass, which keeps what the backward pass reads.</summary>
internal static class ForwardPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        PlannedProgram program = context.Plan.Forward!;
        int output = program.Buffers.Find(context.Plan.Lanes?.Output ?? context.Graph.Output).Offset;
        string pass = context.Plan.Lanes is { Group: 0 }
            ? $"{context.Passes}.ForwardPass(ref FirstParameter, ref arena, ref ~MemoryMarshal.GetReference(inputs), examples);"
            : $$"""
                ref {{t}} kept = ref ~Unsafe.Add(ref arena, {{program.Buffers.Find(context.Graph.Input).Offset}});
                    inputs.CopyTo(~MemoryMarshal.CreateSpan(ref kept, inputs.Length));
                    {{context.Passes}}.ForwardPass(ref FirstParameter, ref arena, ref kept, examples);
                """;
        members.Line(
            $$"""
            /// <summary>Runs 1 to <see cref="MaxBatch"/> examples in training mode and keeps what <c>Backward</c> needs.</summary>
            /// <param name="inputs">An example after another, {{context.InputWords}}.</param>
            /// <returns>The outputs, valid until the next call on this model.</returns>
            /// <exception cref="~ArgumentException">The length is not that of 1 to <see cref="MaxBatch"/> examples.</exception>
            {{EmissionContext.GeneratedCode}}
            public ~ReadOnlySpan<{{t}}> Forward(~ReadOnlySpan<{{t}}> inputs)
            {
                int examples = ~Check.Examples({{name}}, nameof(inputs), inputs.Length, InputLength, MaxBatch);
                ref {{t}} arena = ref FirstOfArena;
                {{pass}}
                _examples = examples;
                return ~MemoryMarshal.CreateReadOnlySpan(ref ~Unsafe.Add(ref arena, {{output}}), examples * OutputLength);
            }
            """);

        if (context.Plan.Lanes is { Group: > 0 })
        {
            GroupEmitter.EmitForward(context, programs);
            return;
        }

        using (programs.Writer.Block($"public static void ForwardPass(ref {t} parameters, ref {t} arena, ref {t} input, nint batch)"))
        {
            programs.DeclareBuffers(program.Steps, value => value == context.Graph.Input ? null : context.PlaceOf(program.Buffers, value));
            programs.Call("Forward", program.Steps);
        }
    }
}
