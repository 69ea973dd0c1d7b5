using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the training memory: one arena, allocated at the first call that trains and never by an app that only predicts.</summary>
internal static class ArenaEmitter
{
    public static void Emit(EmissionContext context, SourceWriter writer)
    {
        if (context.Plan.Forward is null)
        {
            return;
        }

        string t = context.T;
        writer.Line(
            $$"""

            // What training needs beside the parameters, {{context.Plan.ArenaLength}} numbers from the first training call on:
            """);
        foreach (string line in MemoryTable.Of(context.Plan, context.Layouts))
        {
            writer.Line($"//   {line}");
        }

        writer.Line(
            $$"""
            private {{t}}[]? _arena;
            private int _arenaStart;

            // The examples of the last Forward that Backward has not seen yet.
            private int _examples;

            private ref {{t}} FirstOfArena
            {
                get
                {
                    if (_arena is null)
                    {
                        AllocateArena();
                    }

                    return ref ~Unsafe.Add(ref ~MemoryMarshal.GetArrayDataReference(_arena!), _arenaStart);
                }
            }

            /// <summary>The gradient of the mean loss with respect to each parameter, {{DocumentationText.Parameters(context)}}, in the layout of <see cref="Parameters"/>.</summary>
            public ~Span<{{t}}> Gradients => ~MemoryMarshal.CreateSpan(ref FirstOfArena, ParameterCount);
            """);
        EmitInputGradients(context, writer);
        EmitAllocation(context, writer);
    }

    private static void EmitInputGradients(EmissionContext context, SourceWriter writer)
    {
        if (context.Graph.InputGradient is { } inputGradient)
        {
            Slot slot = context.Plan.Buffers.Find(inputGradient);
            writer.Line(
                $$"""

                /// <summary>The gradient of the mean loss with respect to the inputs of the last Backward, an example after another.</summary>
                public ~ReadOnlySpan<{{context.T}}> InputGradients => ~MemoryMarshal.CreateReadOnlySpan(ref ~Unsafe.Add(ref FirstOfArena, {{slot.Offset}}), _gradientExamples * InputLength);

                private int _gradientExamples;
                """);
        }
    }

    private static void EmitAllocation(EmissionContext context, SourceWriter writer)
    {
        string t = context.T;
        writer.Line();
        using (writer.Block("private void AllocateArena()"))
        {
            writer.Line($"{t}[] arena = ~AlignedBuffer.Allocate<{t}>({context.Plan.ArenaLength}, out _arenaStart);");
            foreach (Parameter parameter in context.Graph.Parameters)
            {
                foreach (OptimizerState state in parameter.States.Where(s => s.Initial != 0))
                {
                    Slot slot = context.Plan.Buffers.Find(state.Value);
                    writer.Line($"new ~Span<{t}>(arena, _arenaStart + {slot.Offset}, {slot.Length}).Fill({Literal.Of(state.Initial, context.Network.Precision)});");
                }
            }

            writer.Line("_arena = arena;");
        }
    }
}
