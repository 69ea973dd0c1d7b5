using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints a struct of Reference.g.cs: the network as plain loops.</summary>
/// <param name="name">What the struct is called.</param>
/// <param name="summary">What its documentation says first.</param>
internal sealed class ReferenceEmitter(EmissionContext context, ReferencePlan plan, string name, string[] summary, SourceWriter writer)
{
    private readonly ReferenceTensors _tensors = new(plan);
    private readonly LayerHeadings _headings = new(context.Network);

    private Precision Precision => context.Network.Precision;

    private string T => context.T;

    private string Draw => context.Graph.HasDropout ? "DropoutDraw draw, " : "";

    // A layer of that name has made it another one.
    private string Target => ReferenceTensors.NameOf(context.Graph.Target!);

    private string Input => ReferenceTensors.NameOf(context.Graph.Input);

    private bool TakesInput(ReferencePass pass) => pass.Reads(context.Graph.Input);

    public void Emit()
    {
        writer.Line("/// <summary>");
        foreach (string line in summary.Append("Tensors are named after their layers; b counts the examples of a batch, o and i a layer's outputs and inputs."))
        {
            writer.Line($"/// {line}");
        }

        writer.Line("/// </summary>");
        using (writer.Block($"internal readonly ref struct {name}{Buffers(plan, $"Span<{T}> parameters", $"Span<{T}> arena")}"))
        {
            EmitTensors();
            if (plan.Forward is { } forward)
            {
                EmitForward(forward, "ForwardPass", context.Graph.Output, context.Graph.Inference is null ? "From inputs to outputs." : "From inputs to outputs in training mode.", Draw);
            }

            if (plan.Predict is { } predict)
            {
                EmitForward(predict, "PredictPass", context.Graph.Predicting.Output, context.Graph.Inference is null ? "From inputs to outputs." : "From inputs to outputs in inference mode.", "");
            }

            if (plan.Loss is { } loss)
            {
                EmitLoss(loss);
            }

            if (plan.Training is { } training)
            {
                EmitBackward(training);
                EmitUpdate(training);
            }
        }
    }

    /// <summary>What a struct is made of, between parentheses: the parameters and the arena, as far as it uses them.</summary>
    public static string Buffers(ReferencePlan plan, string parameters, string arena) =>
        $"({string.Join(", ", new[] { plan.Tensors.Any(p => p.IsParameter) ? parameters : null, plan.Tensors.Any(p => !p.IsParameter) ? arena : null }.OfType<string>())})";

    private void EmitTensors()
    {
        (bool IsParameter, string Title)[] groups = [(true, "// Parameters, as they lie in Parameters."), (false, $"// What is computed, with room for {DocumentationText.Batch(plan.MaxBatch)}.")];
        foreach ((bool isParameter, string title) in groups)
        {
            ReferencePlace[] places = [.. plan.Tensors.Where(p => p.IsParameter == isParameter)];
            if (places.Length > 0)
            {
                writer.Line(title);
            }

            foreach (ReferencePlace place in places)
            {
                Value value = place.Value;
                string length = value.Shape.HasBatch && plan.MaxBatch > 1 ? value.Shape.Length == 1 ? $"{plan.MaxBatch}" : $"{plan.MaxBatch} * {value.Shape.Length}" : $"{value.Shape.Length}";
                string dimensions = string.Join(", ", place.Order.Select(d => value.Shape[d] == Shape.Batch ? "b" : $"{value.Shape[d]}"));
                writer.Line($"private readonly Span<{T}> {value.Name} = {(isParameter ? "parameters" : "arena")}.Slice({place.Offset}, {length});{(value.Shape.Rank > 1 ? $" // [{dimensions}]" : "")}");
            }
        }

        Value[] constants = [.. plan.Passes.SelectMany(p => p.Nests).SelectMany(n => n.Read).Where(v => v.Role == ValueRole.Constant && v.Shape.Rank > 0).Distinct()];
        foreach (Value constant in constants.GroupBy(c => c.Name).Select(g => g.First()))
        {
            writer.Line($"private static ReadOnlySpan<{T}> {constant.Name} => [{string.Join(", ", constant.Numbers.Select(n => Literal.Of(n, Precision)))}];");
        }
    }

    private void EmitForward(ReferencePass pass, string name, Value output, string summary, string draw)
    {
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        using (writer.Block($"public void {name}(ReadOnlySpan<{T}> {Input}, Span<{T}> outputs, {draw}int batch)"))
        {
            EmitNests(pass, _headings.OfForward);
            if (pass == plan.Predict && context.Graph.Inference is { } inference)
            {
                EmitOutputsOfTraining(inference);
            }

            string slice = $"{ReferenceTensors.NameOf(output)}.Slice(0, {ReferenceTensors.Length(output.Shape)})";
            writer.Line($"{slice}.CopyTo(outputs);");
        }
    }

    /// <summary>Has an inference's outputs where training has its own: the loss reads them there.</summary>
    private void EmitOutputsOfTraining(OpGraph inference)
    {
        for (int k = 0; k < context.Graph.Outputs.Count; k++)
        {
            Value predicted = inference.Outputs[k].Storage, trained = context.Graph.Outputs[k].Storage;
            if (predicted.Name != trained.Name && plan.Places.ContainsKey(trained.Name))
            {
                writer.Line($"{ReferenceTensors.NameOf(predicted)}.Slice(0, {ReferenceTensors.Length(predicted.Shape)}).CopyTo({ReferenceTensors.NameOf(trained)});");
            }
        }
    }

    private void EmitLoss(ReferenceLoss passes)
    {
        string sum = context.Graph.LossSum!.Name, loss = context.Graph.Loss!.Name;
        writer.Line();
        writer.Line("/// <summary>The sum of the losses of the examples.</summary>");
        using (writer.Block($"public {T} LossSumPass(ReadOnlySpan<{T}> {Target}, int batch)"))
        {
            EmitNests(passes.Sum, _ => null);
            writer.Line($"return {sum};");
        }

        EmitForClasses("The same for class indices.", "LossSumPass", "");

        writer.Line();
        writer.Line($"/// <summary>Their mean{(context.Graph.Ops(Pass.Loss).Any(op => op is MapOp m && m.Inputs.Any(i => i.Role == ValueRole.Parameter)) ? ", with the penalties" : "")}.</summary>");
        using (writer.Block($"public {T} MeanLossPass({T} {sum}, {T} perExample)"))
        {
            EmitNests(passes.Mean, _ => null, isStart: false);
            writer.Line($"return {loss};");
        }
    }

    private void EmitBackward(ReferenceTraining training)
    {
        ReferencePass pass = training.Backward;
        writer.Line();
        writer.Line("/// <summary>The loss, and the gradients of all parameters: from the last layer to the first.</summary>");
        using (writer.Block($"public {T} BackwardPass({(TakesInput(pass) ? $"ReadOnlySpan<{T}> {Input}, " : "")}ReadOnlySpan<{T}> {Target}, int batch)"))
        {
            writer.Line($"{T} perExample = {Literal.Of(1, Precision)} / batch;");
            writer.Line($"{T} {context.Graph.Loss!.Name} = MeanLossPass(LossSumPass({Target}, batch), perExample);");
            EmitNests(pass, _headings.OfBackward, isStart: false);
            writer.Line($"return {context.Graph.Loss!.Name};");
        }

        EmitForClasses("The same for class indices.", "BackwardPass", TakesInput(pass) ? Input : "");
    }

    /// <summary>A pass for class indices, which become rows of numbers.</summary>
    /// <param name="input">The name of the inputs, if the pass reads them.</param>
    private void EmitForClasses(string documentation, string pass, string input)
    {
        if (plan.ClassTargets is not { } targets)
        {
            return;
        }

        (string parameter, string argument) = input.Length == 0 ? ("", "") : ($"ReadOnlySpan<{T}> {input}, ", $"{input}, ");
        writer.Line();
        writer.Line($"/// <summary>{documentation}</summary>");
        writer.Line($"public {T} {pass}({parameter}ReadOnlySpan<int> classes, int batch) =>");
        using (writer.Indent())
        {
            writer.Line($"{pass}({argument}ClassRows.Of(classes, {targets.Name}, {targets.Shape[targets.Shape.Rank - 1]}), batch);");
        }
    }

    private void EmitUpdate(ReferenceTraining training)
    {
        if (training.Update is not { } update)
        {
            return;
        }

        StepScalar[] scalars = [.. context.Graph.Scalars];
        writer.Line();
        writer.Line($"/// <summary>One step of {context.Network.Optimizer!.Name} with the gradients.</summary>");
        using (writer.Block($"public void UpdatePass({UpdateArguments(context, $"long step, {T} learningRate", k => $"ref double {k.Name}")})"))
        {
            foreach (StepScalar scalar in scalars)
            {
                writer.Line($"{(scalar.Initial is null ? "double " : "")}{scalar.Name} = {Portable(ExpressionPrinter.Number(scalar.Formula, name => name, Precision.Double))};");
            }

            EmitNests(update, _ => null, number: name => name != StepScalar.LearningRate && Precision == Precision.Single ? $"(float){name}" : name);
        }
    }

    /// <summary>The C library's functions differ from one system to another; a root is the same everywhere.</summary>
    private static string Portable(string formula) =>
        Regex.Replace(Regex.Replace(formula, @"\bMath\.(Pow|Exp|Log)\(", "ReferenceMath.$1("), @"\bMath\.", "~Math.");

    /// <summary>What an update takes: the number of the step, the step size, and what is kept between steps.</summary>
    public static string UpdateArguments(EmissionContext context, string first, System.Func<StepScalar, string> kept) =>
        string.Join(", ", new[] { first }.Concat(context.Graph.Scalars.Where(s => s.Initial is not null).Select(kept)));

    /// <summary>Whether a nest computes single numbers that nothing reads: what a gradient starts from, where it is 0 all the way.</summary>
    private bool IsUnread(ReferencePass pass, ReferenceNest nest) =>
        nest.Computed.All(v => pass.IsLocal(v) && !pass.Reads(v) && v != context.Graph.LossSum && v != context.Graph.Loss);

    /// <param name="heading">The heading that a nest belongs under.</param>
    /// <param name="isStart">Whether nothing stands before; then the method finds out itself what an example counts for.</param>
    private void EmitNests(ReferencePass pass, System.Func<ReferenceNest, string?> heading, bool isStart = true, System.Func<string, string>? number = null)
    {
        if (isStart && pass.Reads(StepScalar.PerExample))
        {
            writer.Line($"{T} perExample = {Literal.Of(1, Precision)} / batch;");
        }

        ReferenceNestEmitter emitter = new(writer, pass, _tensors, Precision, number ?? (name => name));
        string? last = null;
        foreach (ReferenceNest nest in pass.Nests.Where(n => !IsUnread(pass, n)))
        {
            string? next = heading(nest);
            if (next is not null && next != last)
            {
                if (nest != pass.Nests[0] || !isStart || pass.Reads(StepScalar.PerExample))
                {
                    writer.Line();
                }

                writer.Line($"// {next}");
                last = next;
            }

            emitter.Emit(nest);
        }
    }
}
