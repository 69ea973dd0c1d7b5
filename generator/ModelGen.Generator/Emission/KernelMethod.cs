namespace ModelGen.Generator.Emission;

/// <summary>Prints a method that the JIT compiles once and for good.</summary>
internal static class KernelMethod
{
    /// <summary>The constraint of a method that is generic over its block.</summary>
    public static string IsBlock(string element) => $"where B : struct, IBlock<B, {element}>";

    /// <summary>Of a kernel's method.</summary>
    /// <param name="isPublic">Whether passes call it.</param>
    public static string Access(bool isPublic) => isPublic ? "public" : "private";

    /// <param name="checkOverflow">Whether the project asks for checks of arithmetic, which a kernel does without.</param>
    public static void Write(SourceWriter writer, string signature, SourceWriter body, bool checkOverflow, string? constraint = null)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block(constraint is null ? signature : $"{signature} {constraint}"))
        {
            using (checkOverflow ? writer.Block("unchecked") : null)
            {
                using SourceWriter compact = CompactText.Of(body);
                writer.Lines(compact);
            }
        }
    }
}
