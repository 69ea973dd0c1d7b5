using System;
using System.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>A range of the parameters for each thread: the slices' gradients become the batch's, and these an update.</summary>
internal sealed unsafe class UpdateJob<TPasses, T>(SliceArenas<T> arenas, UpdateRanges ranges) : TeamJob
    where TPasses : IUpdatePass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // So few that the gradients are still in the first cache when the update reads them.
    private const int Portion = 2048;

    private T* _parameters;
    private T* _numbers;
    private int _count;
    private bool _combines;
    private bool _updates;

    public void Set(T* parameters, T* numbers, int count, bool combines, bool updates)
    {
        _parameters = parameters;
        _numbers = numbers;
        _count = count;
        _combines = combines;
        _updates = updates;
    }

    public override void Run(int member)
    {
        int end = ranges.FirstOf(member + 1);
        for (int first = ranges.FirstOf(member); first < end; first += Portion)
        {
            int last = int.Min(end, first + Portion);
            if (_combines)
            {
                Combine(first, last - first);
            }

            if (_updates)
            {
                TPasses.UpdateRange(ref *_parameters, ref *arenas.Own, new ReadOnlySpan<T>(_numbers, _count), first, last);
            }
        }
    }

    private void Combine(int first, int count)
    {
        ref T sum = ref arenas.Own[first];
        T share = arenas.Share;
        for (int slice = 1; slice < arenas.Count; slice++)
        {
            WeightedSum.Add(share, ref sum, arenas.Share, ref arenas.Arena(slice)[first], count);
            share = T.One;
        }
    }
}

/// <summary>The parameters cut into a range for each thread, at multiples of a cache line.</summary>
internal sealed class UpdateRanges(int threads, int parameters)
{
    private const int Grain = 16;

    /// <summary>The first parameter of a thread's range, and the end of the one before.</summary>
    public int FirstOf(int thread) =>
        thread == threads ? parameters : (int)((long)parameters / Grain * thread / threads) * Grain;
}
