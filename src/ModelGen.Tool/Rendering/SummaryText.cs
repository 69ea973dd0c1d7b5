using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using ModelGen.Tool.Compiling;

namespace ModelGen.Tool.Rendering;

/// <summary>A model's summary for a reader.</summary>
internal static class SummaryText
{
    public static void Write(IAnsiConsole console, ModelSummary model)
    {
        Line(console, $"{model.Type}  {model.File}:{model.Line}");
        Grid grid = new(["Layer", "Kind", "Output", "Parameters", "FLOPs", "Bytes"], texts: 3);
        string? above = null;
        foreach (LayerSummary layer in model.Layers)
        {
            // What it takes is said where it is not the layer above.
            string from = layer.Inputs.Count == 0 || (layer.Inputs.Count == 1 && layer.Inputs[0] == above) ? "" : $" of {string.Join(", ", layer.Inputs)}";
            string[] costs = layer.Inputs.Count == 0 ? ["", "", ""] : [.. new[] { layer.Parameters, layer.Flops, layer.Bytes }.Select(Numbers.Whole)];
            grid.Add(null, [layer.Name, layer.Description + from, Numbers.Shape(layer.OutputShape), .. costs]);
            above = layer.Name;
        }

        grid.Total("total", "", "", Numbers.Whole(model.Parameters), Numbers.Whole(model.Flops), Numbers.Whole(model.Bytes));
        grid.Write(console);
        foreach (string line in Notes(model))
        {
            Line(console, line);
        }
    }

    private static IEnumerable<string> Notes(ModelSummary model)
    {
        if (model.Losses.Count > 0)
        {
            string losses = string.Join(" + ", model.Losses.Select(loss =>
                (loss.Weight == 1 ? "" : $"{loss.Weight.ToString("R", CultureInfo.InvariantCulture)} · ") + loss.Name + (model.Losses.Count == 1 ? "" : $" of {loss.Of}")));
            yield return $"Loss: {losses}. Optimizer: {model.Optimizer ?? "none"}.";
        }

        string predict = (model.Memory.PredictStack, model.Memory.PredictThread) switch
        {
            (0, 0) => "predicting nothing",
            (var stack, 0) => $"predicting {Numbers.Whole(stack)} bytes of stack",
            (0, var thread) => $"predicting {Numbers.Whole(thread)} bytes a thread",
            var (stack, thread) => $"predicting {Numbers.Whole(stack)} bytes of stack, {Numbers.Whole(thread)} a thread for many examples",
        };
        string training = model.Memory.Training == 0 ? "" : $", training {Numbers.Whole(model.Memory.Training)} bytes for {(model.MaxBatch == 1 ? "one example" : $"up to {model.MaxBatch} examples")} a step";
        yield return $"Memory: parameters {Numbers.Whole(model.Bytes)} bytes ({model.Precision.ToLowerInvariant()} precision){training}, {predict}.";
    }

    private static void Line(IAnsiConsole console, string text) => console.Write(new Text(text + "\n"));
}
