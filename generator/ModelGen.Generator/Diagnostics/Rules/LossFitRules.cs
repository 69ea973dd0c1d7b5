using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether the loss suits the activation that the model ends with.</summary>
internal static class LossFitRules
{
    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all, Wiring wiring)
    {
        Declared[] nodes = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Input), .. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        return all.Where(d => d.Attribute.Kind == AttributeKind.Loss)
            .Zip(wiring.Judged, (loss, judged) => Check(loss, judged.Node, nodes, wiring))
            .SelectMany(p => p);
    }

    private static IEnumerable<Problem> Check(Declared loss, int node, Declared[] nodes, Wiring wiring)
    {
        // What has no say in the range of its outputs passes on that of its first input.
        int effective = node;
        while (effective >= wiring.InputCount && !RuleOf(nodes[effective]).HasUnknownRange && ActivationOf(nodes[effective]) is null)
        {
            effective = wiring.Sources[effective - wiring.InputCount][0].Node;
        }

        if (effective < wiring.InputCount || ActivationOf(nodes[effective]) is not { } activation)
        {
            return [];
        }

        Declared last = nodes[effective];
        string[] names = [loss.Attribute.Name, last.Name, $"{activation}"];
        return loss.Attribute.Name switch
        {
            "BinaryCrossEntropyLoss" when !AreProbabilities(nodes, wiring)[node] =>
                [loss.Problem(DiagnosticDescriptors.LossOutOfRange.Id, names)],
            "KLDivergenceLoss" when activation != ActivationKind.LogSoftmax =>
                [loss.Problem(DiagnosticDescriptors.LossTakesLogProbabilities.Id, names)],
            "SoftmaxCrossEntropyLoss" when IsNormalised(activation) =>
                [loss.Problem(DiagnosticDescriptors.LossTakesLogits.Id, [.. names, "softmax"]) with { Related = last.Index }],
            "BinaryCrossEntropyWithLogitsLoss" when IsNormalised(activation) =>
                [loss.Problem(DiagnosticDescriptors.LossTakesLogits.Id, [.. names, "sigmoid"]) with { Related = last.Index }],
            "MeanSquaredErrorLoss" or "HalfSumOfSquaresLoss" when activation == ActivationKind.Sigmoid =>
                [loss.Problem(DiagnosticDescriptors.SquaredErrorAfterSigmoid.Id, names)],
            _ when effective == node && activation is (ActivationKind.Relu or ActivationKind.Relu6) =>
                [last.Problem(DiagnosticDescriptors.DeadOutput.Id, last.Name, loss.Attribute.Name, $"{activation}")],
            _ => [],
        };
    }

    private static LayerRule RuleOf(Declared layer) => RuleTable.Layers[layer.Attribute.Name];

    private static ActivationKind? ActivationOf(Declared layer) => RuleOf(layer).Activation(layer.Attribute);

    private static bool IsNormalised(ActivationKind activation) =>
        activation is ActivationKind.Softmax or ActivationKind.LogSoftmax or ActivationKind.Sigmoid;

    /// <summary>For each node, whether its outputs lie in 0 to 1, given that nothing is known of the inputs.</summary>
    private static IReadOnlyList<bool> AreProbabilities(Declared[] nodes, Wiring wiring)
    {
        List<bool> are = [.. Enumerable.Repeat(false, wiring.InputCount)];
        foreach ((Declared layer, var sources) in nodes.Skip(wiring.InputCount).Zip(wiring.Sources, (l, s) => (l, s)))
        {
            LayerRule rule = RuleOf(layer);
            bool before = rule.HasUnknownRange || (!rule.HasAnyRange && sources.All(r => are[r.Node]));
            are.Add(ActivationOf(layer) switch
            {
                ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Softmax => true,
                ActivationKind.LogSoftmax or ActivationKind.Selu or ActivationKind.Softplus => false,
                // The others map 0 to 1 into itself.
                _ => before,
            });
        }

        return are;
    }
}
