using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace ModelGen.Onnx.Tests.Models;

/// <summary>All exported models by their names, made once for all tests.</summary>
internal static class AllModels
{
    private static readonly Lazy<Dictionary<string, ExportedModel>> Exported = new(() => GoldenModels.All.Concat(LayerModels.All).ToDictionary(m => m.Name));

    public static IReadOnlyDictionary<string, ExportedModel> ByName => Exported.Value;

    /// <summary>Each name as an argument of a test.</summary>
    public static TheoryData<string> Named(IEnumerable<string> names) => [.. names];
}
