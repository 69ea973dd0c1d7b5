using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModelGen.Generator.Tests.Documents.Reference;

/// <summary>The library's XML documentation comments, as Markdown.</summary>
internal static class Comments
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(ModelAttribute).Assembly.Location, ".xml"), System.Xml.Linq.LoadOptions.PreserveWhitespace)
        .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);

    public static string Summary(Type type) => Text(Of(Id(type)).Element("summary")!);

    public static string? Remarks(Type type) => Of(Id(type)).Element("remarks") is { } remarks ? Text(remarks) : null;

    public static string Summary(PropertyInfo property) => Text(Of($"P:{property.DeclaringType!.FullName}.{property.Name}").Element("summary")!);

    public static string Summary(FieldInfo field) => Text(Of($"F:{field.DeclaringType!.FullName}.{field.Name}").Element("summary")!);

    /// <summary>What the comment says of a parameter of a type's constructor, which stands on the type or on the constructor.</summary>
    public static string Parameter(Type type, string name) => Text(Members.Values
        .Where(m => m.Attribute("name")!.Value is var id && (id == Id(type) || id.StartsWith($"M:{type.FullName}.#ctor", StringComparison.Ordinal)))
        .SelectMany(m => m.Elements("param"))
        .First(p => p.Attribute("name")!.Value == name));

    /// <summary>The code of the type's example; null without one.</summary>
    public static string? Example(Type type)
    {
        if (Of(Id(type)).Element("example")?.Element("code")?.Value.Split('\n') is not { } lines)
        {
            return null;
        }

        int indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..].TrimEnd() : "")).Trim('\n');
    }

    private static string Id(Type type) => $"T:{type.FullName}";

    private static XElement Of(string id)
    {
        XElement member = Members.TryGetValue(id, out XElement? found) ? found : throw new InvalidOperationException($"{id} has no documentation comment.");
        return member.Element("inheritdoc")?.Attribute("cref") is { } source ? Of(source.Value) : member;
    }

    private static string Text(XElement element)
    {
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => Escaped(Regex.Replace(plain.Value, @"\s+", " ")),
                XElement { Name.LocalName: "para" } paragraph => $"\n\n{Text(paragraph)}\n\n",
                XElement { Name.LocalName: "c" } code => $"`{Regex.Replace(code.Value, @"\s+", " ")}`",
                XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
                XElement { Name.LocalName: "see" } see => Reference(see),
                _ => throw new InvalidOperationException($"Reference pages do not know {node}."),
            });
        }

        return Regex.Replace(text.ToString().Trim(), "\n\n[ \n]*", "\n\n");
    }

    private static string Reference(XElement see)
    {
        if (see.Attribute("langword") is { } word)
        {
            return $"`{word.Value}`";
        }

        string id = see.Attribute("cref")!.Value, name = id[2..].Split('(')[0];
        return id[0] switch
        {
            'T' => ReferencePages.Link(name) ?? $"`{Keyword(name)}`",
            'F' or 'P' when ReferencePages.Link(Parent(name)) is not null && name.Split('.')[^2] is "Activation" or "Initializer" or "Kernels" or "Padding" or "Precision" =>
                $"[`{Parent(name).Split('.')[^1]}.{Short(name)}`]({Parent(name).Split('.')[^1]}.md)",
            _ => $"`{Short(name)}`",
        };
    }

    private static string Keyword(string type) => type switch { "System.Single" => "float", "System.Double" => "double", _ => Short(type) };

    private static string Parent(string name) => name[..name.LastIndexOf('.')];

    private static string Short(string name) => name.Split('.')[^1].Split('`')[0];

    private static string Escaped(string text) => Regex.Replace(text, @"[\\*<>|]", @"\$0");
}
