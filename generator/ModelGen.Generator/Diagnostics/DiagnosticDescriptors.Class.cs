using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with the class that is to become a model.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "MG0001",
        "A model must be partial",
        "Class '{0}' has [Model] but is not partial, so nothing can be added to it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0001.md");

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        "MG0002",
        "A type that contains a model must be partial",
        "Type '{1}' contains the model '{0}' but is not partial, so nothing can be added to '{0}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0002.md");

    public static readonly DiagnosticDescriptor NotAClass = new(
        "MG0003",
        "A model must be a class",
        "'{0}' has [Model] but is {1}; a model must be an ordinary class",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0003.md");

    public static readonly DiagnosticDescriptor FileLocal = new(
        "MG0004",
        "A model must not be file-local",
        "Model '{0}' is file-local or in a file-local type, where generated files cannot add to it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0004.md");

    public static readonly DiagnosticDescriptor MemberClash = new(
        "MG0005",
        "A member stands where the generator adds one",
        "Member '{1}' of model '{0}' leaves no room for a generated one; rename or remove it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0005.md");

    public static readonly DiagnosticDescriptor LanguageVersion = new(
        "MG0006",
        "The language version is too old",
        "Model '{0}' is compiled as C# {1} but generated code needs C# 12 or later; set LangVersion in the project",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0006.md");

    public static readonly DiagnosticDescriptor NotAModel = new(
        "MG0007",
        "A ModelGen attribute on a class without [Model]",
        "'{0}' has [{1}] but not [Model], so no code is generated for it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0007.md");

    public static readonly DiagnosticDescriptor RequiredMember = new(
        "MG0027",
        "A model has a required member",
        "Member '{1}' of model '{0}' is required, but a model is also made where nobody can set it: from a seed alone, and when it is loaded",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0027.md");

    public static readonly DiagnosticDescriptor BaseConstructor = new(
        "MG0028",
        "A base class cannot be constructed",
        "Model '{0}' derives from '{1}', which has no constructor without parameters for the generated constructor to call",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0028.md");

    public static readonly DiagnosticDescriptor NameOfMember = new(
        "MG0029",
        "A name that a generated member has",
        "'{1}' is the name of a member that model '{0}' gets, so neither the class nor a type parameter can be called that",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0029.md");

    public static readonly DiagnosticDescriptor HidesName = new(
        "MG0030",
        "A type hides a name that generated code needs",
        "A type of this project is called '{1}', which hides what the code for model '{0}' means by it; rename the type",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0030.md");

    public static readonly DiagnosticDescriptor LonelyConstructor = new(
        "MG0031",
        "A constructor that leaves out the generated one",
        "Constructor '{1}' of model '{0}' calls no other constructor of its class, so nothing makes the parameters; let it begin with ': this(seed)'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0031.md");

    public static readonly DiagnosticDescriptor DerivesFromModel = new(
        "MG0032",
        "A model derives from a model",
        "Model '{0}' derives from '{1}', which is a model itself: each has a network and members of its own, so hold the other in a field instead",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0032.md");
}
