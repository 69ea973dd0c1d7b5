using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints a struct of Reference.g.cs: the network as plain loops.</summary>
/// <param name="name">What the struct is called.</param>
/// <param name="summary">What its documentation says first.</param>
internal sealed partial class ReferenceEmitter(EmissionContext context, ReferencePlan plan, string name, string[] summary, SourceWriter writer)
{
    private readonly ReferenceTensors _tensors = new(plan);
    private readonly TensorWords _words = new(context.Network);
    private readonly Dictionary<ReferencePass, IReadOnlyList<ReferencePart>> _parts = [];
    private ReferenceMethods? _methods;

    private Precision Precision => context.Network.Precision;

    private string T => context.T;

    private string Draw => context.Graph.HasDropout ? "DropoutDraw draw, " : "";

    // A layer of that name has made it another one.
    private string Target => ReferenceTensors.NameOf(context.Graph.Target!);

    private string Input => ReferenceTensors.NameOf(context.Graph.Input);

    /// <summary>Whether the backward pass is given the inputs: it reads them, or the loss does for their lengths.</summary>
    public static bool BackwardTakesInput(ReferencePlan plan, OpGraph graph) =>
        new[] { plan.Training!.Backward, plan.Training.FromLoss, plan.Loss!.Sum }.Any(p => p is not null && p.Reads(graph.Input));

    private bool TakesInput(ReferencePass pass) => pass.Reads(context.Graph.Input);

    public void Emit()
    {
        writer.Line("/// <summary>");
        foreach (string line in summary.Append("Tensors are named after their layers; b counts examples, o and i a layer's outputs and inputs, p positions."))
        {
            writer.Line($"/// {line}");
        }

        writer.Line("/// </summary>");
        using (writer.Block($"internal ref struct {name}{Buffers(plan, $"Span<{T}> parameters", $"Span<{T}> arena")}"))
        {
            FindRuns();
            new ReferenceFields(plan, _words, Precision, writer).Emit(Named(), _parts.Values.SelectMany(p => p).Any(p => p.IsLoop));
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

            _methods!.Emit(writer);
        }
    }

    private void FindRuns()
    {
        LayerHeadings headings = new(_words);
        List<(ReferencePass Pass, IReadOnlyList<ReferenceRun> Runs)> all = [];
        foreach (ReferencePass pass in plan.Passes)
        {
            bool isForward = Is(pass, plan.Forward) || Is(pass, plan.Predict);
            all.Add((pass, ReferenceRun.Of(
                pass,
                pass.Nests.Where(n => !IsUnread(pass, n)),
                isForward ? headings.OfForward : Is(pass, plan.Training?.Backward) || Is(pass, plan.Training?.FromLoss) ? headings.OfBackward : _ => default)));
        }

        _methods = new ReferenceMethods(
            all.SelectMany(r => r.Runs.Select(run => (run, Is(r.Pass, plan.Training?.Backward)))),
            _words,
            _tensors,
            Precision,
            [.. plan.Tensors.Select(t => t.Value.Name), "ForwardPass", "PredictPass", "LossSumPass", "MeanLossPass", "BackwardPass", "BackwardFromPass", "BackwardLayersPass", "UpdatePass", name]);
        foreach ((ReferencePass pass, IReadOnlyList<ReferenceRun> runs) in all)
        {
            _parts[pass] = [.. ReferencePart.Of(runs, _methods, plan)];
        }
    }

    /// <summary>The tensors that the passes name: of a loop over equal layers, those of the first.</summary>
    private HashSet<string> Named() =>
    [
        .. _parts.Values.SelectMany(p => p).SelectMany(p => p.Runs).SelectMany(r => r.Nests).SelectMany(n => n.Named).Select(v => v.Place.Name),
        .. context.Graph.Outputs.Append(context.Graph.Output).Concat(context.Graph.Predicting.Outputs).Append(context.Graph.Predicting.Output).Select(ReferenceTensors.NameOf),
        .. plan.ClassTargets is { } targets ? [targets.Name] : new string[0],
    ];

    private static bool Is(ReferencePass pass, ReferencePass? other) => ReferenceEquals(pass, other);

    /// <summary>What a struct is made of, between parentheses: the parameters and the arena, as far as it uses them.</summary>
    public static string Buffers(ReferencePlan plan, string parameters, string arena) =>
        $"({string.Join(", ", new[] { plan.Tensors.Any(p => p.IsParameter) ? parameters : null, plan.Tensors.Any(p => !p.IsParameter) ? arena : null }.OfType<string>())})";

    private void EmitForward(ReferencePass pass, string name, Value output, string summary, string draw)
    {
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        using (writer.Block($"public void {name}(ReadOnlySpan<{T}> {Input}, Span<{T}> outputs, {draw}int batch)"))
        {
            EmitNests(pass);
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
        using (writer.Block($"public {T} LossSumPass({(TakesInput(passes.Sum) ? $"ReadOnlySpan<{T}> {Input}, " : "")}ReadOnlySpan<{T}> {Target}, int batch)"))
        {
            EmitNests(passes.Sum);
            writer.Line($"return {sum};");
        }

        EmitForClasses("The same for class indices.", "LossSumPass", TakesInput(passes.Sum) ? Input : "");
        if (context.Graph.LossCount is { } count)
        {
            writer.Line();
            writer.Line("/// <summary>How many positions count: those of the last sum, until it is set to those of several.</summary>");
            writer.Line($"public {T} LossCount {{ get => {count.Name}[0]; set => {count.Name}[0] = value; }}");
        }

        writer.Line();
        writer.Line($"/// <summary>Their mean{(context.Graph.Ops(Pass.Loss).Any(op => op is MapOp m && m.Inputs.Any(i => i.Role == ValueRole.Parameter)) ? ", with the penalties" : "")}.</summary>");
        using (writer.Block($"public {T} MeanLossPass({T} {sum}, {T} perExample)"))
        {
            EmitNests(passes.Mean, isStart: false);
            writer.Line($"return {loss};");
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

            EmitNests(update, number: name => name != StepScalar.LearningRate && Precision == Precision.Single ? $"(float){name}" : name);
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

    /// <param name="isStart">Whether nothing stands before; then the method finds out itself what an example counts for.</param>
    private void EmitNests(ReferencePass pass, bool isStart = true, System.Func<string, string>? number = null)
    {
        bool hasShare = isStart && pass.Reads(StepScalar.PerExample);
        if (hasShare)
        {
            writer.Line($"{T} perExample = {Literal.Of(1, Precision)} / batch;");
        }

        ReferenceNestEmitter emitter = new(writer, pass, _tensors, Precision, number ?? (name => name));
        bool isFirst = isStart && !hasShare, isCall = false;
        foreach (ReferencePart part in _parts[pass])
        {
            ReferenceRun run = part.Runs[0];
            ReferenceMethodCall? call = _methods!.CallOf(run);
            if (!isFirst && run.Heading.Length > 0 && !(isCall && call is not null))
            {
                writer.Line();
            }

            (isFirst, isCall) = (false, call is not null);
            if (part.IsLoop)
            {
                EmitLoop(part);
                continue;
            }

            if (call is not null)
            {
                EmitCall($"{call}", run.Heading);
                continue;
            }

            if (run.Heading.Length > 0)
            {
                writer.Line($"// ── {run.Heading}");
            }

            foreach (ReferenceNest nest in run.Nests)
            {
                emitter.Emit(nest);
            }
        }
    }

    /// <summary>The calls of equal layers: each turn, their tensors are further on in their memory.</summary>
    private void EmitLoop(ReferencePart part)
    {
        string first = part.Runs[0].Layer!.Layer.Name, last = part.Last.Layer!.Layer.Name;
        bool isOne = part.Runs.Count == 1;
        writer.Line(isOne ? $"// ── {Heading(part.Runs[0].Heading)}" : $"// ── {first} … {last}; the names are those of the first turn");
        string head = $"for (int turn = 0; turn < {part.Turns}; turn++)";
        using (isOne ? writer.Line(head).Indent() : writer.Block(head))
        {
            for (int k = 0; k < part.Runs.Count; k++)
            {
                ReferenceMethodCall call = _methods!.CallOf(part.Runs[k])!;
                string text = call.Text(t => part.Strides[k][t].Elements is var stride && stride == 0 ? call.Name(t) : $"{part.Forms[k].Places[t].Buffer}.Further({call.Name(t)}, turn * {stride})");
                if (isOne)
                {
                    writer.Line(text);
                }
                else
                {
                    EmitCall(text, part.Runs[k].Heading);
                }
            }
        }

        string Heading(string heading) => heading.IndexOf(first, System.StringComparison.Ordinal) is >= 0 and var at ? heading.Insert(at + first.Length, $" … {last}") : heading;
    }

    /// <summary>A layer in one line, or two, if they are not too long; else under its heading.</summary>
    private void EmitCall(string call, string heading)
    {
        const int Indentation = 8;
        string line = $"{call} // {heading}";
        if (line.Length <= LongLines.Most - Indentation || (call.Length > LongLines.Most - Indentation && line.Length < (2 * LongLines.Most) - (4 * Indentation)))
        {
            writer.Line(line);
        }
        else
        {
            writer.Line($"// ── {heading}");
            writer.Line(call);
        }
    }
}
