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
        Shape shape = new(input.Attribute.Integers("Shape"));
        string source = "the input";
        List<(Declared Declared, string Source, decimal Length)> activations = [];
        decimal parameters = 0;
        Layer[] bound = [.. LayerRegistry.Bind([.. layers.Select(l => l.Attribute)])];

        for (int i = 0; ; i++)
        {
            activations.Add((i == 0 ? input : layers[i - 1], source, Length(shape.Extents)));
            if (i == layers.Count || activations[i].Length > LongestArray)
            {
                break;
            }

            Declared layer = layers[i];
            LayerRule rule = RuleTable.Layers[layer.Attribute.Name];
            if (rule.CheckInput(layer, shape, source) is { } problem)
            {
                yield return problem;
                yield break;
            }

            decimal count = rule.ParameterCount(layer.Attribute, shape);
            if (parameters <= LongestArray && parameters + count > LongestArray)
            {
                yield return layer.Problem(
                    DiagnosticDescriptors.TooManyParameters.Id, layer.Name, Text.Count(count), Text.Count(parameters + count), Text.Count(LongestArray));
            }

            if (SoftmaxOfOne(rule, layer, bound[i].OutputShape(shape)) is { } warning)
            {
                yield return warning;
            }

            parameters += count;
            shape = bound[i].OutputShape(shape);
            source = $"layer '{layer.Name}'";
        }

        int batch = Math.Max(1, input.Model.Attributes.First(a => a.Kind == AttributeKind.Model).Integer("MaxBatch", 64));
        decimal total = batch * activations.Sum(a => a.Length);
        if (total > LongestArray)
        {
            (Declared widest, string name, decimal length) = activations.OrderByDescending(a => a.Length).First();
            yield return widest.Problem(
                DiagnosticDescriptors.TooMuchMemory.Id, Text.Count(batch), Text.Count(total), Text.Count(LongestArray), name, Text.Count(length));
        }
        else if (shape.Length == 1 && input.Model.Attributes.Select((a, i) => (a, i)).FirstOrDefault(x => x.a.Name == "SoftmaxCrossEntropyLoss") is (not null, var index) found)
        {
            yield return new Problem(DiagnosticDescriptors.ClassLossOfOne.Id, index, EquatableArray.ToEquatableArray([found.a.Name]));
        }
    }

    private static Problem? SoftmaxOfOne(LayerRule rule, Declared layer, Shape output)
    {
        ActivationKind? activation = rule.Activation(layer.Attribute);
        return activation is ActivationKind.Softmax or ActivationKind.LogSoftmax && output[output.Rank - 1] == 1
            ? layer.Problem(DiagnosticDescriptors.SoftmaxOfOne.Id, layer.Name, $"{activation}", activation == ActivationKind.Softmax ? "1" : "0")
            : null;
    }

    /// <summary>The number of elements; more than any array holds where they are too many to count.</summary>
    private static decimal Length(EquatableArray<int> extents) => extents.Aggregate(1m, (length, e) => length > LongestArray ? length : length * e);
}
