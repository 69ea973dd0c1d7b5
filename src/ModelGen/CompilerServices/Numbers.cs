using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.CompilerServices;

/// <summary>Numbers by reference, as passes take them once their length has been checked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Numbers
{
    /// <summary>The first of a span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First<T>(ReadOnlySpan<T> numbers) => ref MemoryMarshal.GetReference(numbers);

    /// <inheritdoc cref="First{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First<T>(Span<T> numbers) => ref MemoryMarshal.GetReference(numbers);

    /// <summary>The one at a place behind another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref T first, nint place) => ref Unsafe.Add(ref first, place);

    /// <summary>Those from that place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Span<T>(ref T first, nint place, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, place), length);
}
