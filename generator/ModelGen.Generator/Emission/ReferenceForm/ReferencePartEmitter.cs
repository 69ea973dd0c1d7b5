using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints Reference.g.cs: the loops, and behind them the door by which the library compares the fast code with them.</summary>
internal sealed class ReferencePartEmitter(EmissionContext context, ReferencePlan plan)
{
    private string T => context.T;

    public void EmitLoops(SourceWriter file)
    {
        EmitUsings(file);
        string passes = plan.Training is null ? "the forward pass" : plan.Training.Update is null ? "forward and backward pass" : "forward pass, backward pass and the optimizer's step";
        string[] summary =
        [
            $"{context.PlainName} as plain loops: {passes}.",
            "Read here what the network computes. The other files compute the same, faster; <c>CheckKernels()</c> compares.",
        ];
        new ReferenceEmitter(context, plan, "Reference", summary, file).Emit();
        file.Line();
        file.Line("/// <summary>The same for the library.</summary>");
        using (file.Block($"internal sealed class ReferenceForm : IReferenceForm<{T}>"))
        {
            EmitDoor(file);
            file.Line($"private static Reference Of(ReferenceCall<{T}> call) => new{ReferenceEmitter.Buffers(plan, "call.Parameters", "call.Arena")};");
        }
    }

    public static void EmitUsings(SourceWriter file) => file.Line(
        """
        using global::System;
        using global::ModelGen.CompilerServices;
        using global::ModelGen.Numerics;

        """);

    /// <summary>The member by which the library finds the form.</summary>
    public static void EmitMembers(EmissionContext context, SourceWriter writer)
    {
        writer.Line($"~IReferenceForm<{context.T}> ~IReferenceModel<{context.T}>.Reference => new global::{context.NetworkNamespace}.ReferenceForm();");
        if (context.Graph.InputGradient is not null)
        {
            writer.Line($"~ReadOnlySpan<{context.T}> ~IReferenceModel<{context.T}>.InputGradients => InputGradients;");
        }
    }

    private void EmitDoor(SourceWriter writer)
    {
        writer.Line(
            $$"""
            public ReferenceSizes Sizes => new(ArenaLength: {{plan.Length}}, Stride: {{plan.Training?.Stride ?? 0}}, LongestSum: {{plan.LongestSum}});
            public void Predict(ReferenceCall<{{T}}> call) => Of(call).{{(plan.Predict is null ? "ForwardPass" : "PredictPass")}}(call.Inputs, call.Outputs, call.Batch);
            """);
        if (plan.Training is not { } training)
        {
            return;
        }

        if (context.Graph.InputGradient is { } gradient)
        {
            writer.Line($"public int InputGradients => {plan.Places[gradient.Name].Offset};");
        }

        if (context.IgnoredClass is { } ignored)
        {
            writer.Line($"public int IgnoredClass => {ignored};");
        }

        string draw = context.Graph.HasDropout ? "call.Draw, " : "", inputs = ReferenceEmitter.BackwardTakesInput(plan, context.Graph) ? "call.Inputs, " : "";
        string ofSum = plan.Loss!.Sum.Reads(context.Graph.Input) ? "call.Inputs, " : "";
        writer.Line(
            $$"""
            public void Forward(ReferenceCall<{{T}}> call) => Of(call).ForwardPass(call.Inputs, call.Outputs, {{draw}}call.Batch);
            public {{T}} LossSum(ReferenceCall<{{T}}> call) => Of(call).LossSumPass({{ofSum}}call.Targets, call.Batch);
            public {{T}} MeanLoss(ReferenceCall<{{T}}> call, {{T}} sum, int examples) => Of(call).MeanLossPass(sum, {{Literal.Of(1, context.Network.Precision)}} / examples);
            public {{T}} Backward(ReferenceCall<{{T}}> call) => Of(call).BackwardPass({{inputs}}call.Targets, call.Batch);
            """);
        if (context.Network.OutputGradients)
        {
            writer.Line("public bool TakesOutputGradients => true;");
            writer.Line($"public void BackwardFrom(ReferenceCall<{T}> call) => Of(call).{(training.FromGiven is null ? "BackwardPass" : "BackwardFromPass")}({inputs}call.Targets, call.Batch);");
        }

        if (training.Update is not null)
        {
            if (context.Network.Optimizer!.ClipNorm > 0)
            {
                writer.Line("public bool ClipsByNorm => true;");
            }

            int k = 0;
            string arguments = ReferenceEmitter.UpdateArguments(context, "step, learningRate", _ => $"ref numbers[{k++}]");
            writer.Line($"public void Update(ReferenceCall<{T}> call, long step, {T} learningRate, Span<double> numbers) => Of(call).UpdatePass({arguments});");
        }
    }
}
