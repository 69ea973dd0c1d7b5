using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.CompilerServices;

/// <summary>Sums of gradients. Products and sums are rounded one by one, so that vectors of every width and single numbers give the same bits.</summary>
internal static class WeightedSum
{
    /// <summary>sum = share · sum + otherShare · other</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(T share, ref T sum, T otherShare, ref T other, nint count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            (share * Vector.LoadUnsafe(ref sum, (nuint)i) + otherShare * Vector.LoadUnsafe(ref other, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref sum, i) = share * Unsafe.Add(ref sum, i) + otherShare * Unsafe.Add(ref other, i);
        }
    }

    /// <summary>result = share · source; the two may be the same memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale<T>(T share, ref T source, ref T result, nint count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            (share * Vector.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref result, i) = share * Unsafe.Add(ref source, i);
        }
    }
}
