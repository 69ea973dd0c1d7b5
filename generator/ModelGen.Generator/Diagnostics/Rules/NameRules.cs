using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The names of layers and inputs: they become parts of C# names, of parameter names and of files.</summary>
internal static class NameRules
{
    /// <summary>Means the model's only input wherever a layer can be named.</summary>
    private const string Input = "input";

    public static IEnumerable<Problem> Check(IReadOnlyList<Declared> all)
    {
        Declared[] layers = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Layer)];
        Declared[] named = [.. all.Where(d => d.Attribute.Kind == AttributeKind.Input), .. layers];
        foreach (Declared item in named.Where(d => d.Attribute.Text("Name") is not null))
        {
            if (!SyntaxFacts.IsValidIdentifier(item.Name))
            {
                yield return Invalid("is not a C# identifier");
            }
            else if (SyntaxFacts.GetKeywordKind(item.Name) != SyntaxKind.None)
            {
                yield return Invalid("is a C# keyword");
            }
            else if (StandsForInput(item))
            {
                yield return Invalid("stands for the model's input");
            }

            Problem Invalid(string reason) => item.Problem(DiagnosticDescriptors.InvalidLayerName.Id, KindOf(item), item.Name, reason);
        }

        // Methods begin with a capital and variables do not, so names that differ only in that would meet in generated code.
        foreach (IGrouping<string, Declared> same in named.Where(d => !StandsForInput(d)).GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            // One of them at most was named by its number; the fault is with those that were named by hand.
            Declared owner = same.FirstOrDefault(d => d.Attribute.Text("Name") is null) ?? same.First();
            string place = owner.Attribute.Kind == AttributeKind.Input ? "an input" : $"layer {Array.IndexOf(layers, owner) + 1} of {layers.Length}, [{owner.Attribute.Name}]";
            foreach (Declared item in same.Where(d => d != owner))
            {
                yield return item.Problem(DiagnosticDescriptors.DuplicateLayerName.Id, KindOf(item), item.Name, place);
            }
        }
    }

    private static bool StandsForInput(Declared item) => item.Attribute.Kind == AttributeKind.Layer && item.Name.Equals(Input, StringComparison.OrdinalIgnoreCase);

    private static string KindOf(Declared item) => item.Attribute.Kind == AttributeKind.Input ? "Input" : "Layer";
}
