using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether the loss suits the activation that the model ends with.</summary>
internal static class LossFitRules
{
    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all)
    {
        Declared[] layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        Declared? last = layers.LastOrDefault(IsEffective);
        Declared? loss = all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Loss);
        if (last is null || loss is null)
        {
            return [];
        }

        ActivationKind activation = ActivationOf(last)!.Value;
        string[] names = [loss.Attribute.Name, last.Name, $"{activation}"];
        return loss.Attribute.Name switch
        {
            "BinaryCrossEntropyLoss" when !AreProbabilities(layers) =>
                [loss.Problem(DiagnosticDescriptors.LossOutOfRange.Id, names)],
            "KLDivergenceLoss" when activation != ActivationKind.LogSoftmax =>
                [loss.Problem(DiagnosticDescriptors.LossTakesLogProbabilities.Id, names)],
            "SoftmaxCrossEntropyLoss" when IsNormalised(activation) =>
                [loss.Problem(DiagnosticDescriptors.LossTakesLogits.Id, [.. names, "softmax"])],
            "BinaryCrossEntropyWithLogitsLoss" when IsNormalised(activation) =>
                [loss.Problem(DiagnosticDescriptors.LossTakesLogits.Id, [.. names, "sigmoid"])],
            _ => [],
        };
    }

    private static LayerRule RuleOf(Declared layer) => RuleTable.Layers[layer.Attribute.Name];

    private static ActivationKind? ActivationOf(Declared layer) => RuleOf(layer).Activation(layer.Attribute);

    /// <summary>Whether the layer has a say in the range of the outputs: an identity on its own has none.</summary>
    private static bool IsEffective(Declared layer) =>
        ActivationOf(layer) is { } activation && !(RuleOf(layer).IsElementwise && activation == ActivationKind.Identity);

    private static bool IsNormalised(ActivationKind activation) =>
        activation is ActivationKind.Softmax or ActivationKind.LogSoftmax or ActivationKind.Sigmoid;

    /// <summary>Whether the last layer's outputs lie in 0 to 1, given that nothing is known of the inputs.</summary>
    private static bool AreProbabilities(IEnumerable<Declared> layers) => layers.Aggregate(false, (before, layer) => ActivationOf(layer) switch
    {
        null => before,
        ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Softmax => true,
        ActivationKind.LogSoftmax or ActivationKind.Selu or ActivationKind.Softplus => false,
        // The others map 0 to 1 into itself.
        _ => before && RuleOf(layer).IsElementwise,
    });
}
