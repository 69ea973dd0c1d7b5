using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelGen.Numerics;

/// <summary>Numbers that follow one another in memory, moved or added as a whole. A length that is a constant is written out by the JIT where it is short.</summary>
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

    /// <summary>result += source, number by number. The two are apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ref T source, ref T result, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - Vector512<T>.Count; i += Vector512<T>.Count)
            {
                (Vector512.LoadUnsafe(ref result, (nuint)i) + Vector512.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= length - Vector128<T>.Count; i += Vector128<T>.Count)
            {
                (Vector128.LoadUnsafe(ref result, (nuint)i) + Vector128.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref result, i) += Unsafe.Add(ref source, i);
        }
    }

    /// <summary>result += factor · source, number by number, each rounded after the product and after the sum. The two are apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled<T>(T factor, ref T source, ref T result, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - Vector512<T>.Count; i += Vector512<T>.Count)
            {
                (Vector512.LoadUnsafe(ref result, (nuint)i) + factor * Vector512.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= length - Vector128<T>.Count; i += Vector128<T>.Count)
            {
                (Vector128.LoadUnsafe(ref result, (nuint)i) + factor * Vector128.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
            }
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref result, i) += factor * Unsafe.Add(ref source, i);
        }
    }
}
