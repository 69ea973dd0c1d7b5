using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>Rows of a table by the indices among a model's inputs.</summary>
/// <remarks>
/// The generated members check indices at the door; but a caller's other thread may write to the inputs meanwhile, and a row outside the table is
/// memory of others. So kernels look once more, at no measurable cost.
/// </remarks>
public static class RowIndex
{
    /// <summary>The row that <paramref name="index"/> names, of <paramref name="count"/> rows.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Of(float index, int count) => Checked((int)index, count);

    /// <inheritdoc cref="Of(float, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Of(double index, int count) => Checked((int)index, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Checked(int row, int count)
    {
        if ((uint)row >= (uint)count)
        {
            Throw(row, count);
        }

        return row;
    }

    [DoesNotReturn]
    private static void Throw(int row, int count) =>
        throw new IndexOutOfRangeException($"The inputs changed while they were used: index {row} is outside the {count} rows of a table.");
}
