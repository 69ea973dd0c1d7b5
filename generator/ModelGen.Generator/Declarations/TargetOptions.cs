namespace ModelGen.Generator.Declarations;

/// <summary>What the user's compilation demands of the generated code.</summary>
/// <param name="CheckOverflow">Whether integer arithmetic is checked by default.</param>
internal sealed record TargetOptions(bool CheckOverflow);
