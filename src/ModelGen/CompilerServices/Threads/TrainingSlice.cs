using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.CompilerServices;

/// <summary>A slice of a batch that several threads share, as the passes of a model see it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class TrainingSlice<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SliceArenas<T> _arenas;
    private readonly int _number;

    internal TrainingSlice(SliceArenas<T> arenas, int number)
    {
        _arenas = arenas;
        _number = number;
    }

    /// <summary>Waits for the other slices, and puts the mean of all their values in the place of each.</summary>
    /// <param name="values">The first of this slice's values; they stand at the same place in the arena of each.</param>
    /// <param name="length">How many values there are.</param>
    public void Average(ref T values, int length) => _arenas.Average(_number, (nint)((T*)Unsafe.AsPointer(ref values) - _arenas.Arena(_number)), length);
}
