using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The table of a network, and below it the loss and what training takes.</summary>
internal static class SummaryTable
{
    // What is on a screen of an editor beside the code.
    private const int MostLayers = 14;

    /// <summary>The same with the first layers only, where there are many.</summary>
    public static IEnumerable<string> Short(Network network, ModelPlan plan)
    {
        string[] lines = Of(network, plan).Split('\n');
        int layers = network.Inputs.Count + network.Layers.Count, shown = layers <= MostLayers ? layers : MostLayers - 1;
        return shown == layers ? lines : [.. lines.Take(shown + 2), $"… and {layers - shown} more: see Summary", .. lines.Skip(layers + 2)];
    }

    public static string Of(Network network, ModelPlan plan)
    {
        string training = plan.Forward is null ? "" : $"\nTraining: {Number((long)plan.ArenaLength * network.NumberSize)} bytes for {(network.MaxBatch == 1 ? "one example" : $"up to {network.MaxBatch} examples")} a step.";
        string loss = !network.HasLoss ? "" : $"\nLoss: {string.Join(" + ", network.Outputs.Select(o => LossOf(network, o)))}.{(network.Optimizer is null ? "" : $" Optimizer: {network.Optimizer.Name}.")}";
        string given = network.HasLoss || !network.OutputGradients ? "" : $"\nGradients of the outputs are given.{(network.Optimizer is null ? "" : $" Optimizer: {network.Optimizer.Name}.")}";
        return NetworkTable.Of(network).Table + loss + given + training;
    }

    /// <summary>0.5 · MeanSquaredErrorLoss of head.</summary>
    private static string LossOf(Network network, NetworkOutput output) =>
        (output.Weight == 1 ? "" : $"{output.Weight.ToString("R", CultureInfo.InvariantCulture)} · ") + output.Loss!.Described + (network.Outputs.Count == 1 ? "" : $" of {output.Name}");

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
