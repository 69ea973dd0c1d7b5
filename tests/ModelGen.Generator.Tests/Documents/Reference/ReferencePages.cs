using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;

namespace ModelGen.Generator.Tests.Documents.Reference;

/// <summary>The pages of docs/reference: one for each attribute and for each choice, and the index.</summary>
internal static class ReferencePages
{
    private static readonly Type[] Choices = [typeof(Activation), typeof(Initializer), typeof(ModelGen.Kernels), typeof(Padding), typeof(PadMode), typeof(Precision), typeof(UpsampleMode)];

    private static readonly (string Title, Func<Type, bool> Has)[] Groups =
    [
        ("The model", t => !IsA<LayerAttribute>(t) && !IsA<LossAttribute>(t) && !IsA<OptimizerAttribute>(t)),
        ("Dense layers and activations", t => t.Name is "DenseAttribute" or "EmbeddingAttribute" or "ActivationLayerAttribute" or "PReluAttribute" or "CustomActivationAttribute"),
        ("Convolutions", IsA<ConvolutionLayerAttribute>),
        ("Sequences", t => IsA<RecurrentLayerAttribute>(t) || t.Name is "MultiHeadAttentionAttribute" or "TransformerBlockAttribute" or "PositionalEncodingAttribute" or "PositionEmbeddingAttribute"),
        ("Pools", t => IsA<LayerAttribute>(t) && t.Name.Contains("Pool", StringComparison.Ordinal)),
        ("Normalisation and dropout", t => IsA<LayerAttribute>(t) && (t.Name.Contains("Norm", StringComparison.Ordinal) || t.Name == "DropoutAttribute")),
        ("Several inputs", IsA<MergeLayerAttribute>),
        ("Other layers", IsA<LayerAttribute>),
        ("Losses", IsA<LossAttribute>),
        ("Optimizers", IsA<OptimizerAttribute>),
    ];

    public static IReadOnlyList<Type> Attributes { get; } =
        [.. typeof(ModelAttribute).Assembly.GetTypes().Where(t => t is { IsPublic: true, IsAbstract: false, Namespace: "ModelGen" } && IsA<Attribute>(t)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Every page's text under its file's name.</summary>
    public static IEnumerable<(string File, string Text)> All =>
    [
        ("README.md", Index()),
        .. Attributes.Select(t => ($"{Name(t)}.md", AttributePage.Write(t))),
        .. Choices.Select(t => ($"{t.Name}.md", ChoicePage(t))),
    ];

    /// <summary>What one writes between brackets.</summary>
    public static string Name(Type attribute) => attribute.Name[..^"Attribute".Length];

    /// <summary>A link to the page of a type; null if it has none.</summary>
    public static string? Link(string fullName) =>
        Attributes.FirstOrDefault(t => t.FullName == fullName) is { } attribute ? $"[`{Name(attribute)}`]({Name(attribute)}.md)"
        : Choices.FirstOrDefault(t => t.FullName == fullName) is { } choice ? $"[`{choice.Name}`]({choice.Name}.md)"
        : null;

    private static string Index()
    {
        StringBuilder page = new("""
            # Reference

            A page for every attribute, made from the library's documentation comments, the attributes' own defaults and the compiler's own rules, so that
            nothing here can be out of date: a test compares. After a change to a comment,

            ```
            MODELGEN_WRITE_DOCS=1 dotnet test tests/ModelGen.Generator.Tests -c Release --filter ReferenceTests
            ```

            writes the pages anew. Arguments stand in parentheses in their order, settings as `Name = value` after them; a value out of its range, a layer
            that cannot take its input, and a setting without effect are errors or warnings at the attribute, which the
            [pages of diagnostics](../../generator/diagnostics/README.md) explain.

            """);
        HashSet<Type> seen = [];
        foreach ((string title, Func<Type, bool> has) in Groups)
        {
            page.Append($"\n## {title}\n\n| | |\n|---|---|\n");
            foreach (Type type in Attributes.Where(t => has(t) && seen.Add(t)))
            {
                page.Append($"| {Link(type.FullName!)} | {FirstSentence(Comments.Summary(type))} |\n");
            }
        }

        page.Append("\n## Choices\n\n| | |\n|---|---|\n");
        foreach (Type type in Choices)
        {
            page.Append($"| {Link(type.FullName!)} | {FirstSentence(Comments.Summary(type))} |\n");
        }

        return page.ToString();
    }

    private static string ChoicePage(Type type)
    {
        StringBuilder page = new($"# {type.Name}\n\n{Comments.Summary(type)}\n\n| | |\n|---|---|\n");
        foreach (FieldInfo member in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            page.Append($"| `{member.Name}` | {Comments.Summary(member)} |\n");
        }

        return page.ToString();
    }

    /// <summary>The text up to the first full stop, colon or semicolon that is in no parentheses.</summary>
    private static string FirstSentence(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && text[i] is ('.' or ':' or ';') && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                return text[..i];
            }
        }

        return text;
    }

    private static bool IsA<T>(Type type) => type.IsSubclassOf(typeof(T));
}
