using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>
/// Walks the shapes from the input down, with the layers' own shape functions, as far as they are known: whether each layer can take
/// what it gets, and whether everything fits into arrays.
/// </summary>
internal static class ShapeRules
{
    /// <param name="all">The model's attributes; no input or layer has a setting out of range.</param>
    /// <param name="wiring">Where every reference finds its node.</param>
    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all, Wiring wiring)
    {
        Declared[] layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        Layer[] bound = [.. LayerRegistry.Bind([.. layers.Select(l => l.Attribute)])];
        List<Activation> activations = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Input).Select((d, k) => new Activation(d, new Shape(d.Attribute.Integers("Shape")), d.Attribute.Flag("Lengths") ? k : SequenceFlow.None))];
        decimal parameters = 0, trained = 0;

        // A shape that no array holds goes no further: layers may count on a length that fits an int.
        for (int i = 0; i < layers.Length && activations.All(a => a.Length <= BufferPlan.LongestArray); i++)
        {
            Declared layer = layers[i];
            LayerRule rule = RuleTable.Layers[layer.Attribute.Name];
            Activation[] inputs = [.. wiring.Sources[i].Select(r => activations[r.Node])];
            if (rule.TakesIndices && inputs[0].From.Attribute.Kind != AttributeKind.Input)
            {
                yield return layer.Problem(DiagnosticDescriptors.NeedsIndices.Id, layer.Name, inputs[0].From.Source);
                yield break;
            }

            if (rule.CheckInputs(layer, [.. inputs.Select(a => (a.Shape, a.From.Source))]) is { } problem)
            {
                yield return problem;
                yield break;
            }

            if (rule.Warn(layer, inputs[0].Shape) is { } oddity)
            {
                yield return oddity;
            }

            decimal count = rule.ParameterCount(layer.Attribute, [.. inputs.Select(a => a.Shape)]);
            if (parameters <= BufferPlan.LongestArray && parameters + count > BufferPlan.LongestArray)
            {
                yield return layer.Problem(
                    DiagnosticDescriptors.TooManyParameters.Id, layer.Name, Text.Count(count), Text.Count(parameters + count), Text.Count(BufferPlan.LongestArray));
            }

            parameters += count;
            Shape[] shapes = [.. inputs.Select(a => a.Shape)];
            trained += rule.TrainedCount(layer.Attribute, shapes);
            int[] lengths = [.. inputs.Select(a => a.Lengths)];
            if (SequenceFlow.Obstacle(bound[i], shapes, lengths) is { } obstacle)
            {
                Activation source = inputs.First(a => a.Lengths != SequenceFlow.None);
                yield return layer.Problem(DiagnosticDescriptors.CannotTakeLengths.Id, layer.Name, source.From.Source, obstacle);
                yield break;
            }

            Activation output = new(layer, bound[i].OutputShape(shapes), SequenceFlow.After(bound[i], shapes, lengths));
            activations.Add(output);
            if (IsSoftmaxOfOne(rule.Activation(layer.Attribute), output.Shape, out string kind, out string result))
            {
                yield return layer.Problem(DiagnosticDescriptors.SoftmaxOfOne.Id, layer.Name, kind, result);
            }
        }

        int batch = Math.Max(1, all.First(d => d.Attribute.Kind == AttributeKind.Model).Attribute.Integer("MaxBatch", 64));
        decimal total = batch * activations.Sum(a => a.Length);
        if (total > BufferPlan.LongestArray)
        {
            Activation widest = activations.OrderByDescending(a => a.Length).First();
            yield return MemoryRules.TooMuch(widest.From, $"A training step of {Text.Examples(batch)} keeps {Text.Count(total)} activations", $"{Text.Count(widest.Length)} for each example");
            yield break;
        }

        if (trained == 0 && all.FirstOrDefault(d => d.Attribute.Kind == AttributeKind.Optimizer) is { } optimizer)
        {
            yield return optimizer.Problem(DiagnosticDescriptors.NothingToTrain.Id, optimizer.Attribute.Name);
        }

        foreach ((Declared loss, Reference judged, int index) in all.Where(d => d.Attribute.Kind == AttributeKind.Loss).Zip(wiring.Judged, (l, r) => (l, r)).Select((p, k) => (p.l, p.r, k)))
        {
            if (loss.Attribute.Name == "SoftmaxCrossEntropyLoss" && activations[judged.Node].Length == 1)
            {
                yield return loss.Problem(DiagnosticDescriptors.ClassLossOfOne.Id, loss.Attribute.Name);
            }

            Activation output = activations[judged.Node];
            if (loss.Attribute.Name == "GaussianLoss" && output.Shape[output.Shape.Rank - 1] % 2 != 0)
            {
                yield return loss.Problem(DiagnosticDescriptors.LossTakesPairs.Id, loss.Attribute.Name, $"{output.From.Source}", $"{output.Shape[output.Shape.Rank - 1]}");
            }

            if (LossWeightRules.Check(loss, output.From.Source, output.Shape[output.Shape.Rank - 1]) is { } weights)
            {
                yield return weights;
            }

            if (wiring.Weighing[index] is { } named && SampleWeightRules.Check(loss, activations[named.Node].From, output.Shape, output.From.Source) is { } unfit)
            {
                yield return unfit;
            }

            foreach (Problem place in FunctionRules.CheckPlaces(loss, output.From.Source, output.Shape[output.Shape.Rank - 1]))
            {
                yield return place;
            }
        }

        foreach (Problem problem in LossCountRules.Check(all, wiring, node => activations[node].Lengths))
        {
            yield return problem;
        }
    }

    /// <summary>Whether a softmax, which runs over the last dimension, has nothing to share out.</summary>
    private static bool IsSoftmaxOfOne(ActivationKind? activation, Shape output, out string kind, out string result)
    {
        kind = $"{activation}";
        result = activation == ActivationKind.Softmax ? "1" : "0";
        return activation is ActivationKind.Softmax or ActivationKind.LogSoftmax && output[output.Rank - 1] == 1;
    }

    /// <summary>What an input or a layer hands on.</summary>
    /// <param name="From">The attribute it comes from.</param>
    /// <param name="Lengths">The input whose lengths its sequences have, if they have some.</param>
    private sealed record Activation(Declared From, Shape Shape, int Lengths)
    {
        /// <summary>The number of elements; some number that no array holds where they are too many to count.</summary>
        public decimal Length { get; } = Shape.Extents.Aggregate(1m, (length, e) => length > BufferPlan.LongestArray ? length : length * e);
    }
}
