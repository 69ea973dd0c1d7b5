using ModelGen.Generator.Common;

namespace ModelGen.Generator.Diagnostics;

/// <summary>A fault in a declaration, found without looking at C#.</summary>
/// <param name="Id">The diagnostic's id, <c>MG0001</c>….</param>
/// <param name="Attribute">The index of the attribute at fault in <see cref="Declarations.ModelSpec.Attributes"/>, or −1 for the class itself.</param>
/// <param name="Arguments">What fills the message's holes.</param>
/// <param name="Related">The index of another attribute, where a code fix has its work to do, or −1.</param>
internal sealed record Problem(string Id, int Attribute, EquatableArray<string> Arguments, int Related = -1);
