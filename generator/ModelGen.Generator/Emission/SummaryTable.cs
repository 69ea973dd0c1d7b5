using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The table of a network, and below it the loss and what training takes.</summary>
internal static class SummaryTable
{
    public static string Of(Network network, ModelPlan plan)
    {
        string training = plan.Forward is null ? "" : $"\nTraining: {Number((long)plan.ArenaLength * network.NumberSize)} bytes for {(network.MaxBatch == 1 ? "one example" : $"up to {network.MaxBatch} examples")} a step.";
        string loss = !network.HasLoss ? "" : $"\nLoss: {string.Join(" + ", network.Outputs.Select(o => LossOf(network, o)))}.{(network.Optimizer is null ? "" : $" Optimizer: {network.Optimizer.Name}.")}";
        return NetworkTable.Of(network).Table + loss + training;
    }

    /// <summary>0.5 · MeanSquaredErrorLoss of head.</summary>
    private static string LossOf(Network network, NetworkOutput output) =>
        (output.Weight == 1 ? "" : $"{output.Weight.ToString("R", CultureInfo.InvariantCulture)} · ") + output.Loss!.Name + (network.Outputs.Count == 1 ? "" : $" of {output.Name}");

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
