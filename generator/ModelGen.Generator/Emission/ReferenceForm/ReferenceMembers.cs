using System;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints a model whose only code is the reference form: the loops, and how members call them. What members document and check is the same as in every model.</summary>
internal sealed class ReferenceMembers(EmissionContext context, ReferenceModel model)
{
    private string T => context.T;

    private bool TakesInput => ReferenceEmitter.BackwardTakesInput(model.Training!, context.Graph);

    /// <summary>Prints the structs with the loops.</summary>
    public void EmitLoops(SourceWriter file)
    {
        ReferencePartEmitter.EmitUsings(file);
        new ReferenceEmitter(context, model.Inference, "Inference", [$"{context.PlainName} in inference as plain loops, which are its only code."], file).Emit();
        if (model.Training is { } training)
        {
            file.Line();
            new ReferenceEmitter(context, training, "Reference", [$"{context.PlainName} in training as plain loops, which are its only code."], file).Emit();
        }
    }

    /// <summary>Tells the library that there is nothing to compare the loops with.</summary>
    public void EmitDoor(SourceWriter members) => members.Line($"~IReferenceForm<{T}>? ~IReferenceModel<{T}>.Reference => null;");

    /// <summary>In PredictWith, after the checks.</summary>
    public void EmitPredict(SourceWriter members)
    {
        EmitInference(members, "~Numbers.Span(ref parameters, 0, ParameterCount)");
        using (Portions(members))
        {
            members.Line($"inference.PredictPass({Part("input", "InputLength")}, output.Slice(first * OutputLength), {Batch});");
        }
    }

    /// <summary>In Evaluate, after the checks.</summary>
    public void EmitEvaluate(SourceWriter members, TargetText target)
    {
        string sum = context.Graph.LossSum!.Name;
        EmitInference(members, AverageEmitter.Predicting(context));
        string? count = context.Graph.LossCount?.Name;
        string inputs = model.Inference.Loss!.Sum.Reads(context.Graph.Input) ? $"{Part("inputs", "InputLength")}, " : "";
        members.Line($"{T} {sum} = 0{(count is null ? "" : $", {count} = 0")};");
        using (Portions(members))
        {
            members.Line($"inference.PredictPass({Part("inputs", "InputLength")}, scratch.Slice({PlaceOf(model.Inference, context.Graph.Predicting.Output)}), {Batch});");
            members.Line($"{sum} += inference.LossSumPass({inputs}{Part(target.Parameter, target.Length)}, {Batch});");
            if (count is not null)
            {
                members.Line($"{count} += inference.LossCount;");
            }
        }

        members.Line();
        if (count is not null)
        {
            members.Line($"inference.LossCount = {count};");
        }

        members.Line($"return inference.MeanLossPass({sum}, {SliceText.PerExample(context, "examples")});");
    }

    /// <summary>The loops of training, on the model's memory.</summary>
    public void EmitTraining(SourceWriter members) => members.Line(
        $$"""

        // The loops, on the memory of this model.
        private global::{{context.NetworkNamespace}}.Reference PlainLoops =>
            new{{ReferenceEmitter.Buffers(model.Training!, "_parameters.Span", $"_arena.Span(0, {model.Training!.Length})")}};
        """);

    /// <summary>In Forward, after the checks. Backward reads a copy of the inputs, since the caller may change them.</summary>
    public void EmitForward(SourceWriter members) => members.Line(
        $$"""
        ~Span<{{T}}> kept = {{Inputs("inputs.Length")}}, outputs = {{Outputs("examples")}};
        inputs.CopyTo(kept);
        PlainLoops.ForwardPass(kept, outputs, {{DropoutEmitter.NextDraw(context, after: ", ")}}examples);
        _examples = examples;
        return outputs;
        """);

    /// <summary>In Backward, after the checks, up to the loss.</summary>
    public void EmitBackward(SourceWriter members, TargetPlan plan, TargetText target) =>
        members.Line($"{(plan.IsGradients ? "" : $"{T} loss = ")}PlainLoops.{(plan == context.Plan.Targets[0] ? "Backward" : BackwardPartEmitter.PassOf(plan))}Pass({(TakesInput ? $"{Inputs("_examples * InputLength")}, " : "")}{target.Parameter}, _examples);");

    /// <summary>In TrainBatch, after the checks.</summary>
    public void EmitTrain(SourceWriter members, TargetText target) => members.Line(
        $$"""
        PlainLoops.ForwardPass(inputs, {{Outputs("examples")}}, {{DropoutEmitter.NextDraw(context, after: ", ")}}examples);
        {{T}} loss = PlainLoops.BackwardPass({{(TakesInput ? "inputs, " : "")}}{{target.Parameter}}, examples);
        UpdateParameters();
        return loss;
        """);

    /// <summary>The body of UpdateParameters.</summary>
    public void EmitUpdate(SourceWriter members) =>
        members.Line($"PlainLoops.UpdatePass({ReferenceEmitter.UpdateArguments(context, "++_step, LearningRate", k => $"ref _{k.Name}")});");

    /// <summary>The field for the memory of an inference that is too long for the stack.</summary>
    public void EmitScratch(SourceWriter members)
    {
        if (!model.OnStack)
        {
            members.Line();
            members.Line("[~ThreadStatic]");
            members.Line($"private static {T}[]? s_scratch;");
        }
    }

    private void EmitInference(SourceWriter members, string parameters)
    {
        ReferencePlan plan = model.Inference;
        if (plan.MaxBatch > 1)
        {
            members.Line($"const int Portion = {plan.MaxBatch};");
        }

        members.Line($"~Span<{T}> scratch = {(model.OnStack ? $"stackalloc {T}" : $"s_scratch ??= new {T}")}[{plan.Length}];");
        members.Line($"global::{context.NetworkNamespace}.Inference inference = new{ReferenceEmitter.Buffers(plan, parameters, "scratch")};");
    }

    private string Batch => model.Inference.MaxBatch == 1 ? "1" : "batch";

    private IDisposable Portions(SourceWriter members)
    {
        bool isOne = model.Inference.MaxBatch == 1;
        IDisposable block = members.Block($"for (int first = 0; first < examples; {(isOne ? "first++" : "first += Portion")})");
        if (!isOne)
        {
            members.Line("int batch = ~Math.Min(examples - first, Portion);");
        }

        return block;
    }

    /// <summary>The examples of a portion.</summary>
    private string Part(string all, string length) => $"{all}.Slice({Times("first", length)}, {Times(Batch, length)})";

    private static string Times(string count, string length) => count == "1" ? length : length == "1" ? count : $"{count} * {length}";

    private string Inputs(string length) => $"_arena.Span({model.Frame.Buffers.Find(context.Graph.Input).Offset}, {length})";

    private string Outputs(string examples) => $"_arena.Span({PlaceOf(model.Training!, context.Graph.Output)}, {examples} * OutputLength)";

    private static long PlaceOf(ReferencePlan plan, Value value) => plan.Places[ReferenceTensors.NameOf(value)].Offset;
}
