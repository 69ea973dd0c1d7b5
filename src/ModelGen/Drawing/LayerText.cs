using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ModelGen.Drawing;

/// <summary>A layer in words: what is worth reading in a drawing, and all of it.</summary>
internal static class LayerText
{
    /// <summary>Settings whose values say enough without their names.</summary>
    private static readonly string[] Unnamed = ["Units", "Filters", "Kernel", "Activation", "Rate", "Shape", "Dimensions", "Function", "Count", "Size"];

    /// <summary>How training starts, and numbers that hardly anybody changes.</summary>
    private static readonly string[] LeftOut = ["Init", "InitValue", "BiasInit", "BiasInitValue", "RecurrentInit", "RecurrentInitValue", "RotaryBase", "L1", "L2", "Epsilon", "Momentum", "Formula"];

    /// <summary>What a layer has unless it says that it has not.</summary>
    private static readonly string[] UsuallyTrue = ["Bias", "Affine", "Trainable", "PreNorm", "CountIncludePad"];

    /// <summary>Kind and settings that differ from the usual: <c>Conv2D(6, 5 × 5, relu)</c>.</summary>
    public static string Describe(LayerInfo layer)
    {
        List<(string Name, object Value)> settings = Merged(layer);
        ValueArray<int> kernel = settings.FirstOrDefault(s => s.Name == "Kernel").Value is ValueArray<int> sizes ? sizes : [];
        bool slides = layer.Kind.Contains("Pool", StringComparison.Ordinal);
        IEnumerable<string> parts = settings
            .Where(s => !LeftOut.Contains(s.Name) && !IsUsual(s.Name, s.Value, slides ? kernel : []))
            .Select(s => Unnamed.Contains(s.Name) ? Short(s.Name, s.Value) : s.Value is bool flag ? $"{(flag ? "" : "no ")}{Words(s.Name)}" : $"{Words(s.Name)} {Short(s.Name, s.Value)}");
        string text = string.Join(", ", parts);
        return text.Length == 0 ? layer.Kind : $"{layer.Kind}({text})";
    }

    /// <summary>The shape of its output: <c>24 × 24 × 6</c>.</summary>
    public static string Shape(LayerInfo layer) => Times(layer.OutputShape);

    /// <summary>Parameters in words; nothing of a layer without any.</summary>
    public static string Parameters(LayerInfo layer) => layer.ParameterCount switch
    {
        0 => "",
        1 => "1 parameter",
        _ => $"{Markup.Count(layer.ParameterCount)} parameters",
    };

    /// <summary>Every setting, one a line.</summary>
    public static string Everything(LayerInfo layer)
    {
        IEnumerable<string> lines = layer.Settings.Select(s => $"{s.Name} = {Value(s.Value)}");
        string of = layer.Inputs.Length == 0 ? "" : $" of {string.Join(", ", layer.Inputs)}";
        string[] all = [$"{layer.Name}: {layer.Kind}{of}", .. lines, $"output {Shape(layer)}", $"{Markup.Count(layer.ParameterCount)} parameters, {Markup.Count(layer.Flops)} FLOPs an example"];
        return string.Join("\n", all);
    }

    /// <summary>The settings, those of several dimensions and sides under one name.</summary>
    private static List<(string Name, object Value)> Merged(LayerInfo layer)
    {
        List<(string Name, object Value)> merged = [];
        foreach (LayerSetting setting in layer.Settings)
        {
            string name = Stem(setting.Name);
            int at = merged.FindIndex(s => s.Name == name);
            if (setting.Value is not int number || name == setting.Name && !IsSliding(name))
            {
                merged.Add((setting.Name, setting.Value));
            }
            else if (at < 0)
            {
                merged.Add((name, ValueArray.Create([number])));
            }
            else
            {
                merged[at] = (name, ValueArray.Create([.. (ValueArray<int>)merged[at].Value, number]));
            }
        }

        return merged;
    }

    private static string Stem(string name)
    {
        foreach (string stem in (ReadOnlySpan<string>)["Kernel", "Stride", "Dilation", "Padding"])
        {
            if (name.StartsWith(stem, StringComparison.Ordinal) && name[stem.Length..] is "" or "Height" or "Width" or "Top" or "Bottom" or "Left" or "Right")
            {
                return stem;
            }
        }

        return name;
    }

    private static bool IsSliding(string name) => name is "Kernel" or "Stride" or "Dilation" or "Padding";

    private static bool IsUsual(string name, object value, ValueArray<int> window) => (name, value) switch
    {
        ("Stride", ValueArray<int> stride) when window.Length > 0 => stride == window,
        ("Stride" or "Dilation", ValueArray<int> numbers) => numbers.All(n => n == 1),
        ("Padding", ValueArray<int> numbers) => numbers.All(n => n == 0),
        ("Activation", string activation) => activation == nameof(ModelGen.Activation.Identity),
        ("Groups" or "Multiplier", int number) => number == 1,
        ("OutputPadding" or "OutputPaddingHeight" or "OutputPaddingWidth" or "Axis", int number) => number is 0 or -1,
        ("Dropout" or "Value", double share) => share == 0,
        ("Mode", string mode) => mode == nameof(UpsampleMode.Nearest),
        (_, bool flag) => flag == UsuallyTrue.Contains(name),
        _ => false,
    };

    private static string Short(string name, object value) => value switch
    {
        ValueArray<int> numbers when name == "Padding" && numbers.Distinct().Count() == 1 => Value(numbers[0]),
        ValueArray<int> numbers when name == "Padding" => string.Join("/", numbers),
        ValueArray<int> numbers when name is "Stride" or "Dilation" && numbers.Distinct().Count() == 1 => Value(numbers[0]),
        ValueArray<int> numbers when name != "Dimensions" => Times(numbers),
        string text when name == "Activation" => Words(text),
        _ => Value(value),
    };

    private static string Value(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        ValueArray<int> numbers => string.Join(", ", numbers),
        ValueArray<string> texts => string.Join(", ", texts),
        _ => value.ToString() ?? "",
    };

    private static string Times(ValueArray<int> numbers) => string.Join(" × ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    /// <summary>LeakyRelu → leaky relu.</summary>
    private static string Words(string name)
        => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}
