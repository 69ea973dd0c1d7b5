using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.CompilerServices;

/// <summary>The slices of a batch: an arena for each, and what came of it.</summary>
internal sealed unsafe class SliceArenas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A slice of one example would be its own mean.
    private const int LeastForStatistics = 8;

    private readonly T[][] _arenas;
    private readonly T*[] _starts;
    private readonly int[] _firsts;
    private readonly T[] _shares;
    private readonly T[] _losses;

    public SliceArenas(int threads, ArenaLayout layout)
    {
        Layout = layout;
        _arenas = new T[threads][];
        _starts = new T*[threads];
        _firsts = new int[threads + 1];
        _shares = new T[threads];
        _losses = new T[threads];
        for (int slice = 1; slice < threads; slice++)
        {
            // The collector never moves an aligned buffer. Pages that no slice writes to, such as those of the optimizer's states, are never there.
            _arenas[slice] = AlignedBuffer.Allocate<T>(layout.Length, out int start);
            _starts[slice] = (T*)Unsafe.AsPointer(ref _arenas[slice][start]);
        }
    }

    public ArenaLayout Layout { get; }

    /// <summary>The number of slices of this batch: one a thread, but never an empty one, nor one with too few examples for statistics.</summary>
    public int Count { get; private set; }

    /// <summary>The model's own arena: that of the first slice.</summary>
    public T* Own
    {
        get => _starts[0];
        set => _starts[0] = value;
    }

    /// <summary>The weighted mean of the slices' mean losses.</summary>
    public T MeanLoss
    {
        get
        {
            T mean = _shares[0] * _losses[0];
            for (int slice = 1; slice < Count; slice++)
            {
                mean += _shares[slice] * _losses[slice];
            }

            return mean;
        }
    }

    /// <summary>Cuts a batch into slices as equal as can be.</summary>
    public void Cut(int examples)
    {
        int least = Layout.MeansLength > 0 ? LeastForStatistics : 1;
        Count = int.Clamp(examples / least, 1, _starts.Length);
        for (int slice = 0; slice < Count; slice++)
        {
            _firsts[slice] = (int)((long)examples * slice / Count);
            _firsts[slice + 1] = (int)((long)examples * (slice + 1) / Count);
            _shares[slice] = T.CreateChecked(LengthOf(slice)) / T.CreateChecked(examples);
        }
    }

    public T* Arena(int slice) => _starts[slice];

    public int FirstOf(int slice) => _firsts[slice];

    public int LengthOf(int slice) => _firsts[slice + 1] - _firsts[slice];

    /// <summary>The slice's part of all examples.</summary>
    public T ShareOf(int slice) => _shares[slice];

    public void SetLoss(int slice, T loss) => _losses[slice] = loss;

    /// <summary>Makes of the slices' means and variances those of the batch, in the model's own arena.</summary>
    /// <remarks>
    /// The variance of the batch is the mean of the slices' variances and of the squared distances of their means from its own (Chan, Golub and LeVeque, 1979);
    /// slice joins slice, in order.
    /// </remarks>
    public void CombineStatistics()
    {
        T share = ShareOf(0);
        for (int slice = 1; slice < Count; slice++)
        {
            T both = share + ShareOf(slice), other = ShareOf(slice) / both, own = share / both;
            for (int i = 0; i < Layout.MeansLength; i++)
            {
                ref T mean = ref Own[Layout.Means + i], variance = ref Own[Layout.Means + Layout.MeansLength + i];
                T difference = Arena(slice)[Layout.Means + i] - mean;
                variance = own * variance + other * Arena(slice)[Layout.Means + Layout.MeansLength + i] + own * other * (difference * difference);
                mean += other * difference;
            }

            share = both;
        }
    }
}
