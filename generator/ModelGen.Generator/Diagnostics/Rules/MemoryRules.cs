using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>
/// Whether the arena of training and the memory of an inference fit an array. What they take is known once the model is planned; that is done only where a
/// coarse bound does not rule it out.
/// </summary>
internal static class MemoryRules
{
    // No layer keeps more of its activations, gradients and what lies between, and no optimizer more of a parameter.
    private const decimal MostOfActivation = 32, MostOfParameter = 8;

    /// <param name="all">The attributes of a model without faults.</param>
    public static IEnumerable<Problem> Check(ModelSpec model, IReadOnlyList<Declared> all)
    {
        Network network = ShapeInference.Infer(model);
        Holder[] holders = [.. Holders(network, all)];
        if (holders.FirstOrDefault(h => h.Activations > int.MaxValue) is { } vast)
        {
            // Nothing counts beyond that, the planner neither.
            yield return TooMuch(vast.From, $"An inference of 1 example keeps {Text.Count(vast.Activations)} numbers or more", $"{Text.Count(vast.Activations)} numbers for each example");
            yield break;
        }

        if (holders.Sum(h => (MostOfActivation * network.MaxBatch * h.Activations) + (MostOfParameter * h.Parameters)) <= BufferPlan.LongestArray)
        {
            yield break;
        }

        (OpGraph graph, OpGraph? classes) = NetworkLowering.Lower(network);
        Layouts layouts = Layouts.Choose(graph);
        ModelPlan plan = network.IsReference
            ? ReferenceModel.Of(graph, classes, layouts, network.MaxBatch, network.NumberSize).Frame
            : Planner.Plan(graph, classes, layouts, network.MaxBatch, network.NumberSize);
        if (plan.ArenaLength > BufferPlan.LongestArray)
        {
            long updated = plan.Buffers.Arena.Where(s => s.Value.Role is ValueRole.Gradient or ValueRole.State && !s.Value.Shape.HasBatch).Sum(s => s.Length);
            string keeps = $"A training step of {Text.Examples(network.MaxBatch)} keeps {Text.Count(plan.ArenaLength)} numbers{(network.IsReference ? " in plain loops, which share no memory" : "")}";
            Holder widest = holders.OrderByDescending(h => System.Math.Max((decimal)h.Activations * network.MaxBatch, h.Parameters)).ThenByDescending(h => h.Parameters).First();
            bool isParameters = widest.Parameters > (decimal)widest.Activations * network.MaxBatch;
            yield return TooMuch(
                widest.From,
                updated == 0 ? keeps : $"{keeps}, {Text.Count(updated)} of them gradients of parameters and their states",
                isParameters ? $"{Text.Count(widest.Parameters)} parameters" : $"{Text.Count(widest.Activations)} outputs for each example");
        }
        else if (System.Math.Max(plan.EvaluateScratch.PerExample, plan.PredictScratch.PerExample) is var perExample && perExample > BufferPlan.LongestArray)
        {
            Holder widest = holders.OrderByDescending(h => h.Activations).First();
            yield return TooMuch(widest.From, $"An inference of 1 example keeps {Text.Count(perExample)} numbers", $"{Text.Count(widest.Activations)} outputs");
        }
    }

    /// <param name="keeps">What keeps how much.</param>
    /// <param name="share">How much of it comes from <paramref name="widest"/>.</param>
    public static Problem TooMuch(Declared widest, string keeps, string share) =>
        widest.Problem(DiagnosticDescriptors.TooMuchMemory.Id, keeps, Text.Count(BufferPlan.LongestArray), widest.Source, share);

    private static IEnumerable<Holder> Holders(Network network, IReadOnlyList<Declared> all)
    {
        IEnumerable<Holder> inputs = all.Where(d => d.Attribute.Kind == AttributeKind.Input).Zip(network.Inputs, (d, i) => new Holder(d, i.Shape.Length, 0));
        return inputs.Concat(all.Where(d => d.Attribute.Kind == AttributeKind.Layer)
            .Zip(network.Layers, (d, l) => new Holder(d, System.Math.Max(l.Output.Length, RuleTable.Layers[d.Attribute.Name].Between(d.Attribute, l.Inputs)), RuleTable.Layers[d.Attribute.Name].ParameterCount(d.Attribute, l.Inputs))));
    }

    /// <param name="From">An input or a layer.</param>
    /// <param name="Activations">What it hands on, or keeps between its parts, of one example: the longer of the two.</param>
    private sealed record Holder(Declared From, long Activations, long Parameters);
}
