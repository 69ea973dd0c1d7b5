using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Tool.Compiling;

/// <summary>A model's <c>LayerInfos</c>, without compiling what the generator writes.</summary>
internal static class LayerDescriptions
{
    /// <summary>Inputs, then layers in the order in which they run.</summary>
    /// <param name="model">The declaration.</param>
    /// <param name="network">What the generator made of it.</param>
    public static LayerInfo[] Of(DeclaredModel model, Network network)
    {
        IReadOnlyList<LayerCost> costs = NetworkTable.Of(network).Costs;
        string[] names = [.. network.Inputs.Select(i => i.Name), .. network.Layers.Select(l => l.Layer.Name)];
        string[] kinds = [.. model.Spec.Attributes.Where(a => a.Kind == AttributeKind.Layer).Select(a => a.Name)];
        return
        [
            .. network.Inputs.Select(i => new LayerInfo(i.Name, "Input", [], [.. i.Shape.Extents], 0, 0, i.HasLengths ? [new LayerSetting("Lengths", true)] : [])),
            .. network.Layers.Select((l, i) => new LayerInfo(
                l.Layer.Name,
                kinds[i],
                [.. l.Sources.Select(s => names[s])],
                [.. l.Output.Extents],
                (int)costs[i].Parameters,
                costs[i].Flops,
                [.. l.Layer.EffectiveSettings(l.Input).Select(s => new LayerSetting(s.Name, ValueOf(s)))])),
        ];
    }

    private static object ValueOf(Setting setting) => setting.Value switch
    {
        EquatableArray<int> numbers => ValueArray.Create([.. numbers]),
        EquatableArray<string> texts => ValueArray.Create([.. texts]),
        { } value => value,
        _ => throw new ArgumentException($"{setting.Name} has no value.", nameof(setting)),
    };
}
