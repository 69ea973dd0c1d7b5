using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Networks;

/// <summary>What decides how a model is trained beside its architecture, as declared: losses, optimizer, and what layers say for training alone. Checkpoints compare it.</summary>
internal static class TrainingText
{
    private static readonly string[] OfLayers = ["L1", "L2", "Momentum", "Trainable"];

    /// <returns>"dense1(L2 = 0.001); MeanSquaredErrorLoss; Adam(Beta1 = 0.8)". The learning rate is left out: it is a property of the model.</returns>
    public static string Of(ModelSpec spec, Network network)
    {
        AttributeSpec[] layers = [.. spec.Attributes.Where(a => a.Kind == AttributeKind.Layer)];
        IEnumerable<string> ofLayers = layers.Zip(network.Layers, (attribute, layer) => Written(layer.Layer.Name, attribute.Settings.Where(s => OfLayers.Contains(s.Name)), isEmpty: true));
        IEnumerable<string> others = spec.Attributes.Where(a => a.Kind is AttributeKind.Loss or AttributeKind.Optimizer or AttributeKind.Ema)
            .Select(a => (a.Kind, Text: Written(a.Name, a.Settings.Where(s => s.Name != "LearningRate"), isEmpty: false)))
            .OrderBy(a => a.Kind)
            .ThenBy(a => a.Text, StringComparer.Ordinal)
            .Select(a => a.Text);
        return string.Join("; ", ofLayers.Where(text => text.Length > 0).Concat(others));
    }

    /// <param name="isEmpty">Whether nothing is said of what has no settings.</param>
    private static string Written(string name, IEnumerable<Setting> settings, bool isEmpty)
    {
        string[] all = [.. settings.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => $"{s.Name} = {Architecture.Written(s.Value)}")];
        return all.Length == 0 ? isEmpty ? "" : name : $"{name}({string.Join(", ", all)})";
    }
}
