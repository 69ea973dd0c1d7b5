using System;
using System.Linq;
using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Backward.g.cs: the loss and the gradients, and the loss alone.</summary>
internal static class BackwardPartEmitter
{
    public static void Emit(EmissionContext context, SourceWriter members, ProgramEmitter programs)
    {
        foreach (TargetPlan plan in context.Plan.Targets)
        {
            if (plan != context.Plan.Targets[0])
            {
                members.Line();
            }

            EmitBackward(context, members, plan);
            if (!plan.IsGradients)
            {
                members.Line();
                EvaluateEmitter.EmitMember(context, members, plan);
            }

            if (context.Reference is not null)
            {
                continue;
            }

            if (plan != context.Plan.Targets[0])
            {
                programs.Writer.Line();
            }

            if (plan.Finish is not null)
            {
                GroupEmitter.EmitBackward(context, programs, plan);
            }
            else
            {
                EmitPass(context, programs, plan, PassOf(plan), p => p.Backward, []);
            }

            if (!plan.IsGradients)
            {
                EvaluateEmitter.EmitPasses(context, programs, plan);
            }
        }
    }

    /// <summary>The pass to the gradients, without the word Pass.</summary>
    public static string PassOf(TargetPlan plan) => plan.IsGradients ? "BackwardFrom" : "Backward";

    /// <summary>Prints the pass from the kept activations to the loss.</summary>
    /// <param name="numbers">The numbers of the optimizer's step that it takes.</param>
    public static void EmitPass(EmissionContext context, ProgramEmitter programs, TargetPlan plan, string name, Func<TargetPlan, PlannedProgram> programOf, string[] numbers)
    {
        string t = context.T;
        PlannedProgram program = programOf(plan);
        LayersPass layers = new(
            context, programs, plan.IsGradients ? "Backward" : name, programOf, p => p.Graph.Loss!, (p, value) => value == context.Graph.Input || value == p.Target ? null : context.PlaceOf(programOf(p).Buffers, value));
        TargetText target = TargetText.Of(context, plan);
        string parameters = string.Concat(numbers.Select(n => $", {t} {n}"));
        bool isWhole = program == plan.Train || !SliceText.IsSliced(context);
        programs.Writer.Line(plan.IsGradients
            ? "/// <summary>The gradients of all parameters from those of the outputs that the forward pass left; returns the sum of the outputs multiplied with theirs.</summary>"
            : $"/// <summary>The loss of what the forward pass left, {(program == plan.Train ? "and the step: parameters are updated while their gradients are at hand" : "and the gradients of all parameters")}.</summary>");
        using (programs.Method($"public static {t} {name}Pass(ref {t} parameters, ref {t} arena{(context.TakesInput(plan, program) ? $", ref {t} input" : "")}, ref {target.Type} {plan.Target.Name}{parameters}, {(isWhole ? "" : SliceText.Parameters(context, program))}nint batch)"))
        {
            layers.EmitSteps(plan, () =>
            {
                if (isWhole && (!plan.IsGradients || SliceText.TakesPerExample(program)))
                {
                    programs.Writer.Line($"{t} perExample = {SliceText.PerExample(context, "batch")};");
                }
            });
            programs.Writer.Line($"return {plan.Graph.Loss!.Name};");
        }

        layers.EmitMethod(plan);
    }

    private static void EmitBackward(EmissionContext context, SourceWriter members, TargetPlan plan)
    {
        string t = context.T, name = Literal.Of(context.PlainName);
        TargetText target = TargetText.Of(context, plan);
        string declared = plan.IsGradients ? "IOutputGradientModel{T}.BackwardFrom" : "IDifferentiableModel{TSelf, T}.Backward";
        members.Line(
            $$"""
            /// <inheritdoc cref="~{{declared}}"/>
            {{target.Documentation}}
            {{EmissionContext.GeneratedCode}}
            """);
        using (members.Block($"public {(plan.IsGradients ? "void" : t)} {PassOf(plan)}(~ReadOnlySpan<{target.Type}> {target.Parameter})"))
        {
            members.Line($"~Check.HasForward({name}, _examples);");
            members.Line(target.ChecksApart("_examples", "_lengths, 1, 0"));
            if (context.Reference is { } reference)
            {
                reference.EmitBackward(members, plan, target);
            }
            else
            {
                EmitCall(context, members, plan, target);
            }

            members.Line($"{(context.Graph.InputGradient is null ? "" : "_gradientExamples = _examples;\n")}_examples = 0;{(context.Plan.Update is null ? "" : "\n_hasGradients = true;")}");
            if (!plan.IsGradients)
            {
                members.Line("return loss;");
            }
        }
    }

    private static void EmitCall(EmissionContext context, SourceWriter members, TargetPlan plan, TargetText target)
    {
        string t = context.T;
        bool takesInput = context.TakesInput(plan, plan.Backward);
        members.Line($"ref {t} arena = ref _arena.First;");
        if (takesInput)
        {
            members.Line($"ref {t} input = ref ~Numbers.At(ref arena, {plan.Backward.Buffers.Find(context.Graph.Input).Offset});");
        }

        members.Line(
            $$"""
            ref {{target.Type}} target = ref ~Numbers.First({{target.Parameter}});
            {{(plan.IsGradients ? "" : $"{t} loss = ")}}{{context.Passes}}.{{PassOf(plan)}}Pass(ref _parameters.First, ref arena{{(takesInput ? ", ref input" : "")}}, ref target, {{SliceText.OfBatch(context, plan.Backward, "_examples")}}_examples);
            """);
    }
}
