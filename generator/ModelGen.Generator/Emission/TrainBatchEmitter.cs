using System.Linq;
using ModelGen.Generator.Planning;
using ModelGen.Generator.StraightLine;

namespace ModelGen.Generator.Emission;

/// <summary>Prints TrainBatch: forward, backward and update in one.</summary>
internal static class TrainBatchEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        StraightLinePass? line = context.Reference is null ? context.StraightLineOf(plan) : null;
        bool hasDoor = line is not null && plan.Train is not null;
        string gradients = plan.Train is null ? ""
            : hasDoor && context.Network.MaxBatch > 1 ? $" <see cref=\"Gradients\"/> stay as they were where {line!.Examples} examples come at once, and are those of the step where fewer do."
            : $" <see cref=\"Gradients\"/> stay as they were{(!context.Plan.IsSliced ? "" : ", unless threads share the step")}.";
        members.Line(
            $$"""

            /// <inheritdoc cref="~ITrainableModel{TSelf, T}.TrainBatch"/>
            /// <summary>Forward, backward and update of {{DocumentationText.Batch(context)}} in one.{{gradients}}</summary>
            /// <param name="inputs">An example after another, {{context.InputWords}}.</param>
            {{target.Documentation}}
            {{EmissionContext.GeneratedCode}}
            """);
        string parameters = $"(~ReadOnlySpan<{t}> inputs, ~ReadOnlySpan<{target.Type}> {target.Parameter})";
        using (members.Block($"public {t} TrainBatch{parameters}"))
        {
            if (hasDoor)
            {
                EmitDoor(context, members, plan, line!, target);
            }
            else
            {
                EmitSteps(context, members, plan, line, target, isFused: plan.Train is not null);
            }
        }

        if (hasDoor)
        {
            // A method of its own: what it needs on the stack would cost the straight line as much as a layer. It is for fewer examples, and machines without
            // vectors, and has no kernels beside those of Backward and Update.
            members.Line();
            members.Line("[~MethodImpl(~MethodImplOptions.NoInlining)]");
            using (members.Block($"private {t} TrainAnyBatch{parameters}"))
            {
                EmitSteps(context, members, plan, null, target, isFused: false);
            }
        }

        if (plan.Train is { } train && !hasDoor)
        {
            programs.Writer.Line();
            BackwardPartEmitter.EmitPass(context, programs, plan, "Train", p => p.Train!, StepScalarEmitter.Needed(train.Steps, context.Graph.Scalars));
        }

        if (line is not null)
        {
            EmitStraightLine(context, programs, plan, line);
        }
    }

    /// <summary>As many examples as the straight line takes go there at once, behind a single check.</summary>
    private static void EmitDoor(EmissionContext context, SourceWriter members, TargetPlan plan, StraightLinePass line, TargetText target)
    {
        string times = line.Examples == 1 ? "" : $"{line.Examples} * ";
        string targets = $"{target.Parameter}.Length == {target.LengthOf(line.Examples)}";
        using (members.Block($"if (~{line.Narrowest.Type(context.Network.Precision).Class}.IsHardwareAccelerated && _frozen is null && inputs.Length == {times}InputLength && {targets})"))
        {
            if (target.IsClasses)
            {
                members.Line(target.Checks($"{line.Examples}", ""));
            }

            members.Line(OwnMemoryChecks.Text(context, "inputs") + OwnMemoryChecks.OfTargets(context, target, before: "\n"));

            EmitState(context, members, $"{line.Examples}", hasGradients: false);
            string[] numbers = StepScalarEmitter.Needed(plan.Train!.Steps, context.Graph.Scalars);
            string arguments = StepScalarEmitter.Emit(members, numbers, context.Graph.Scalars, context.Network.Precision);
            members.Line($"return {context.Passes}.TrainStep(ref _parameters.First, ref _arena.First, ref ~Numbers.First(inputs), ref ~Numbers.First({target.Parameter}){arguments});");
        }

        members.Line();
        members.Line($"return TrainAnyBatch(inputs, {target.Parameter});");
    }

    private static void EmitState(EmissionContext context, SourceWriter members, string examples, bool hasGradients)
    {
        members.Line("_examples = 0;");
        members.Line($"_hasGradients = {(hasGradients ? "true" : "false")};");
        if (context.Graph.InputGradient is not null)
        {
            members.Line($"_gradientExamples = {examples};");
        }
    }

    private static void EmitSteps(EmissionContext context, SourceWriter members, TargetPlan plan, StraightLinePass? line, TargetText target, bool isFused)
    {
        string t = context.T;
        members.Line($"int examples = ~Check.Batch({Literal.Of(context.PlainName)}, nameof(inputs), inputs, InputLength, MaxBatch, _parameters, _arena);");
        members.Line(target.ChecksWith(context, "examples", mayBeOwn: true));
        EmitState(context, members, "examples", !isFused && !context.Plan.IsSliced);
        if (context.Reference is { } reference)
        {
            reference.EmitTrain(members, target);
            return;
        }

        if (context.Plan.IsSliced && !isFused && line is null)
        {
            TeamEmitter.EmitStep(context, members, target);
            return;
        }

        TeamEmitter.EmitDoor(context, members, target);
        members.Line(
            $$"""
            ref {{t}} parameters = ref _parameters.First;
            ref {{t}} arena = ref _arena.First;
            ref {{t}} input = ref ~Numbers.First(inputs);
            ref {{target.Type}} target = ref ~Numbers.First({{target.Parameter}});
            """);
        // A batch in groups goes forward where it goes back.
        string forward = plan.Finish is null ? $"{context.Passes}.ForwardPass(ref parameters, ref arena, ref input, {DropoutEmitter.NextDraw(context, after: ", ")}{SliceText.OfBatch(context, context.Plan.Forward!, "examples")}examples);\n{ForwardPartEmitter.StatisticsCall(context, "parameters", "arena", "\n")}" : "";
        if (isFused)
        {
            string[] numbers = StepScalarEmitter.Needed(plan.Train!.Steps, context.Graph.Scalars);
            string arguments = StepScalarEmitter.Emit(members, numbers, context.Graph.Scalars, context.Network.Precision);
            members.Line($"_frozen?.Keep(this);\n{forward}{t} loss = {context.Passes}.TrainPass(ref parameters, ref arena{InputOf(plan.Train)}, ref target{arguments}, examples);");
            members.Line("_frozen?.PutBack(this);");
            members.Line("return loss;");
            return;
        }

        string gradient = $"{context.Passes}.BackwardPass(ref parameters, ref arena{InputOf(plan.Backward)}, ref target, {SliceText.OfBatch(context, plan.Backward, "examples")}examples);";
        if (line is null)
        {
            members.Line($"{forward}{t} loss = {gradient}");
        }
        else
        {
            string condition = $"~{line.Narrowest.Type(context.Network.Precision).Class}.IsHardwareAccelerated{(context.Network.MaxBatch == 1 ? "" : $" && examples == {line.Examples}")}";
            members.Line($"{t} loss;");
            using (members.Block($"if ({condition})"))
            {
                members.Line($"loss = {context.Passes}.GradientStep(ref parameters, ref arena, ref input, ref target);");
            }

            using (members.Block("else"))
            {
                members.Line($"{forward}loss = {gradient}");
            }

            members.Line();
        }

        members.Line(context.Plan.IsSliced ? "UpdateParameters(null);\n_hasGradients = true;" : "UpdateParameters();");
        members.Line("return loss;");

        string InputOf(PlannedProgram program) => context.TakesInput(plan, program) ? ", ref input" : "";
    }

    private static void EmitStraightLine(EmissionContext context, ProgramEmitter programs, TargetPlan plan, StraightLinePass line)
    {
        string t = context.T, target = plan.Target.Name;
        string[] numbers = plan.Train is { } train ? StepScalarEmitter.Needed(train.Steps, context.Graph.Scalars) : [];
        string examples = line.Examples == 1 ? "one example" : $"{line.Examples} examples";
        programs.Writer.Line();
        new StraightLineEmitter(programs.Writer, context).Emit(
            line,
            plan.Train is null ? "GradientStep" : "TrainStep",
            plan.Train is null ? $"Forward and backward of {examples}" : $"Forward, backward and update of {examples}",
            t,
            $"ref {t} parameters, ref {t} arena, ref {t} input, ref {TargetText.Of(context, plan).Type} {target}{string.Concat(numbers.Select(n => $", {t} {n}"))}",
            $"ref parameters, ref arena, ref input, ref {target}{string.Concat(numbers.Select(n => $", {n}"))}");
    }
}
