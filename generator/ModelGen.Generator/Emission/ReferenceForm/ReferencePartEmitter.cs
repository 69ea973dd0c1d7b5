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
            EmitDoor(file, $"new Reference{ReferenceEmitter.Buffers(plan, "parameters", "arena")}");
        }
    }

    public static void EmitUsings(SourceWriter file) => file.Line(
        """
        using global::System;
        using global::ModelGen.CompilerServices;
        using global::ModelGen.Numerics;

        """);

    public void EmitMembers(SourceWriter writer)
    {
        writer.Line($"~IReferenceForm<{T}> ~IReferenceModel<{T}>.Reference => new global::{context.NetworkNamespace}.ReferenceForm();");
        if (context.Graph.InputGradient is not null)
        {
            writer.Line($"~ReadOnlySpan<{T}> ~IReferenceModel<{T}>.InputGradients => InputGradients;");
        }
    }

    private void EmitDoor(SourceWriter writer, string reference)
    {
        string memory = $"Span<{T}> parameters, Span<{T}> arena", examples = $"ReadOnlySpan<{T}> inputs, Span<{T}> outputs";
        writer.Line(
            $$"""
            public int ArenaLength => {{plan.Length}};
            public int Stride => {{plan.Training?.Stride ?? 0}};
            public long LongestSum => {{plan.LongestSum}};
            public void Predict({{memory}}, {{examples}}, int batch) =>
                {{reference}}.{{(plan.Predict is null ? "ForwardPass" : "PredictPass")}}(inputs, outputs, batch);
            """);
        if (plan.Training is not { } training)
        {
            return;
        }

        if (context.Graph.InputGradient is { } gradient)
        {
            writer.Line($"public int InputGradients => {plan.Places[gradient.Name].Offset};");
        }

        writer.Line(
            $$"""
            public void Forward({{memory}}, {{examples}}, DropoutDraw draw, int batch) =>
                {{reference}}.ForwardPass(inputs, outputs, {{(context.Graph.HasDropout ? "draw, " : "")}}batch);
            public {{T}} LossSum({{memory}}, ReadOnlySpan<{{T}}> targets, int batch) =>
                {{reference}}.LossSumPass(targets, batch);
            public {{T}} MeanLoss({{memory}}, {{T}} sum, int examples) =>
                {{reference}}.MeanLossPass(sum, {{Literal.Of(1, context.Network.Precision)}} / examples);
            public {{T}} Backward({{memory}}, ReadOnlySpan<{{T}}> inputs, ReadOnlySpan<{{T}}> targets, int batch) =>
                {{reference}}.BackwardPass({{(training.Backward.Reads(context.Graph.Input) ? "inputs, " : "")}}targets, batch);
            """);
        if (training.Update is not null)
        {
            if (context.Network.Optimizer!.ClipNorm > 0)
            {
                writer.Line("public bool ClipsByNorm => true;");
            }

            int k = 0;
            writer.Line(
                $$"""
                public void Update({{memory}}, long step, {{T}} learningRate, Span<double> numbers) =>
                    {{reference}}.UpdatePass({{ReferenceEmitter.UpdateArguments(context, "step, learningRate", _ => $"ref numbers[{k++}]")}});
                """);
        }
    }
}
