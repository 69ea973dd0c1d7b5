using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>
/// What the user declared: the class and its ModelGen attributes in source order, [Model] included.
/// </summary>
/// <remarks>
/// Every keystroke compares two of these, and an equal one costs no generation. So it holds strings, numbers and enums only: no
/// symbol, syntax node, compilation or location, nothing that can be derived from the rest, and nothing that the generated code does not depend on.
/// </remarks>
internal sealed record ModelSpec(TypeSpec Type, EquatableArray<AttributeSpec> Attributes, TargetOptions Target)
{
    /// <summary>Whether C# understands every attribute; somebody may be typing one.</summary>
    public bool IsFinished => Attributes.All(a => a.IsFinished);
}
