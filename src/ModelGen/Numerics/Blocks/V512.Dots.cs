using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Four = ModelGen.Numerics.V128;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<float>;

namespace ModelGen.Numerics;

// For 512 bits and floats; the build writes the same text for the others (Blocks.targets).
public partial struct V512 : IDotBlock<V512, Four, float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Product(V512 x, ref float at, nint index)
    {
        x._0 *= Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V512 x, V512 y)
    {
        _0 = Simd.MultiplyAddEstimate(x._0, y._0, _0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V512 x, ref float at, nint index)
    {
        _0 = Simd.MultiplyAddEstimate(x._0, Simd.LoadUnsafe(ref Unsafe.Add(ref at, index)), _0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 MarkLast(nint count)
    {
        V512 r;
        r._0 = Simd.GreaterThanOrEqual(Vector.Indices, Simd.Create((float)(Vector.Count - count)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Sums(V512 a, V512 b, V512 c, V512 d) => FourSums.Of(a._0, b._0, c._0, d._0);
}
