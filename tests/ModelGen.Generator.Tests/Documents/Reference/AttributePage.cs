using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Argument = System.Reflection.ParameterInfo;

namespace ModelGen.Generator.Tests.Documents.Reference;

/// <summary>The reference page of an attribute: what it means, an example, its arguments and settings with defaults and ranges.</summary>
internal static class AttributePage
{
    public static string Write(Type type)
    {
        Argument[] parameters = type.GetConstructors().Single().GetParameters();
        PropertyInfo[] settings = [.. Settings(type).Where(s => !parameters.Any(p => IsSetBy(s, p)))];

        StringBuilder page = new($"# {ReferencePages.Name(type)}\n\n{Comments.Summary(type)}\n");
        if (Comments.Example(type) is { } example)
        {
            page.Append($"\n```csharp\nusing ModelGen;\n\n{example}\n```\n");
        }

        if (Comments.Remarks(type) is { } remarks)
        {
            page.Append($"\n{remarks}\n");
        }

        object instance = Create(type, parameters);
        string[] arguments = [.. parameters.Select(p => Row(type, p)), .. settings.Where(s => s.DeclaringType == type).Select(s => Row(type, s, instance))];
        string[] inherited = [.. settings.Where(s => s.DeclaringType != type).Select(s => Row(type, s, instance))];
        Table(page, parameters.Length > 0 ? "Arguments and settings" : "Settings", arguments);
        Table(page, $"Settings of every {Family(type)}", inherited);
        return page.ToString();
    }

    private static string Family(Type type) => type switch
    {
        _ when type.IsSubclassOf(typeof(ConvolutionLayerAttribute)) => "convolution",
        _ when type.IsSubclassOf(typeof(PoolLayerAttribute)) => "pool",
        _ when type.IsSubclassOf(typeof(RecurrentLayerAttribute)) => "recurrent layer",
        _ when type.IsSubclassOf(typeof(LayerAttribute)) => "layer",
        _ when type.IsSubclassOf(typeof(LossAttribute)) => "loss",
        _ => "optimizer",
    };

    private static void Table(StringBuilder page, string title, string[] rows)
    {
        if (rows.Length > 0)
        {
            page.Append($"\n## {title}\n\n| | type | default | must be | |\n|---|---|---|---|---|\n").AppendJoin("", rows);
        }
    }

    /// <summary>Own settings first, then those of the base classes, from the nearest to the farthest.</summary>
    private static IEnumerable<PropertyInfo> Settings(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(Attribute); t = t.BaseType)
        {
            foreach (PropertyInfo property in t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(p => p.MetadataToken))
            {
                yield return property;
            }
        }
    }

    private static bool IsSetBy(PropertyInfo setting, Argument parameter) => string.Equals(setting.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>An attribute whose settings have their defaults, and whose required arguments are of no importance.</summary>
    private static object Create(Type type, Argument[] parameters) => Activator.CreateInstance(type, [.. parameters.Select(p =>
        p.HasDefaultValue ? p.DefaultValue
        : p.ParameterType.IsArray ? Array.CreateInstance(p.ParameterType.GetElementType()!, 0)
        : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType)
        : null)])!;

    private static string Row(Type attribute, Argument parameter)
    {
        bool isList = parameter.ParameterType.IsArray;
        string text = Comments.Parameter(attribute, parameter.Name!);
        string initial = !parameter.HasDefaultValue || text.Contains("unless given,", StringComparison.Ordinal) ? "" : $"`{Format(parameter.DefaultValue!)}`";
        PropertyInfo setting = attribute.GetProperties().Single(s => IsSetBy(s, parameter));
        string also = setting.CanWrite ? $" Also `{setting.Name} = …`." : "";
        return $"| `{parameter.Name}`{(isList ? ", …" : "")} | {TypeName(isList ? parameter.ParameterType.GetElementType()! : parameter.ParameterType)} | {initial} | {Ranges.Of(attribute, setting)} | {Cell(text)}{also} |\n";
    }

    private static string Row(Type attribute, PropertyInfo setting, object instance)
    {
        object? value = setting.GetValue(instance);
        string text = Cell(Comments.Summary(setting));
        string initial = value is null or Array { Length: 0 } || Regex.IsMatch(text, "(Unless set|what is not set)", RegexOptions.IgnoreCase) ? "" : Format(value);
        return $"| `{setting.Name}` | {TypeName(setting.PropertyType)} | {(initial.Length > 0 ? $"`{initial}`" : "")} | {Ranges.Of(attribute, setting)} | {WithoutDefault(text, initial, setting)} |\n";
    }

    /// <summary>Leaves out "Default 0.01.", which the table says anyhow; what differs from the attribute's own value is a fault of the comment.</summary>
    private static string WithoutDefault(string text, string initial, PropertyInfo setting)
    {
        Match stated = Regex.Match(text, @" ?Default (\[?`)?((Activation|Kernels|Padding|Precision)\.)?(?<value>None|Identity|identity|Single|Fast|[0-9][0-9.e−-]*|true|false)(`\]\(\w+\.md\)|`)?\.( |$)");
        if (!stated.Success)
        {
            return text;
        }

        string value = stated.Groups["value"].Value is "None" ? "0" : stated.Groups["value"].Value;
        bool isTrue = string.Equals(value, initial, StringComparison.OrdinalIgnoreCase)
            || (double.TryParse(value, CultureInfo.InvariantCulture, out double number) && number == double.Parse(initial, CultureInfo.InvariantCulture));
        return isTrue
            ? text.Remove(stated.Index, stated.Length).Trim()
            : throw new InvalidOperationException($"{setting.DeclaringType!.Name}.{setting.Name} is {initial}, but its comment says {value}.");
    }

    private static string Cell(string text) => text.Replace("\n", " ", StringComparison.Ordinal);

    private static string Format(object value) => value switch
    {
        int.MaxValue => "int.MaxValue",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string TypeName(Type type) => ReferencePages.Link(type.FullName!) ?? (Nullable.GetUnderlyingType(type) ?? type).Name switch
    {
        "Int32" => "int",
        "Int64" => "long",
        "Double" => "double",
        "Boolean" => "bool",
        "String" => "string",
        "Double[]" => "double[]",
        var other => other,
    };
}
