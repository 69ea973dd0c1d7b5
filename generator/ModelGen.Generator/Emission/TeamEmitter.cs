using System.Linq;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints what a training step by several threads needs of a model. Threads, slices and sums are the library's.</summary>
internal static class TeamEmitter
{
    /// <summary>The number of threads, as a property.</summary>
    public static void EmitProperty(EmissionContext context, SourceWriter members)
    {
        if (!context.Plan.IsSliced)
        {
            EmitSingle(context, members);
            return;
        }

        string inputGradients = context.Graph.InputGradient is { } value ? $", InputGradients: {context.Plan.Buffers.Find(value).Offset}" : "";
        members.Line(
            $$"""
            // The threads of a DegreeOfParallelism above 1.
            private ~TrainingTeam<{{context.T}}>? _team;

            /// <inheritdoc cref="~ITrainableModel{TSelf, T}.DegreeOfParallelism"/>
            {{EmissionContext.GeneratedCode}}
            public int DegreeOfParallelism
            {
                get => _team?.DegreeOfParallelism ?? 1;
                set => ~TrainingTeam<{{context.T}}>.Resize(ref _team, {{Literal.Of(context.PlainName)}}, value, new ~ArenaLayout({{context.Plan.ArenaLength}}, ParameterCount{{inputGradients}}));
            }

            """);
    }

    /// <summary>A step of one example is not cut, nor are plain loops.</summary>
    private static void EmitSingle(EmissionContext context, SourceWriter members) => members.Line(
        $$"""
        private int _degreeOfParallelism = 1;

        /// <summary>The threads that share a <c>TrainBatch</c>, 1 to 256. Without effect here: {{(context.Reference is not null ? "the plain loops of the reference form run in one" : context.Graph.Carried.Count > 0 ? "what a batch leaves to the next lies in one memory" : "a step of one example is not cut")}}.</summary>
        {{EmissionContext.GeneratedCode}}
        public int DegreeOfParallelism
        {
            get => _degreeOfParallelism;
            set => _degreeOfParallelism = ~Check.DegreeOfParallelism({{Literal.Of(context.PlainName)}}, value);
        }

        """);

    /// <summary>In TrainBatch, after the checks: the step, by the threads of a team or by this one alone.</summary>
    public static void EmitStep(EmissionContext context, SourceWriter members, TargetText target) => members.Line(
        $$"""
        {{context.T}} loss = ~TrainingTeam<{{context.T}}>.ComputeGradients<{{context.Passes}}.TeamPasses, {{target.Type}}>(_team, ref _parameters.First, ref _arena.First, inputs, {{target.Parameter}}, examples{{DropoutEmitter.NextDraw(context, before: ", ")}});
        {{ForwardPartEmitter.StatisticsCall(context, "_parameters.First", "_arena.First", "\n")}}UpdateParameters(examples > 1 ? _team : null);
        _hasGradients = true;
        return loss;
        """);

    /// <summary>In TrainBatch, after the checks: the step, if threads share it; one thread has code of its own.</summary>
    public static void EmitDoor(EmissionContext context, SourceWriter members, TargetText target)
    {
        if (!context.Plan.IsSliced)
        {
            return;
        }

        using (members.Block("if (_team is not null && examples > 1)"))
        {
            members.Line(
                $$"""
                {{context.T}} mean = _team.ComputeGradients<{{context.Passes}}.TeamPasses, {{target.Type}}>(ref _parameters.First, ref _arena.First, inputs, {{target.Parameter}}, examples{{DropoutEmitter.NextDraw(context, before: ", ")}});
                {{ForwardPartEmitter.StatisticsCall(context, "_parameters.First", "_arena.First", "\n")}}UpdateParameters(_team);
                _hasGradients = true;
                return mean;
                """);
        }

        members.Line();
    }

    /// <summary>What the threads call.</summary>
    public static void EmitPasses(EmissionContext context, SourceWriter writer, string[] numbers)
    {
        if (!context.Plan.IsSliced)
        {
            return;
        }

        string t = context.T;
        TargetPlan[] plans = [.. context.Plan.Targets.Where(p => !p.IsGradients)];
        TargetText[] targets = [.. plans.Select(p => TargetText.Of(context, p))];
        writer.Line();
        writer.Line("/// <summary>What the threads of a team call.</summary>");
        string interfaces = string.Concat(targets.Select(g => $"IGradientPass<{t}, {g.Type}>, "));
        using (writer.Block($"internal readonly struct TeamPasses : {interfaces}IUpdatePass<{t}>"))
        {
            // A batch in groups goes forward where it goes back.
            string forward = context.Plan.Targets[0].Finish is null ? $"ForwardPass(ref parameters, ref arena, ref input, {DropoutEmitter.Argument(context)}{SliceText.OfSlice(context, context.Plan.Forward!)}batch);\n    " : "";
            foreach ((TargetText target, TargetPlan plan) in targets.Zip(plans, (t, p) => (t, p)))
            {
                string input = context.TakesInput(plan, plan.Backward) ? ", ref input" : "";
                writer.Line(
                    $$"""
                    static {{t}} IGradientPass<{{t}}, {{target.Type}}>.ComputeGradients(ref {{t}} parameters, ref {{t}} arena, ref {{t}} input, ref {{target.Type}} target, DropoutDraw draw, {{t}} perExample, TrainingSlice<{{t}}> slice, nint batch)
                    {
                        {{forward}}return BackwardPass(ref parameters, ref arena{{input}}, ref target, {{SliceText.OfSlice(context, plan.Backward)}}batch);
                    }

                    """);
            }

            writer.Line(
                $$"""
                static void IUpdatePass<{{t}}>.UpdateRange(ref {{t}} parameters, ref {{t}} arena, ReadOnlySpan<{{t}}> numbers, nint first, nint end) =>
                    UpdatePass(ref parameters, ref arena{{string.Concat(numbers.Select((_, k) => $", numbers[{k}]"))}}, first, end);
                """);
        }
    }
}
