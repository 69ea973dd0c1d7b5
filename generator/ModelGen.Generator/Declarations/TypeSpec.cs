using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>The user's class, and what must be written around the generated part of it.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Containers">The types it is nested in, outermost first, as partial declarations: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Declaration">Itself as a partial declaration, without modifiers that one part may leave to the other: <c>partial class Net</c>.</param>
/// <param name="Name">Its name as code writes it (<c>@class</c> for a keyword).</param>
/// <param name="HintName">A file name for its generated sources, unique in the compilation: <c>Games.Outer.Net</c>.</param>
/// <param name="Faults">What makes it unfit to be a model.</param>
internal sealed record TypeSpec(
    string Namespace,
    EquatableArray<string> Containers,
    string Declaration,
    string Name,
    string HintName,
    EquatableArray<TypeFault> Faults);

/// <summary>Something about the class that makes it unfit to be a model.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Detail">The name it concerns: the containing type that is not partial, the member that clashes.</param>
internal sealed record TypeFault(TypeFaultKind Kind, string Detail);

internal enum TypeFaultKind
{
    NotPartial,
    ContainerNotPartial,
    NotAClass,
    FileLocal,
    MemberClash,
    LanguageVersion,
    RequiredMember,
    BaseConstructor,
    NameOfMember,
    HidesName,
    LonelyConstructor,
    DerivesFromModel,
}
