using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints the inference of many examples in the lanes: portions of them go through a scratch of the thread's own.</summary>
internal static class ManyPredictEmitter
{
    /// <summary>Prints the loop over portions; what is left is for the pass of few examples.</summary>
    public static void EmitLoop(EmissionContext context, SourceWriter writer, LanePlan lanes)
    {
        string t = context.T;
        writer.Line(
            $$"""
            if (examples >= {{LanePlan.FewestExamples}})
            {
                const int ManyPortion = {{lanes.Portion}};
                {{t}}[] lanes = s_lanes ??= ~AlignedBuffer.Allocate<{{t}}>({{lanes.Predict.Buffers.ArenaLength}}, out s_lanesStart);
                for (; examples >= {{LanePlan.FewestExamples}}; examples -= ~Math.Min(examples, ManyPortion))
                {
                    int examplesNow = ~Math.Min(examples, ManyPortion);
                    {{context.Passes}}.PredictManyPass(ref parameters, ref nextInput, ref nextOutput, ref ~Unsafe.Add(ref ~MemoryMarshal.GetArrayDataReference(lanes), s_lanesStart), examplesNow);
                    nextInput = ref ~Unsafe.Add(ref nextInput, examplesNow * InputLength);
                    nextOutput = ref ~Unsafe.Add(ref nextOutput, examplesNow * OutputLength);
                }

                if (examples == 0)
                {
                    return;
                }
            }

            """);
    }

    public static void EmitField(EmissionContext context, SourceWriter writer)
    {
        writer.Line(
            $$"""

            [~ThreadStatic]
            private static {{context.T}}[]? s_lanes;

            [~ThreadStatic]
            private static int s_lanesStart;
            """);
    }

    public static void EmitPass(EmissionContext context, ProgramEmitter programs, LanePlan lanes)
    {
        string t = context.T;
        PlannedProgram program = lanes.Predict;
        programs.Writer.Line();
        programs.Writer.Line("/// <summary>Inference of a portion of examples, which lie in the lanes of vectors.</summary>");
        using (programs.Method($"public static void PredictManyPass(ref {t} parameters, ref {t} input, ref {t} {lanes.Predicted.Name}, ref {t} scratch, nint batch)"))
        {
            programs.Emit("Forward", program.Steps, value => value == context.Graph.Input || value == lanes.Predicted ? null
                : context.Plan.Buffers.IsParameter(value) ? context.PlaceOf(context.Plan.Buffers, value)
                : new TensorPlace("scratch", program.Buffers.Find(value).Offset));
        }
    }
}
