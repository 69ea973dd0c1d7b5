using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The names of layers: they become parts of C# names, of parameter names and of files.</summary>
internal static class NameRules
{
    /// <summary>Means the model's input wherever a layer can be named.</summary>
    private const string Input = "input";

    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all)
    {
        Declared[] layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        foreach (Declared layer in layers.Where(d => d.Attribute.Text("Name") is not null))
        {
            if (!SyntaxFacts.IsValidIdentifier(layer.Name))
            {
                yield return Invalid("is not a C# identifier");
            }
            else if (SyntaxFacts.GetKeywordKind(layer.Name) != SyntaxKind.None)
            {
                yield return Invalid("is a C# keyword");
            }
            else if (layer.Name.Equals(Input, StringComparison.OrdinalIgnoreCase))
            {
                yield return Invalid("stands for the model's input");
            }

            Problem Invalid(string reason) => layer.Problem(DiagnosticDescriptors.InvalidLayerName.Id, layer.Name, reason);
        }

        // Methods begin with a capital and variables do not, so names that differ only in that would meet in generated code.
        foreach (IGrouping<string, Declared> same in layers.GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            // One of them at most was named by its number; the fault is with those that were named by hand.
            Declared owner = same.FirstOrDefault(d => d.Attribute.Text("Name") is null) ?? same.First();
            foreach (Declared layer in same.Where(d => d != owner))
            {
                yield return layer.Problem(
                    DiagnosticDescriptors.DuplicateLayerName.Id, layer.Name, $"{Array.IndexOf(layers, owner) + 1}", $"{layers.Length}", owner.Attribute.Name);
            }
        }
    }
}
