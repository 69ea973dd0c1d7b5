using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with the settings of an attribute.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor SettingOutOfRange = new(
        "MG0016",
        "A setting is out of range",
        "{0}: {1} is {2} but must be {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0016.md");

    public static readonly DiagnosticDescriptor SettingNeedsAnother = new(
        "MG0017",
        "A setting needs another",
        "{0}: {1} needs {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0017.md");

    public static readonly DiagnosticDescriptor SettingIgnored = new(
        "MG0018",
        "A setting has no effect",
        "{0}: {1} has no effect {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0018.md");
}
