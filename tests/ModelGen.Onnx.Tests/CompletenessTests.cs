using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Onnx.Layers;
using ModelGen.Onnx.Tests.Models;
using Xunit;

namespace ModelGen.Onnx.Tests;

/// <summary>Every layer that a user may write can be exported, and is.</summary>
public sealed class CompletenessTests
{
    private static IEnumerable<string> Kinds =>
        typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract).Select(t => t.Name[..^"Attribute".Length]).Order();

    [Fact]
    public void EveryKindOfLayerHasAnExporter() => Assert.Equal(Kinds, LayerExporters.Kinds.Keys.Order());

    [Fact]
    public void EveryKindOfLayerStandsInATestedModel() => Assert.Empty(Kinds.Except(LayerModels.Kinds));

    [Fact]
    public void AnUnknownKindIsNamed()
    {
        OnnxNetwork network = new("Net", [new("input", "Input", [], [3], 0, 0, []), new("odd1", "Odd", ["input"], [3], 0, 0, [])], ["odd1"], [], _ => []);
        Assert.Contains("odd1", Assert.Throws<NotSupportedException>(() => network.Write(System.IO.Stream.Null)).Message, StringComparison.Ordinal);
    }
}
