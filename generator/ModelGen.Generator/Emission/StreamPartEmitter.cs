using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Stream.g.cs: the network for one time after another, with a state of its own.</summary>
internal static class StreamPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        StreamPlan plan = context.Plan.Stream!;
        EmitMembers(context, plan, members);
        EmitPass(context, plan, programs);
        if (context.StraightLines.Stream is { } line)
        {
            string t = context.T, output = plan.Output.Storage.Name;
            programs.Writer.Line();
            new StraightLineEmitter(programs.Writer, context).Emit(
                line,
                "StepInRegisters",
                "A step of the stream",
                "void",
                $"ref {t} parameters, ref {t} state, ref {t} input, ref {t} {output}",
                $"ref parameters, ref state, ref input, ref {output}");
        }
    }

    private static void EmitMembers(EmissionContext context, StreamPlan plan, SourceWriter members)
    {
        string t = context.T;
        members.Line(
            $$"""
            /// <inheritdoc cref="~IStreamingModel{TSelf, T}.CreateStream"/>
            public Stream CreateStream() => new(this);

            ~IModelStream<{{t}}> ~IStreamingModel<{{context.Self}}, {{t}}>.CreateStream() => CreateStream();

            /// <summary>The network on a sequence as it comes, a time at each step. Streams share the parameters of their network, and each has a state.</summary>
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block($"public sealed class Stream : ~IModelStream<{t}>"))
        {
            members.Line(
                $$"""
                /// <summary>The numbers that a step takes.</summary>
                public const int InputLength = {{plan.Input.Shape.WithoutBatch.Length}};
                /// <summary>The numbers that a step gives.</summary>
                public const int OutputLength = {{plan.Output.Shape.WithoutBatch.Length}};
                /// <summary>The numbers of the state.</summary>
                public const int StateLength = {{plan.StateLength}};

                private readonly {{context.Self}} _network;
                private readonly ~ParameterBuffer<{{t}}> _state = new(StateLength);
                """);
            if (plan.Scratch.IsNeeded)
            {
                members.Line($"private readonly ~ParameterBuffer<{t}> _scratch = new({plan.Scratch.PerExample});");
            }

            members.Line(
                $$"""

                /// <summary>A stream at its beginning.</summary>
                /// <param name="network">The network whose parameters it reads: what it learns meanwhile is felt from the next step on.</param>
                public Stream({{context.Self}} network)
                """);
            using (members.Block(""))
            {
                members.Line(
                    """
                    ~ArgumentNullException.ThrowIfNull(network);
                    _network = network;
                    Reset();
                    """);
            }

            members.Line(
                $$"""

                /// <summary>All that it remembers{{StatesOf(plan)}}. To go back to a moment, copy it then, and write it back here.</summary>
                public ~Span<{{t}}> State => _state.Span;

                int ~IModelStream<{{t}}>.InputLength => InputLength;

                int ~IModelStream<{{t}}>.OutputLength => OutputLength;

                /// <inheritdoc cref="~IModelStream{T}.Reset"/>
                """);
            EmitReset(context, plan, members);
            EmitStep(context, plan, members);
        }
    }

    private static void EmitReset(EmissionContext context, StreamPlan plan, SourceWriter members)
    {
        (StreamState State, Slot Slot)[] learned = [.. plan.Stream.States.Zip(plan.States, (s, slot) => (s, slot)).Where(s => s.s.Initial is not null)];
        if (learned.Length == 0)
        {
            members.Line("public void Reset() => State.Clear();");
            return;
        }

        using (members.Block("public void Reset()"))
        {
            members.Line("State.Clear();");
            foreach ((StreamState state, Slot slot) in learned)
            {
                Slot initial = context.Plan.Buffers.Find(state.Initial!);
                members.Line($"_network.Parameters.Slice({initial.Offset}, {initial.Length}).CopyTo(State.Slice({slot.Offset}, {slot.Length})); // {state.Initial!.Name}");
            }
        }
    }

    private static void EmitStep(EmissionContext context, StreamPlan plan, SourceWriter members)
    {
        string t = context.T, arguments = "ref _network._parameters.First, ref _state.First, ref ~Numbers.First(input), ref ~Numbers.First(output)";
        members.Line();
        members.Line("/// <inheritdoc cref=\"~IModelStream{T}.Step\"/>");
        using (members.Block($"public void Step(~ReadOnlySpan<{t}> input, ~Span<{t}> output)"))
        {
            string name = Literal.Of(context.PlainName);
            members.Line(
                $$"""
                ~Check.Step({{name}}, input, InputLength, output, OutputLength);
                """);
            foreach (string check in IndexChecks.OfStep(context))
            {
                members.Line(check);
            }

            string general = $"{context.Passes}.StepPass({arguments}{(plan.Scratch.IsNeeded ? ", ref _scratch.First" : "")});";
            if (context.StraightLines.Stream is not { } line)
            {
                members.Line(general);
                return;
            }

            using (members.Block($"if (~{line.Narrowest.Type(context.Network.Precision).Class}.IsHardwareAccelerated)"))
            {
                members.Line($"{context.Passes}.StepInRegisters({arguments});");
                members.Line("return;");
            }

            members.Line();
            members.Line(general);
        }
    }

    private static void EmitPass(EmissionContext context, StreamPlan plan, ProgramEmitter programs)
    {
        string t = context.T, output = plan.Output.Storage.Name;
        ScratchEmitter scratch = new(plan.Scratch, t);
        programs.Writer.Line("/// <summary>A step of the stream.</summary>");
        string parameters = $"ref {t} parameters, ref {t} state, ref {t} input, ref {t} {output}{(plan.Scratch.IsNeeded ? $", ref {t} scratch" : "")}";
        using (programs.Method($"public static void StepPass({parameters})"))
        {
            programs.Writer.Line("const nint batch = 1;");
            programs.Emit("Forward", plan.Program.Steps, value => value == plan.Input || value == plan.Output.Storage ? null
                : plan.Program.Buffers.IsParameter(value) ? context.PlaceOf(plan.Program.Buffers, value)
                : plan.Program.Buffers.IsCarried(value) ? new Kernels.Passes.TensorPlace("state", plan.Program.Buffers.Find(value).Offset)
                : scratch.PlaceOf(value));
        }

        ConstantsEmitter.Emit(programs.Writer, plan.Stream.Graph, context.Network.Precision, known: context.Graph);
    }

    private static string StatesOf(StreamPlan plan) => plan.States.Count == 0 ? "" : $": {string.Join(", ", plan.States.Select(s => $"{s.Length} of {s.Value.Name}"))}";
}
