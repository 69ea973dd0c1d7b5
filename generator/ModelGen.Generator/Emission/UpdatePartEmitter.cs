using System;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Update.g.cs: the optimizer's step, and the whole training step in one.</summary>
internal static class UpdatePartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        members.Line(
            $$"""
            private {{context.T}} _learningRate = {{Literal.Of(context.Network.Optimizer!.LearningRate, context.Network.Precision)}};

            /// <summary>The step size of {{context.Network.Optimizer!.Name}}.</summary>
            /// <exception cref="~ArgumentOutOfRangeException">It is negative or not finite.</exception>
            public {{context.T}} LearningRate
            {
                get => _learningRate;
                set => _learningRate = ~Check.LearningRate({{Literal.Of(context.PlainName)}}, value);
            }

            // Whether Gradients are those of the last Backward, and not of parameters that TrainBatch has changed since.
            private bool _hasGradients;

            """);
        StepScalarEmitter.EmitFields(members, context.Graph.Scalars);
        FilesEmitter.EmitMemory(context, members);
        AverageEmitter.Emit(context, members);
        if (context.Network.HasLoss)
        {
            TeamEmitter.EmitProperty(context, members);
        }

        RangedUpdate update = context.Plan.RangedUpdate!;
        string[] numbers = [.. StepScalarEmitter.Needed(update.Steps, context.Graph.Scalars), .. update.Clip is { } clip ? [clip.Name] : Array.Empty<string>()];
        EmitUpdate(context, members, update, numbers);
        if (context.Reference is null)
        {
            EmitPass(context, programs, update, numbers);
            EmitClipPass(context, programs, update);
            EmitDirectionPass(context, programs, update);
        }

        foreach (TargetPlan plan in context.Plan.Targets.Where(p => !p.IsGradients))
        {
            TrainBatchEmitter.Emit(context, members, programs, plan);
        }

        TeamEmitter.EmitPasses(context, programs.Writer, numbers);
    }

    private static void EmitUpdate(EmissionContext context, SourceWriter members, RangedUpdate update, string[] numbers)
    {
        bool isSliced = context.Plan.IsSliced;
        members.Line(
            $$"""
            /// <summary>One step of {{context.Network.Optimizer!.Name}} with the <see cref="Gradients"/> of the last <c>Backward</c>.</summary>
            /// <exception cref="~InvalidOperationException">No gradients have been computed yet.</exception>
            {{EmissionContext.GeneratedCode}}
            public void Update()
            {
                ~Check.HasGradients({{Literal.Of(context.PlainName)}}, _hasGradients);
                UpdateParameters({{(isSliced ? "null" : "")}});
            }

            // One step with the gradients in the arena{{(isSliced ? ", by the threads of a team or by this one alone" : "")}}.
            """);
        using (members.Block($"private void UpdateParameters({(isSliced ? $"~TrainingTeam<{context.T}>? team" : "")})"))
        {
            members.Line("_frozen?.Keep(this);");
            if (context.Reference is { } reference)
            {
                if (context.Network.Optimizer!.ClipNorm > 0)
                {
                    members.Line("_frozen?.ClearGradients(this);");
                }

                reference.EmitUpdate(members);
                members.Line("_frozen?.PutBack(this);");
                return;
            }

            string[] ofStep = [.. numbers.Where(n => n != update.Clip?.Name)];
            string arguments = StepScalarEmitter.Emit(members, ofStep, context.Graph.Scalars, context.Network.Precision);
            const string memory = "ref _parameters.First, ref _arena.First";
            if (update.HasPreparation && isSliced)
            {
                members.Line($"team?.Combine<{context.Passes}.TeamPasses>({memory});");
            }

            if (update.Clip is { } clip)
            {
                members.Line("_frozen?.ClearGradients(this);");
                members.Line($"{context.T} {clip.Name} = {context.Passes}.ClipPass({memory});");
                arguments += $", {clip.Name}";
            }

            if (update.Directions.Count > 0)
            {
                members.Line($"{context.Passes}.DirectionPass({memory}{(update.Clip is { } factor ? $", {factor.Name}" : "")});");
            }

            string list = $"[{arguments.TrimStart(',', ' ')}]", alone = $"{context.Passes}.UpdatePass({memory}{arguments}, 0, ParameterCount);";
            members.Line(!isSliced ? alone
                : !update.HasPreparation ? $"~TrainingTeam<{context.T}>.Update<{context.Passes}.TeamPasses>(team, {memory}, ParameterCount, {list});"
                : $"if (team is not null) team.Update<{context.Passes}.TeamPasses>({memory}, {list});\nelse {alone}");
            members.Line("_frozen?.PutBack(this);");
        }
    }

    private static void EmitPass(EmissionContext context, ProgramEmitter programs, RangedUpdate update, string[] numbers)
    {
        string t = context.T;
        programs.Writer.Line("/// <summary>The optimizer's step for the parameters from <paramref name=\"first\"/> up to <paramref name=\"end\"/>, from the gradients in the arena.</summary>");
        using (programs.Method($"public static void UpdatePass(ref {t} parameters, ref {t} arena{string.Concat(numbers.Select(n => $", {t} {n}"))}, nint first, nint end)"))
        {
            if (update.Ranges is [{ First: 0 } all] && all.Length == context.Plan.Buffers.ParameterCount)
            {
                EmitRange(programs, all, t, "first", "end - first");
                return;
            }

            foreach (RangeUpdate range in update.Ranges)
            {
                if (range != update.Ranges[0])
                {
                    programs.Writer.Line();
                }

                using (programs.Writer.Block($"if (first < {range.First + range.Length} && end > {range.First})"))
                {
                    programs.Writer.Line($"nint start = nint.Max(first, {range.First});");
                    EmitRange(programs, range, t, "start", $"nint.Min(end, {range.First + range.Length}) - start");
                }
            }
        }
    }

    /// <param name="start">The first parameter to update.</param>
    /// <param name="length">How many there are.</param>
    private static void EmitRange(ProgramEmitter programs, RangeUpdate range, string t, string start, string length)
    {
        foreach ((Value value, int distance) in range.Buffers)
        {
            string buffer = value.Role == ValueRole.Parameter ? "parameters" : "arena";
            programs.Writer.Line($"ref {t} {value.Name} = ref Unsafe.Add(ref {buffer}, {start}{(distance == 0 ? "" : $" + {distance}")});");
        }

        programs.Writer.Line($"nint length = {length};");
        programs.Writer.Line();
        programs.Call("Update", [range.Step]);
    }

    private static void EmitClipPass(EmissionContext context, ProgramEmitter programs, RangedUpdate update)
    {
        if (update.Clip is { } clip)
        {
            programs.Writer.Line();
            programs.Writer.Line("/// <summary>The factor that shortens all gradients together, from their norm.</summary>");
            using (programs.Method($"public static {context.T} ClipPass(ref {context.T} parameters, ref {context.T} arena)"))
            {
                programs.Emit("Update", update.Clipping, value => context.PlaceOf(context.Plan.Update!.Buffers, value));
                programs.Writer.Line($"return {clip.Name};");
            }
        }
    }

    private static void EmitDirectionPass(EmissionContext context, ProgramEmitter programs, RangedUpdate update)
    {
        if (update.Directions.Count == 0)
        {
            return;
        }

        string clip = update.Clip is { } factor ? $", {context.T} {factor.Name}" : "";
        programs.Writer.Line();
        programs.Writer.Line("/// <summary>Where the steps of weights go that are updated as matrices: their gradients' running means with all singular values brought near 1.</summary>");
        using (programs.Method($"public static void DirectionPass(ref {context.T} parameters, ref {context.T} arena{clip})"))
        {
            programs.Emit("Update", update.Directions, value => context.PlaceOf(context.Plan.Update!.Buffers, value));
        }
    }
}
