using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Vectors;

/// <summary>A kind of machine that every kernel is written for; the JIT keeps the widest that it has and drops the others.</summary>
/// <param name="Bits">The widest vector.</param>
/// <param name="Registers">How many of them there are; a tile that needs more spills.</param>
internal sealed record VectorWidth(int Bits, int Registers)
{
    /// <summary>Widest first, as the generated dispatch asks for them.</summary>
    public static IReadOnlyList<VectorWidth> All { get; } = [new(512, 32), new(256, 16), new(128, 16), new(0, 16)];

    public bool IsScalar => Bits == 0;

    /// <summary>What the kernel's name ends with.</summary>
    public string Suffix => IsScalar ? "Scalar" : $"V{Bits}";

    public VectorType Type(Precision precision) => new(Bits, precision);
}
