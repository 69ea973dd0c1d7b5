namespace ModelGen.Files;

/// <summary>A tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">Its name: <c>dense1.weight</c>.</param>
/// <param name="Type">The type of its numbers: F64, F32, F16, BF16, I64, …</param>
/// <param name="Shape">Its extents, outermost first; empty for a single number.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
public sealed record SafetensorsTensor(string Name, string Type, ValueArray<long> Shape, long Begin, long End)
{
    /// <summary>The bits of one number of a type; 0 for a type that the format does not know.</summary>
    internal static int BitsOf(string type) => type switch
    {
        "F64" or "I64" or "U64" or "C64" => 64,
        "F32" or "I32" or "U32" => 32,
        "F16" or "BF16" or "I16" or "U16" => 16,
        "BOOL" or "I8" or "U8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "F6_E2M3" or "F6_E3M2" => 6,
        "F4" => 4,
        _ => 0,
    };

    /// <summary>F32 (10, 128), as errors name it.</summary>
    internal string Description => $"{Type} {Shape}";
}
