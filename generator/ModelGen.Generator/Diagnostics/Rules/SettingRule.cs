using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>What the settings of an attribute must fulfil, independent of its neighbours' shapes.</summary>
/// <returns>What is wrong, or null.</returns>
internal delegate Problem? SettingRule(Declared declared);

/// <summary>The kinds of rules that the tables of attributes are made of.</summary>
internal static class SettingRules
{
    /// <summary>An integer in a range, also where it is not written but must be.</summary>
    public static SettingRule Integer(string setting, int least, int most = int.MaxValue, int otherwise = 1) => declared =>
        declared.Attribute.Integer(setting, otherwise) is var value && (value < least || value > most)
            ? OutOfRange(declared, setting, Text.Integer(value), most == int.MaxValue ? $"{least} or more" : $"from {least} to {Text.Count(most)}")
            : null;

    /// <summary>One or more sizes, each 1 or more.</summary>
    public static SettingRule Sizes(string setting) => declared =>
        declared.Attribute.Integers(setting) is var sizes && (sizes.Count == 0 || sizes.Any(s => s < 1))
            ? OutOfRange(declared, setting, Text.Shape(sizes), "one or more sizes, each 1 or more")
            : null;

    /// <summary>One or more names.</summary>
    public static SettingRule Names(string setting) => declared => declared.Attribute.Texts(setting) is var names && names.Count == 0
        ? OutOfRange(declared, setting, "()", "one or more names of layers above or of inputs")
        : null;

    /// <summary>A number, where it is written, in a range; in a model of single precision also after rounding.</summary>
    public static SettingRule Number(string setting, Bounds bounds) => declared =>
    {
        double value = declared.Attribute.Number(setting, 0);
        return !declared.Attribute.Has(setting) ? null
            : !bounds.Contains(value) ? OutOfRange(declared, setting, Bounds.Format(value), bounds.Text)
            : !declared.IsDouble && !bounds.ContainsAsSingle(value) ? OutOfRange(declared, setting, Bounds.Format(value), $"{bounds.Text}, in single precision")
            : null;
    };

    /// <summary>Numbers, each in a range; in a model of single precision also after rounding.</summary>
    public static SettingRule Numbers(string setting, Bounds bounds) => declared => declared.Attribute.Numbers(setting)
        .Where(n => !bounds.Contains(n) || !(declared.IsDouble || bounds.ContainsAsSingle(n))).Take(1)
        .Select(n => OutOfRange(declared, setting, Bounds.Format(n), $"numbers that are each {bounds.Text}{(bounds.Contains(n) ? ", in single precision" : "")}"))
        .FirstOrDefault();

    /// <summary>A member of an enum.</summary>
    public static SettingRule Choice<T>(string setting)
        where T : struct, Enum => declared =>
        declared.Attribute.Integer(setting) is var value && !Enum.IsDefined(typeof(T), value)
            ? OutOfRange(declared, setting, Text.Integer(value), "a member of its enumeration")
            : null;

    /// <summary>One of some members of an enum.</summary>
    public static SettingRule Choice<T>(string setting, params T[] members)
        where T : struct, Enum => declared =>
        (T)Enum.ToObject(typeof(T), declared.Attribute.Integer(setting)) is var value && !members.Contains(value)
            ? OutOfRange(declared, setting, value.ToString(), Text.Or(members.Select(m => m.ToString())))
            : null;

    /// <summary>A setting, written as <paramref name="text"/>, that makes no sense without another.</summary>
    public static SettingRule Needs(string text, Func<AttributeSpec, bool> isWritten, string other, Func<AttributeSpec, bool> isFulfilled) => declared =>
        isWritten(declared.Attribute) && !isFulfilled(declared.Attribute)
            ? declared.Problem(DiagnosticDescriptors.SettingNeedsAnother.Id, declared.Subject, text, other)
            : null;

    /// <summary>A setting that only works under a condition: "unless …", "because …".</summary>
    public static SettingRule Ignored(string setting, string why, Func<AttributeSpec, bool> isUsed) =>
        IgnoredInModel(setting, why, d => isUsed(d.Attribute));

    /// <summary>A number other than 0 or a flag that only works under a condition.</summary>
    public static SettingRule IgnoredIfSet(string setting, string why, Func<Declared, bool> isUsed) => declared =>
        declared.Attribute.Number(setting, 0) != 0 || declared.Attribute.Flag(setting) ? IgnoredInModel(setting, why, isUsed)(declared) : null;

    public static bool HasGradients(Declared declared) =>
        declared.Model.Attributes.Any(a => a.Kind == AttributeKind.Loss || (a.Kind == AttributeKind.Model && a.Flag("OutputGradients")));

    private static SettingRule IgnoredInModel(string setting, string why, Func<Declared, bool> isUsed) => declared =>
        declared.Attribute.Has(setting) && !isUsed(declared)
            ? declared.Problem(DiagnosticDescriptors.SettingIgnored.Id, declared.Subject, setting, why)
            : null;

    private static Problem OutOfRange(Declared declared, string setting, string value, string range) =>
        declared.Problem(DiagnosticDescriptors.SettingOutOfRange.Id, declared.Subject, setting, value, range);
}
