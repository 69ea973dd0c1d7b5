namespace ModelGen.Generator.Declarations;

/// <summary>What the user's compilation demands of the generated code.</summary>
/// <param name="CheckOverflow">Whether integer arithmetic is checked by default.</param>
/// <param name="LibraryAlias">The extern alias under which the library is referenced; null if it is referenced without one.</param>
/// <param name="HasOwnNativeInteger">Whether something of the user's is called <c>nint</c> or <c>nuint</c>, so that the word does not mean the type.</param>
/// <param name="ChecksCompliance">Whether the compiler holds the class to the rules of the CLS, which the library's spans and attributes do not keep.</param>
/// <param name="HasObsoleteBase">Whether the base class or its constructor without parameters is obsolete, which C# says where it is called.</param>
internal sealed record TargetOptions(bool CheckOverflow, string? LibraryAlias = null, bool HasOwnNativeInteger = false, bool ChecksCompliance = false, bool HasObsoleteBase = false);
