using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints the passes of a batch that is cut into groups (<see cref="GroupPrograms"/>): a pass of one group, and the loop over all.</summary>
internal static class GroupEmitter
{
    public static void EmitForward(EmissionContext context, ProgramEmitter programs)
    {
        string t = context.T;
        Value output = context.Plan.Lanes!.Output;
        PlannedProgram program = context.Plan.Forward!;
        programs.Writer.Line("/// <summary>From inputs to outputs in training mode, a group of examples after another.</summary>");
        using (programs.Method($"public static void ForwardPass(ref {t} parameters, ref {t} arena, ref {t} input, nint examples)"))
        {
            programs.Writer.Line($"ref {t} {output.Name} = ref {context.PlaceOf(program.Buffers, output)};");
            EmitLoop(context, programs, () => programs.Writer.Line($"ForwardGroup(ref parameters, ref arena, {Next(context.Graph.Input)}, {Next(output)}, batch);"));
        }

        programs.Writer.Line();
        programs.Writer.Line("/// <summary>One group from inputs to outputs; what the backward pass reads stays in the arena until the next.</summary>");
        using (programs.Method($"private static void ForwardGroup(ref {t} parameters, ref {t} arena, ref {t} input, ref {t} {output.Name}, nint batch)"))
        {
            programs.Emit("Forward", program.Steps, value => value == context.Graph.Input || value == output ? null : context.PlaceOf(program.Buffers, value));
        }
    }

    /// <summary>Each group goes forward and back: its activations are not kept for later.</summary>
    public static void EmitBackward(EmissionContext context, ProgramEmitter programs, TargetPlan plan)
    {
        string t = context.T;
        TargetText target = TargetText.Of(context, plan);
        Value output = context.Plan.Lanes!.Output, wanted = plan.Target;
        BufferPlan buffers = plan.Backward.Buffers;
        Value? inputGradient = plan.Graph.InputGradient;
        string sum = SumOf(plan).Name;
        LayersPass layers = new(context, programs, "Backward", p => p.Backward, SumOf, (p, value) => value == p.Target || value == p.Graph.InputGradient ? null : context.PlaceOf(p.Backward.Buffers, value));
        string name = BackwardPartEmitter.PassOf(plan);
        programs.Writer.Line($"/// <summary>{(plan.IsGradients ? "The gradients of all parameters from those of the outputs" : "The mean loss and the gradients of all parameters")}: each group goes forward and back, and adds its part.</summary>");
        using (programs.Method($"public static {t} {name}Pass(ref {t} parameters, ref {t} arena, ref {t} input, ref {target.Type} {wanted.Name}, {SliceText.Parameters(context, plan.Backward)}nint examples)"))
        {
            programs.Writer.Line($"ref {t} {output.Name} = ref {context.PlaceOf(buffers, output)};");
            if (inputGradient is not null)
            {
                programs.Writer.Line($"ref {t} {inputGradient.Name} = ref {context.PlaceOf(buffers, inputGradient)};");
            }

            programs.Writer.Line(SliceText.IsSliced(context) ? $"{t} {sum} = 0;" : $"{t} perExample = {SliceText.PerExample(context, "examples")}, {sum} = 0;");
            programs.Writer.Line($"~MemoryMarshal.CreateSpan(ref arena, {context.Plan.Buffers.ParameterCount}).Clear();");
            EmitLoop(context, programs, () =>
            {
                string gradient = inputGradient is null ? "" : $", {Next(inputGradient)}";
                programs.Writer.Line($"ForwardGroup(ref parameters, ref arena, {Next(context.Graph.Input)}, {Next(output)}, batch);");
                programs.Writer.Line($"{sum} += {name}Group(ref parameters, ref arena, {Next(wanted)}{gradient}, perExample, batch);");
            });
            programs.Writer.Line();
            EvaluateEmitter.EmitFinish(context, programs, plan, plan.Finish);
        }

        programs.Writer.Line();
        string ofGradient = inputGradient is null ? "" : $", ref {t} {inputGradient.Name}";
        programs.Writer.Line("/// <summary>Adds the part of one group to the gradients, and returns the sum of its losses.</summary>");
        using (programs.Method($"private static {t} {name}Group(ref {t} parameters, ref {t} arena, ref {target.Type} {wanted.Name}{ofGradient}, {t} perExample, nint batch)"))
        {
            layers.EmitSteps(plan, () => { });
            programs.Writer.Line($"return {sum};");
        }

        layers.EmitMethod(plan);
    }

    private static Value SumOf(TargetPlan plan) =>
        plan.Backward.Steps.Select(s => s is ScalarStep or LaneCopyStep ? null : KernelSignature.Of(s).Returns).OfType<Value>().Single();

    private static void EmitLoop(EmissionContext context, ProgramEmitter programs, System.Action body)
    {
        int group = context.Plan.Lanes!.Group;
        using (programs.Writer.Block($"for (nint first = 0; first < examples; first += {group})"))
        {
            programs.Writer.Line($"nint batch = nint.Min({group}, examples - first);");
            body();
        }
    }

    /// <summary>A tensor of examples from the group's first on.</summary>
    private static string Next(Value value) => VectorText.At(value.Name, VectorText.Scaled("first", value.Shape.Length));
}
