using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelGen.Numerics;

/// <summary>Whether a range of any length has room for a vector more, and the machine has such vectors: what kernels ask that take the widest first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Room
{
    /// <summary>For 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool For512<T>(nint i, nint length) => Vector512.IsHardwareAccelerated && i <= length - Vector512<T>.Count;

    /// <summary>For 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool For256<T>(nint i, nint length) => Vector256.IsHardwareAccelerated && i <= length - Vector256<T>.Count;

    /// <summary>For 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool For128<T>(nint i, nint length) => Vector128.IsHardwareAccelerated && i <= length - Vector128<T>.Count;
}
