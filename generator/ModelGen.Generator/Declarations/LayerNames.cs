using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>The names of a model's layers.</summary>
internal static class LayerNames
{
    /// <summary>What stands for the model's input where a layer could stand, so that no layer may have that name.</summary>
    public const string Input = "input";

    /// <summary>The name of each attribute in <paramref name="attributes"/> that is a layer, and null for the others.</summary>
    /// <remarks>
    /// A layer that has no <c>Name</c> gets its kind and its number among all layers of that kind, named ones counted too, so that
    /// naming one layer renames no other.
    /// </remarks>
    public static EquatableArray<string?> Of(EquatableArray<AttributeSpec> attributes)
    {
        Dictionary<string, int> counts = [];
        return attributes.Select(a => a.Kind == AttributeKind.Layer ? NameOf(a) : null).ToEquatableArray();

        string NameOf(AttributeSpec layer)
        {
            string kind = Kind(layer.Name);
            counts[kind] = counts.TryGetValue(kind, out int count) ? count + 1 : 1;
            return layer.Text("Name") ?? $"{kind}{counts[kind]}";
        }
    }

    /// <summary><c>Dense</c> → <c>dense</c>, <c>ActivationLayer</c> → <c>activation</c>, <c>MaxPool2D</c> → <c>maxPool</c>.</summary>
    private static string Kind(string attribute)
    {
        string kind = attribute;
        foreach (string suffix in new[] { "Layer", "1D", "2D", "3D" })
        {
            if (kind.Length > suffix.Length && kind.EndsWith(suffix, StringComparison.Ordinal))
            {
                kind = kind.Substring(0, kind.Length - suffix.Length);
            }
        }

        return char.ToLowerInvariant(kind[0]) + kind.Substring(1);
    }
}
