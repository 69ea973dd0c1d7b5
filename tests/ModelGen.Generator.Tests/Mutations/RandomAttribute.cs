using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace ModelGen.Generator.Tests.Mutations;

/// <summary>Attributes with arguments of all kinds, right and wrong.</summary>
internal static class RandomAttribute
{
    private static readonly Type[] Kinds =
        [.. typeof(ModelAttribute).Assembly.GetTypes().Where(t => t is { IsPublic: true, IsAbstract: false, Namespace: "ModelGen" } && t.IsSubclassOf(typeof(Attribute)) && t != typeof(NoAllocAttribute))];

    /// <summary>What stands where something else should.</summary>
    private static readonly string[] Wrong =
    [
        "", "foo", "null", "default", "\"4\"", "'4'", "4.5", "4f", "4m", "4L", "4u", "true", "Activation.Swish", "Activation.", "Activation", "(Activation)99", "(Activation)(-1)", "Initializer.He", "typeof(int)", "typeof(Nobody)",
        "new[] { 1, 2 }", "new int[0]", "new string[] { \"a\", null }", "x => x", "1 / 0", "int.MaxValue + 1", "-(1)", "1 + 2", "Padding.Same", "nameof(Net)", "[1, 2]", "units: 3", "units: 3, units: 4", "Bias = false", "Name", "ref 3", "out var n",
        "sizeof(int)", "1 is 1", "\"a\" + \"b\"", "$\"a\"", "\"\"\"a\"\"\"", "Foo = 3", "System.Math.PI", "!", "new()", "checked(3)", "0x10", "1_0",
    ];

    private static readonly string[] Integers = ["0", "1", "2", "3", "4", "7", "8", "-1", "-2", "16", "int.MaxValue", "int.MinValue", "1_000_000", "46341", "(byte)3"];

    private static readonly string[] Numbers =
        ["0", "1", "0.5", "-1", "1e308", "-1e308", "1e39", "1e-300", "1e-46", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.MaxValue", "double.Epsilon", "float.MaxValue", "0.1f", "3", "-0.0", "0.999999999999", "1e-8"];

    private static readonly string[] Texts =
        ["null", "\"\"", "\"dense1\"", "\"a\"", "\"input\"", "\"class\"", "\"nint\"", "\"System\"", "\"Math\"", "\"Unsafe\"", "\"Größe\"", "\"網\"", "\"a b\"", "\"batch\"", "\"@x\"", "\"Vector512\"", "\"_\"", "\"seen\"", "\"var\"", "\"VectorMath\"", "\"global\"", "\"a\\u200Db\"", "\"\\uD800\""];

    public static string Draw(Random random)
    {
        Type kind = random.Pick(Kinds);
        string[] arguments = [.. kind.GetConstructors().Single().GetParameters().Where(p => !p.HasDefaultValue || random.Next(3) == 0).SelectMany(p => Arguments(p.ParameterType, random))];
        string attribute = $"{Name(kind)}({string.Join(", ", arguments)})";
        for (int settings = random.Next(3); settings > 0; settings--)
        {
            attribute = WithSetting(attribute, random);
        }

        return attribute;
    }

    /// <summary>The attribute with one more setting of its own.</summary>
    public static string WithSetting(string attribute, Random random)
    {
        string name = attribute.Split('(')[0];
        PropertyInfo[] settings = [.. Kinds.FirstOrDefault(k => Name(k) == name)?.GetProperties().Where(p => p.Name != "TypeId") ?? []];
        if (settings.Length == 0)
        {
            return attribute;
        }

        PropertyInfo setting = random.Pick(settings);
        return With(name, [.. ArgumentsOf(attribute), $"{setting.Name} = {Value(setting.PropertyType, random)}"]);
    }

    /// <summary>The attribute with its arguments dropped, doubled, in another order, or one of them another.</summary>
    public static string WithOtherArguments(string attribute, Random random)
    {
        List<string> arguments = [.. ArgumentsOf(attribute)];
        int at = random.Next(arguments.Count + 1);
        switch (random.Next(7))
        {
            case 0 when arguments.Count > 0:
                arguments.RemoveAt(random.Next(arguments.Count));
                break;
            case 1 when arguments.Count > 0:
                arguments.Add(random.Pick(arguments));
                break;
            case 2:
                arguments.Reverse();
                break;
            case 3 or 4 when arguments.Count > 0:
                int changed = random.Next(arguments.Count);
                string value = random.Next(2) == 0 ? random.Pick(Wrong) : random.Pick(Integers);
                arguments[changed] = arguments[changed].Split(" = ") is [var name, _] ? $"{name} = {value}" : value;
                break;
            default:
                arguments.Insert(at, random.Pick(Wrong));
                break;
        }

        return With(attribute.Split('(')[0], arguments);
    }

    private static string With(string name, IReadOnlyList<string> arguments) => arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";

    private static string[] ArgumentsOf(string attribute) =>
        attribute.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 ? attribute[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries) : [];

    private static string Name(Type kind) => kind.Name[..^"Attribute".Length];

    private static IEnumerable<string> Arguments(Type type, Random random) =>
        type.IsArray ? Enumerable.Range(0, random.Next(4)).Select(_ => Value(type.GetElementType()!, random)) : [Value(type, random)];

    private static string Value(Type type, Random random) =>
        random.Next(12) == 0 ? random.Pick(Wrong)
        : type == typeof(int) || type == typeof(long) ? random.Pick(Integers)
        : type == typeof(double) ? random.Pick(Numbers)
        : type == typeof(bool) ? random.Pick(["true", "false"])
        : type == typeof(string) ? random.Pick(Texts)
        : type.IsEnum ? $"{type.Name}.{random.Pick(Enum.GetNames(type))}"
        : type == typeof(Type) ? "typeof(Formulas)"
        : random.Pick(Wrong);
}
