using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>
/// Where a block of columns stands to the borders of an image, as a type, so that the JIT knows it: <c>LoadFrom1</c> is of what reaches one
/// column beyond the first border, <c>LoadTo2</c> of what reaches two beyond the last. Far from the borders both are a plain load.
/// </summary>
/// <remarks>A method for each reach instead of an argument: what branches does not stay in registers, even if the JIT knows the way.</remarks>
/// <typeparam name="B">The columns.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IEdges<B, T>
    where B : struct, IColumns<B, T>
    where T : unmanaged
{
    /// <summary>The columns from <paramref name="index"/> on; 0 for those outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual B LoadFrom1(ref T at, nint index, nint step) => B.LoadColumns(ref at, index, step);

    /// <summary>The columns from <paramref name="index"/> on; 0 for those outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual B LoadFrom2(ref T at, nint index, nint step) => B.LoadColumns(ref at, index, step);

    /// <summary>The columns from <paramref name="index"/> on; 0 for those outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual B LoadFrom3(ref T at, nint index, nint step) => B.LoadColumns(ref at, index, step);

    /// <summary>The columns from <paramref name="index"/> on; 0 for those outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual B LoadTo1(ref T at, nint index, nint step) => B.LoadColumns(ref at, index, step);

    /// <summary>The columns from <paramref name="index"/> on; 0 for those outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual B LoadTo2(ref T at, nint index, nint step) => B.LoadColumns(ref at, index, step);

    /// <summary>The columns from <paramref name="index"/> on; 0 for those outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual B LoadTo3(ref T at, nint index, nint step) => B.LoadColumns(ref at, index, step);

    /// <summary>sum += w · x in the columns that are not outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void AccumulateFrom1(ref B sum, ref T w, B x) => sum.Accumulate(ref w, x);

    /// <summary>sum += w · x in the columns that are not outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void AccumulateFrom2(ref B sum, ref T w, B x) => sum.Accumulate(ref w, x);

    /// <summary>sum += w · x in the columns that are not outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void AccumulateFrom3(ref B sum, ref T w, B x) => sum.Accumulate(ref w, x);

    /// <summary>sum += w · x in the columns that are not outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void AccumulateTo1(ref B sum, ref T w, B x) => sum.Accumulate(ref w, x);

    /// <summary>sum += w · x in the columns that are not outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void AccumulateTo2(ref B sum, ref T w, B x) => sum.Accumulate(ref w, x);

    /// <summary>sum += w · x in the columns that are not outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void AccumulateTo3(ref B sum, ref T w, B x) => sum.Accumulate(ref w, x);
}

/// <summary>Far from both borders.</summary>
/// <typeparam name="B">The columns.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct Inside<B, T> : IEdges<B, T>
    where B : struct, IColumns<B, T>
    where T : unmanaged
{
}

/// <summary>At the first border, far from the last.</summary>
/// <typeparam name="B">The columns.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct AtFirst<B, T> : IEdges<B, T>
    where B : struct, IColumns<B, T>
    where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom1(ref T at, nint index, nint step) => B.LoadFrom1(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom2(ref T at, nint index, nint step) => B.LoadFrom2(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom3(ref T at, nint index, nint step) => B.LoadFrom3(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateFrom1(ref B sum, ref T w, B x) => sum.AccumulateFrom1(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateFrom2(ref B sum, ref T w, B x) => sum.AccumulateFrom2(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateFrom3(ref B sum, ref T w, B x) => sum.AccumulateFrom3(ref w, x);
}

/// <summary>At the last border, far from the first.</summary>
/// <typeparam name="B">The columns.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct AtLast<B, T> : IEdges<B, T>
    where B : struct, IColumns<B, T>
    where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo1(ref T at, nint index, nint step) => B.LoadTo1(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo2(ref T at, nint index, nint step) => B.LoadTo2(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo3(ref T at, nint index, nint step) => B.LoadTo3(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateTo1(ref B sum, ref T w, B x) => sum.AccumulateTo1(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateTo2(ref B sum, ref T w, B x) => sum.AccumulateTo2(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateTo3(ref B sum, ref T w, B x) => sum.AccumulateTo3(ref w, x);
}

/// <summary>From border to border.</summary>
/// <typeparam name="B">The columns.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public readonly struct AtBoth<B, T> : IEdges<B, T>
    where B : struct, IColumns<B, T>
    where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom1(ref T at, nint index, nint step) => B.LoadFrom1(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom2(ref T at, nint index, nint step) => B.LoadFrom2(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom3(ref T at, nint index, nint step) => B.LoadFrom3(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo1(ref T at, nint index, nint step) => B.LoadTo1(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo2(ref T at, nint index, nint step) => B.LoadTo2(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo3(ref T at, nint index, nint step) => B.LoadTo3(ref at, index, step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateFrom1(ref B sum, ref T w, B x) => sum.AccumulateFrom1(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateFrom2(ref B sum, ref T w, B x) => sum.AccumulateFrom2(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateFrom3(ref B sum, ref T w, B x) => sum.AccumulateFrom3(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateTo1(ref B sum, ref T w, B x) => sum.AccumulateTo1(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateTo2(ref B sum, ref T w, B x) => sum.AccumulateTo2(ref w, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AccumulateTo3(ref B sum, ref T w, B x) => sum.AccumulateTo3(ref w, x);
}

/// <summary>So many columns after the first border, so many before the last: where a border reaches beyond a block.</summary>
/// <typeparam name="B">The columns.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TBefore">The columns before.</typeparam>
/// <typeparam name="TAfter">The columns after.</typeparam>
public readonly struct Edges<B, T, TBefore, TAfter> : IEdges<B, T>
    where B : struct, IColumns<B, T>
    where T : unmanaged
    where TBefore : struct, IOverlap
    where TAfter : struct, IOverlap
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom1(ref T at, nint index, nint step) => B.LoadInside(ref at, index, step, 1 - TBefore.Count, 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom2(ref T at, nint index, nint step) => B.LoadInside(ref at, index, step, 2 - TBefore.Count, 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadFrom3(ref T at, nint index, nint step) => B.LoadInside(ref at, index, step, 3 - TBefore.Count, 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo1(ref T at, nint index, nint step) => B.LoadInside(ref at, index, step, 0, 1 - TAfter.Count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo2(ref T at, nint index, nint step) => B.LoadInside(ref at, index, step, 0, 2 - TAfter.Count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static B LoadTo3(ref T at, nint index, nint step) => B.LoadInside(ref at, index, step, 0, 3 - TAfter.Count);

    /// <inheritdoc/>
    public static void AccumulateFrom1(ref B sum, ref T w, B x) => AccumulateFrom(ref sum, ref w, x, 1 - TBefore.Count);

    /// <inheritdoc/>
    public static void AccumulateFrom2(ref B sum, ref T w, B x) => AccumulateFrom(ref sum, ref w, x, 2 - TBefore.Count);

    /// <inheritdoc/>
    public static void AccumulateFrom3(ref B sum, ref T w, B x) => AccumulateFrom(ref sum, ref w, x, 3 - TBefore.Count);

    /// <inheritdoc/>
    public static void AccumulateTo1(ref B sum, ref T w, B x) => AccumulateTo(ref sum, ref w, x, 1 - TAfter.Count);

    /// <inheritdoc/>
    public static void AccumulateTo2(ref B sum, ref T w, B x) => AccumulateTo(ref sum, ref w, x, 2 - TAfter.Count);

    /// <inheritdoc/>
    public static void AccumulateTo3(ref B sum, ref T w, B x) => AccumulateTo(ref sum, ref w, x, 3 - TAfter.Count);

    private static void AccumulateFrom(ref B sum, ref T w, B x, int outside)
    {
        switch (outside)
        {
            case <= 0:
                sum.Accumulate(ref w, x);
                break;
            case 1:
                sum.AccumulateFrom1(ref w, x);
                break;
            case 2:
                sum.AccumulateFrom2(ref w, x);
                break;
            default:
                sum.AccumulateFrom3(ref w, x);
                break;
        }
    }

    private static void AccumulateTo(ref B sum, ref T w, B x, int outside)
    {
        switch (outside)
        {
            case <= 0:
                sum.Accumulate(ref w, x);
                break;
            case 1:
                sum.AccumulateTo1(ref w, x);
                break;
            case 2:
                sum.AccumulateTo2(ref w, x);
                break;
            default:
                sum.AccumulateTo3(ref w, x);
                break;
        }
    }
}
