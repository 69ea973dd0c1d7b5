using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <content>The backward pass: from the loss, from classes, from gradients of the outputs.</content>
internal sealed partial class ReferenceEmitter
{
    private void EmitBackward(ReferenceTraining training)
    {
        ReferencePass pass = training.Backward;
        writer.Line();
        writer.Line("/// <summary>The loss, and the gradients of all parameters: from the last layer to the first.</summary>");
        string ofSum = TakesInput(plan.Loss!.Sum) ? $"{Input}, " : "";
        bool takesInput = BackwardTakesInput(plan, context.Graph);
        using (writer.Block($"public {T} BackwardPass({(takesInput ? $"ReadOnlySpan<{T}> {Input}, " : "")}ReadOnlySpan<{T}> {Target}, int batch)"))
        {
            writer.Line($"{T} perExample = {Literal.Of(1, Precision)} / batch;");
            writer.Line($"{T} {context.Graph.Loss!.Name} = MeanLossPass(LossSumPass({ofSum}{Target}, batch), perExample);");
            if (context.Graph.LossShare is { } share)
            {
                writer.Line($"{T} {share.Name} = this.{share.Name}[0];");
            }

            EmitNests(training.FromLoss ?? pass, isStart: false);
            if (training.FromLoss is not null)
            {
                writer.Line($"BackwardLayersPass({(takesInput ? $"{Input}, " : "")}batch);");
            }

            writer.Line($"return {context.Graph.Loss!.Name};");
        }

        EmitForClasses("The same for class indices.", "BackwardPass", takesInput ? Input : "");
        if (training.FromGiven is { } given)
        {
            EmitBackwardFrom(given, pass, takesInput);
        }
    }

    /// <summary>Prints the pass from given gradients of the outputs, and what it has in common with the pass from the loss.</summary>
    private void EmitBackwardFrom(ReferencePass given, ReferencePass layers, bool takesInput)
    {
        string parameter = takesInput ? $"ReadOnlySpan<{T}> {Input}, " : "";
        writer.Line();
        writer.Line("/// <summary>The gradients of all parameters from those of the outputs.</summary>");
        using (writer.Block($"public void BackwardFromPass({parameter}ReadOnlySpan<{T}> {ReferenceTensors.NameOf(context.Graph.Given!.Target!)}, int batch)"))
        {
            EmitNests(given);
            writer.Line($"BackwardLayersPass({(takesInput ? $"{Input}, " : "")}batch);");
        }

        writer.Line();
        writer.Line("/// <summary>Behind the gradients of the outputs, wherever they come from.</summary>");
        using (writer.Block($"private void BackwardLayersPass({parameter}int batch)"))
        {
            EmitNests(layers);
        }
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
            writer.Line($"{pass}({argument}ClassRows.Of(classes, {targets.Name}, {targets.Shape[targets.Shape.Rank - 1]}{(context.IgnoredClass is { } ignored ? $", ignored: {ignored}" : "")}), batch);");
        }
    }
}
