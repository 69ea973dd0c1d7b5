using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

// One number of one column; the build writes the same text for doubles (Blocks.targets).
public partial struct V1 : IColumns<V1, float>
{
    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadColumns(ref float at, nint index, nint step)
    {
        return Load(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadFrom1(ref float at, nint index, nint step)
    {
        return Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadFrom2(ref float at, nint index, nint step)
    {
        return Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadFrom3(ref float at, nint index, nint step)
    {
        return Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadTo1(ref float at, nint index, nint step)
    {
        return Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadTo2(ref float at, nint index, nint step)
    {
        return Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadTo3(ref float at, nint index, nint step)
    {
        return Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadInside(ref float at, nint index, nint step, int before, int after)
    {
        return before > 0 || after > 0 ? Zero : Load(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateFrom1(ref float w, V1 x)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateFrom2(ref float w, V1 x)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateFrom3(ref float w, V1 x)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateTo1(ref float w, V1 x)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateTo2(ref float w, V1 x)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateTo3(ref float w, V1 x)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadForAll(ref float at, nint index)
    {
        return Load(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 BroadcastColumns(ref float at, nint index, nint step)
    {
        return Load(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreColumns(ref float at, nint index, nint step)
    {
        Store(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFirstLanes(ref float at, nint index, nint step)
    {
        Store(ref at, index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateLanes(ref float w, V1 x)
    {
        _x += w * x._x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SumOfLanes(V1 x)
    {
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNaN(V1 x)
    {
        return float.IsNaN(x._x);
    }
}
