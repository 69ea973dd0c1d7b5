using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.CompilerServices;

/// <summary>Where the tensors of equal layers are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReferenceMemory
{
    /// <summary>What lies <paramref name="distance"/> numbers behind <paramref name="tensor"/>, a part of <paramref name="memory"/>, and is as long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the memory.</exception>
    public static Span<T> Further<T>(this Span<T> memory, Span<T> tensor, int distance)
    {
        nint start = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(memory), ref MemoryMarshal.GetReference(tensor)) / Unsafe.SizeOf<T>();
        return memory.Slice((int)start + distance, tensor.Length);
    }
}
