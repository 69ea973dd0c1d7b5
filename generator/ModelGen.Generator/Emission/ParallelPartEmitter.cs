using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Parallel.g.cs: the training step by several threads. Threads, slices and sums are the library's; here is what depends on the network.</summary>
internal static class ParallelPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        if (context.Plan.ParallelUpdate is not { } update)
        {
            EmitSingle(context, members);
            return;
        }

        EmitProperty(context, members);
        foreach (TargetPlan plan in context.Plan.Targets)
        {
            EmitTrain(context, members, TargetText.Of(context, plan));
        }

        EmitUpdate(context, members, update);
        EmitRangePass(context, programs, update);
        EmitClipPass(context, programs, update);
        EmitTeamPasses(context, programs.Writer, update);
    }

    /// <summary>In TrainBatch, after the checks: whether threads share the step.</summary>
    public static void EmitChoice(EmissionContext context, SourceWriter members, TargetText target)
    {
        if (context.Plan.ParallelUpdate is not null)
        {
            members.Line(
                $$"""
                if (_team is not null && examples > 1)
                {
                    return TrainInParallel(inputs, {{target.Parameter}}, examples);
                }

                """);
        }
    }

    /// <summary>A step of one example is not cut.</summary>
    private static void EmitSingle(EmissionContext context, SourceWriter members) => members.Line(
        $$"""
        private int _degreeOfParallelism = 1;

        /// <summary>The threads that share a <c>TrainBatch</c>, 1 to 256. Without effect here: a step of one example is not cut.</summary>
        {{EmissionContext.GeneratedCode}}
        public int DegreeOfParallelism
        {
            get => _degreeOfParallelism;
            set => _degreeOfParallelism = ~Check.DegreeOfParallelism({{Literal.Of(context.PlainName)}}, value);
        }
        """);

    private static void EmitProperty(EmissionContext context, SourceWriter members)
    {
        string inputGradients = context.Graph.InputGradient is { } value ? $", InputGradients: {context.Plan.Buffers.Find(value).Offset}" : "";
        members.Line(
            $$"""
            // The threads of a DegreeOfParallelism above 1.
            private ~TrainingTeam<{{context.T}}>? _team;

            /// <summary>
            /// The threads that share a <c>TrainBatch</c>, the caller's among them: 1 to 256, and 1 unless set. Each takes a slice of the batch; a given number
            /// of threads always leads to the same bits. The threads are made at the next step and end when this is set to 1.
            /// </summary>
            {{EmissionContext.GeneratedCode}}
            public int DegreeOfParallelism
            {
                get => _team?.DegreeOfParallelism ?? 1;
                set => ~TrainingTeam<{{context.T}}>.Resize(ref _team, {{Literal.Of(context.PlainName)}}, value, new ~ArenaLayout({{context.Plan.ArenaLength}}, ParameterCount{{inputGradients}}));
            }

            """);
    }

    private static void EmitTrain(EmissionContext context, SourceWriter members, TargetText target) => members.Line(
        $$"""
        private {{context.T}} TrainInParallel(~ReadOnlySpan<{{context.T}}> inputs, ~ReadOnlySpan<{{target.Type}}> {{target.Parameter}}, int examples)
        {
            _hasGradients = false;
            {{context.T}} loss = _team!.ComputeGradients<{{context.Passes}}.TeamPasses, {{target.Type}}>(ref FirstParameter, ref FirstOfArena, inputs, {{target.Parameter}}, examples{{DropoutEmitter.NextDraw(context, before: ", ")}});
            {{ForwardPartEmitter.StatisticsCall(context, "FirstParameter", "FirstOfArena", "\n    ")}}UpdateInParallel();
            _hasGradients = true;
            return loss;
        }

        """);

    private static void EmitUpdate(EmissionContext context, SourceWriter members, ParallelUpdate update)
    {
        string team = $"<{context.Passes}.TeamPasses>(ref parameters, ref arena";
        using (members.Block("private void UpdateInParallel()"))
        {
            members.Line(
                $$"""
                ref {{context.T}} parameters = ref FirstParameter;
                ref {{context.T}} arena = ref FirstOfArena;
                """);
            string[] numbers = [.. Numbers(update).Where(n => n != update.Clip?.Name)];
            string arguments = StepScalarEmitter.Emit(members, numbers, context.Graph.Scalars, context.Network.Precision);
            if (update.Clip is { } clip)
            {
                members.Line(
                    $$"""
                    _team!.Combine{{team}});
                    {{context.T}} {{clip.Name}} = {{context.Passes}}.ClipPass(ref parameters, ref arena);
                    """);
                arguments += $", {clip.Name}";
            }

            members.Line($"_team!.{(update.Clip is null ? "CombineAndUpdate" : "Update")}{team}, [{arguments.TrimStart(',', ' ')}]);");
        }
    }

    /// <summary>The names of the numbers of a step, in the order in which they are handed on.</summary>
    private static string[] Numbers(ParallelUpdate update)
    {
        HashSet<string> used = [.. update.Ranges.SelectMany(r => KernelSignature.Of(r.Blocks).Numbers)];
        return [.. used.Where(n => n != update.Clip?.Name).Concat(update.Clip is { } clip ? [clip.Name] : [])];
    }

    private static void EmitRangePass(EmissionContext context, ProgramEmitter programs, ParallelUpdate update)
    {
        SourceWriter writer = programs.Writer;
        string t = context.T;
        string numbers = string.Concat(Numbers(update).Select(n => $", {t} {n}"));
        writer.Line("/// <summary>Updates the parameters from <paramref name=\"first\"/> up to <paramref name=\"end\"/>: whole blocks, then one number after another.</summary>");
        using (writer.Block($"public static void UpdateRangePass(ref {t} parameters, ref {t} arena{numbers}, nint first, nint end)"))
        {
            foreach (RangeUpdate range in update.Ranges)
            {
                if (range != update.Ranges[0])
                {
                    writer.Line();
                }

                EmitRange(writer, programs, range, t);
            }
        }
    }

    private static void EmitRange(SourceWriter writer, ProgramEmitter programs, RangeUpdate range, string t)
    {
        using (writer.Block($"if (first < {range.First + range.Length} && end > {range.First})"))
        {
            writer.Line($"nint start = nint.Max(first, {range.First}), count = nint.Min(end, {range.First + range.Length}) - start;");
            foreach ((var block, _, int distance) in range.Buffers)
            {
                bool isParameter = block.Role == Graph.ValueRole.Parameter;
                writer.Line($"ref {t} {block.Name} = ref Unsafe.Add(ref {(isParameter ? "parameters" : "arena")}, start{(distance == 0 ? "" : $" + {distance}")});");
            }

            writer.Line();
            writer.Line($"nint batch = count / {ParallelUpdate.Block};");
            programs.Call("UpdateBlocksOf", [range.Blocks]);
            foreach ((var block, _, _) in range.Buffers)
            {
                writer.Line($"{block.Name} = ref Unsafe.Add(ref {block.Name}, batch * {ParallelUpdate.Block});");
            }

            writer.Line($"batch = count % {ParallelUpdate.Block};");
            programs.Call("UpdateRestOf", [range.Rest]);
        }
    }

    private static void EmitClipPass(EmissionContext context, ProgramEmitter programs, ParallelUpdate update)
    {
        if (update.Clip is { } clip)
        {
            programs.Writer.Line();
            programs.Writer.Line("/// <summary>The factor that shortens all gradients together, from their norm.</summary>");
            using (programs.Writer.Block($"public static {context.T} ClipPass(ref {context.T} parameters, ref {context.T} arena)"))
            {
                programs.DeclareBuffers(update.Before, value => context.PlaceOf(context.Plan.Update!.Buffers, value));
                programs.Call("Update", update.Before);
                programs.Writer.Line($"return {clip.Name};");
            }
        }
    }

    private static void EmitTeamPasses(EmissionContext context, SourceWriter writer, ParallelUpdate update)
    {
        string t = context.T;
        TargetText[] targets = [.. context.Plan.Targets.Select(p => TargetText.Of(context, p))];
        writer.Line();
        writer.Line("/// <summary>What the threads of a team call.</summary>");
        string interfaces = string.Concat(targets.Select(g => $"~IGradientPass<{t}, {g.Type}>, "));
        using (writer.Block($"internal readonly struct TeamPasses : {interfaces}~IUpdatePass<{t}>"))
        {
            // A batch in groups goes forward where it goes back.
            string forward = context.Plan.Targets[0].Finish is null ? $"ForwardPass(ref parameters, ref arena, ref input, {DropoutEmitter.Argument(context)}{SliceText.OfSlice(context, context.Plan.Forward!)}batch);\n    " : "";
            foreach ((TargetText target, TargetPlan plan) in targets.Zip(context.Plan.Targets, (t, p) => (t, p)))
            {
                string input = context.TakesInput(plan, plan.Backward) ? ", ref input" : "";
                writer.Line(
                    $$"""
                    static {{t}} ~IGradientPass<{{t}}, {{target.Type}}>.ComputeGradients(ref {{t}} parameters, ref {{t}} arena, ref {{t}} input, ref {{target.Type}} target, ~DropoutDraw draw, ~TrainingSlice<{{t}}> slice, nint batch)
                    {
                        {{forward}}return BackwardPass(ref parameters, ref arena{{input}}, ref target, {{SliceText.OfSlice(context, plan.Backward)}}batch);
                    }

                    """);
            }

            string numbers = string.Concat(Numbers(update).Select((_, k) => $", numbers[{k}]"));
            writer.Line(
                $$"""
                static void ~IUpdatePass<{{t}}>.UpdateRange(ref {{t}} parameters, ref {{t}} arena, ReadOnlySpan<{{t}}> numbers, nint first, nint end) =>
                    UpdateRangePass(ref parameters, ref arena{{numbers}}, first, end);
                """);
        }
    }
}
