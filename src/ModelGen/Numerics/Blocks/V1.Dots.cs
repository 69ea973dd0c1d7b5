using System.Runtime.CompilerServices;
using Four = ModelGen.Numerics.V128;

namespace ModelGen.Numerics;

// For floats; the build writes the same text for doubles (Blocks.targets).
public partial struct V1 : IDotBlock<V1, Four, float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Product(V1 x, ref float at, nint index)
    {
        x._x *= Unsafe.Add(ref at, index);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V1 x, V1 y)
    {
        _x += x._x * y._x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V1 x, ref float at, nint index)
    {
        _x += x._x * Unsafe.Add(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MarkLast(nint count) => MarkFirst(count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Sums(V1 a, V1 b, V1 c, V1 d) => FourSums.Of(a._x, b._x, c._x, d._x);
}
