using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>
/// Walks the shapes from the input down, with the layers' own shape functions, as far as they are known: whether each layer can take
/// what it gets, and whether everything fits into arrays.
/// </summary>
internal static class ShapeRules
{
    /// <summary>.NET's longest array.</summary>
    public const int LongestArray = 0x7FFFFFC7;

    /// <param name="input">The model's only input.</param>
    /// <param name="layers">Its layers in order, none with a setting out of range.</param>
    public static IEnumerable<Problem> Check(Declared input, IReadOnlyList<Declared> layers)
    {
        Layer[] bound = [.. LayerRegistry.Bind([.. layers.Select(l => l.Attribute)])];
        Activation current = new(input, "the input", new Shape(input.Attribute.Integers("Shape")));
        List<Activation> activations = [current];
        decimal parameters = 0;

        // A shape that no array holds goes no further: layers may count on a length that fits an int.
        for (int i = 0; i < layers.Count && current.Length <= LongestArray; i++)
        {
            Declared layer = layers[i];
            LayerRule rule = RuleTable.Layers[layer.Attribute.Name];
            if (rule.CheckInput(layer, current.Shape, current.Source) is { } problem)
            {
                yield return problem;
                yield break;
            }

            decimal count = rule.ParameterCount(layer.Attribute, current.Shape);
            if (parameters <= LongestArray && parameters + count > LongestArray)
            {
                yield return layer.Problem(
                    DiagnosticDescriptors.TooManyParameters.Id, layer.Name, Text.Count(count), Text.Count(parameters + count), Text.Count(LongestArray));
            }

            parameters += count;
            current = new Activation(layer, $"layer '{layer.Name}'", bound[i].OutputShape(current.Shape));
            activations.Add(current);
            if (IsSoftmaxOfOne(rule.Activation(layer.Attribute), current.Shape, out string kind, out string result))
            {
                yield return layer.Problem(DiagnosticDescriptors.SoftmaxOfOne.Id, layer.Name, kind, result);
            }
        }

        int batch = Math.Max(1, input.Model.Attributes.First(a => a.Kind == AttributeKind.Model).Integer("MaxBatch", 64));
        decimal total = batch * activations.Sum(a => a.Length);
        if (total > LongestArray)
        {
            Activation widest = activations.OrderByDescending(a => a.Length).First();
            yield return widest.From.Problem(
                DiagnosticDescriptors.TooMuchMemory.Id, Text.Count(batch), Text.Count(total), Text.Count(LongestArray), widest.Source, Text.Count(widest.Length));
        }
        else if (current.Length == 1)
        {
            foreach ((AttributeSpec loss, int index) in input.Model.Attributes.Select((a, i) => (a, i)).Where(x => x.a.Name == "SoftmaxCrossEntropyLoss"))
            {
                yield return new Problem(DiagnosticDescriptors.ClassLossOfOne.Id, index, EquatableArray.ToEquatableArray([loss.Name]));
            }
        }
    }

    /// <summary>Whether a softmax, which runs over the last dimension, has nothing to share out.</summary>
    private static bool IsSoftmaxOfOne(ActivationKind? activation, Shape output, out string kind, out string result)
    {
        kind = $"{activation}";
        result = activation == ActivationKind.Softmax ? "1" : "0";
        return activation is ActivationKind.Softmax or ActivationKind.LogSoftmax && output[output.Rank - 1] == 1;
    }

    /// <summary>What one layer hands to the next.</summary>
    /// <param name="From">The attribute it comes from.</param>
    /// <param name="Source">The same, as messages call it.</param>
    private sealed record Activation(Declared From, string Source, Shape Shape)
    {
        /// <summary>The number of elements; some number that no array holds where they are too many to count.</summary>
        public decimal Length { get; } = Shape.Extents.Aggregate(1m, (length, e) => length > LongestArray ? length : length * e);
    }
}
