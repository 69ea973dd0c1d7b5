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

            // What training needs beside the parameters, {{context.Plan.ArenaLength}} numbers from the first training call on{{(context.Reference is null ? ":" : "; Reference says where tensors lie.")}}
            """);
        if (context.Reference is null)
        {
            writer.Line($"//   {string.Join("\n//   ", PackedLines.Of(MemoryTable.Of(context.Plan, context.Layouts), 12)).TrimEnd(',')}.");
        }

        writer.Line(
            $$"""
            private ~TrainingArena<{{t}}> _arena = new({{context.Plan.ArenaLength}}{{Fills(context)}});

            // The examples of the last Forward that Backward has not seen yet.
            private int _examples;
            {{(context.ClassLengths is null ? "" : $"\n// The lengths of their sequences, by which Backward tells which classes count.\nprivate readonly {t}[] _lengths = new {t}[MaxBatch];\n")}}
            /// <summary>The {{(context.Network.HasLoss ? "mean loss's gradient" : "gradient")}} by each parameter, {{DocumentationText.Parameters(context)}}, laid out as <see cref="Parameters"/>.</summary>
            public ~Span<{{t}}> Gradients => _arena.Span(0, ParameterCount);
            """);
        EmitInputGradients(context, writer);
        EmitState(context, writer);
        context.Reference?.EmitTraining(writer);
    }

    /// <summary>What a stateful model carries from one batch to the next.</summary>
    private static void EmitState(EmissionContext context, SourceWriter writer)
    {
        if (context.Graph.Carried.Count == 0)
        {
            return;
        }

        Slot[] slots = [.. context.Graph.Carried.Select(context.Plan.Buffers.Find)];
        string parts = string.Join(", ", slots.Select(s => $"{s.Value.Name} [{context.Network.MaxBatch}, {s.Value.Shape[1]}] from {s.Offset - slots[0].Offset} on"));
        writer.Line(
            $$"""

            /// <summary>Where recurrent layers begin in the next Forward or TrainBatch, a row for each example: {{parts}}. 0 in a new model.</summary>
            public ~Span<{{context.T}}> State => _arena.Span({{slots[0].Offset}}, {{slots[^1].Offset + slots[^1].Length - slots[0].Offset}});

            /// <summary>Lets recurrent layers begin at 0 again: what comes next does not go on from what came before.</summary>
            public void ResetState() => State.Clear();
            """);
    }

    private static void EmitInputGradients(EmissionContext context, SourceWriter writer)
    {
        if (context.Graph.InputGradient is { } inputGradient)
        {
            Slot slot = context.Plan.Buffers.Find(inputGradient);
            writer.Line(
                $$"""

                /// <summary>The gradient of the mean loss with respect to the inputs of the last Backward, an example after another.</summary>
                public ~ReadOnlySpan<{{context.T}}> InputGradients => _arena.Span({{slot.Offset}}, _gradientExamples * InputLength);

                private int _gradientExamples;
                """);
        }
    }

    /// <summary>The states of the optimizer that do not begin as 0.</summary>
    private static string Fills(EmissionContext context)
    {
        string[] fills =
        [
            .. from parameter in context.Graph.Parameters
               from state in parameter.States
               where state.Initial != 0
               let slot = context.Plan.Buffers.Find(state.Value)
               select $"new({slot.Offset}, {slot.Length}, {Literal.Of(state.Initial, context.Network.Precision)})",
        ];
        return fills.Length == 0 ? "" : $", [{string.Join(", ", fills)}]";
    }
}
