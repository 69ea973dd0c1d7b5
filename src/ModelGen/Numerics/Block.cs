using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.Numerics;

/// <summary>Numbers that follow one another in memory, moved as a whole. A length that is a constant is written out by the JIT where it is short.</summary>
public static class Block
{
    /// <summary>Copies <paramref name="length"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(ref T source, ref T result, int length)
        where T : unmanaged => MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref result, length));

    /// <summary>Sets <paramref name="length"/> numbers to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear<T>(ref T result, int length)
        where T : unmanaged => MemoryMarshal.CreateSpan(ref result, length).Clear();
}
