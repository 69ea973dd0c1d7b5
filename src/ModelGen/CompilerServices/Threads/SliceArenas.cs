using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.CompilerServices;

/// <summary>The slices of a batch: an arena for each, and what came of it.</summary>
internal sealed unsafe class SliceArenas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _arenas;
    private readonly T*[] _starts;
    private readonly int[] _firsts;
    private readonly TrainingSlice<T>[] _slices;
    private readonly T[] _losses;

    public SliceArenas(int threads, ArenaLayout layout)
    {
        Layout = layout;
        Meeting = new(threads);
        _arenas = new T[threads][];
        _starts = new T*[threads];
        _firsts = new int[threads + 1];
        _slices = new TrainingSlice<T>[threads];
        _losses = new T[threads];
        _slices[0] = new(this, 0);
        for (int slice = 1; slice < threads; slice++)
        {
            // The collector never moves an aligned buffer. Pages that no slice writes to, such as those of the optimizer's states, are never there.
            _arenas[slice] = AlignedBuffer.Allocate<T>(layout.Length, out int start);
            _slices[slice] = new(this, slice);
            _starts[slice] = (T*)Unsafe.AsPointer(ref _arenas[slice][start]);
        }
    }

    public ArenaLayout Layout { get; }

    /// <summary>The number of slices of this batch: one a thread, but never an empty one.</summary>
    public int Count { get; private set; }

    /// <summary>A slice's part of a mean over all: their numbers of examples may differ by one, but each computes as if it had an equal share.</summary>
    public T Share { get; private set; }

    /// <summary>What an example counts for in a slice.</summary>
    public T PerExample { get; private set; }

    /// <summary>Where the slices wait for one another.</summary>
    public SliceMeeting Meeting { get; private set; }

    /// <summary>The model's own arena: that of the first slice.</summary>
    public T* Own
    {
        get => _starts[0];
        set => _starts[0] = value;
    }

    /// <summary>The mean of the slices' losses.</summary>
    public T MeanLoss
    {
        get
        {
            T mean = Share * _losses[0];
            for (int slice = 1; slice < Count; slice++)
            {
                mean += Share * _losses[slice];
            }

            return mean;
        }
    }

    /// <summary>Cuts a batch into slices as equal as can be.</summary>
    public void Cut(int examples)
    {
        Count = int.Min(examples, _starts.Length);
        Share = T.One / T.CreateChecked(Count);
        PerExample = T.CreateChecked(Count) / T.CreateChecked(examples);
        if (Meeting.IsLeft)
        {
            Meeting = new(_starts.Length);
        }

        for (int slice = 0; slice < Count; slice++)
        {
            _firsts[slice] = (int)((long)examples * slice / Count);
            _firsts[slice + 1] = (int)((long)examples * (slice + 1) / Count);
        }
    }

    public T* Arena(int slice) => _starts[slice];

    public int FirstOf(int slice) => _firsts[slice];

    public int LengthOf(int slice) => _firsts[slice + 1] - _firsts[slice];

    /// <summary>A slice as the passes see it.</summary>
    public TrainingSlice<T> SliceOf(int slice) => _slices[slice];

    public void SetLoss(int slice, T loss) => _losses[slice] = loss;

    /// <summary>Puts the mean of all slices' values at a place of their arenas in the place of each; returns when it is there.</summary>
    /// <param name="slice">The slice that asks: all have to.</param>
    /// <param name="place">The place of the first value.</param>
    /// <param name="length">How many values there are.</param>
    public void Average(int slice, nint place, int length)
    {
        Meeting.Meet(slice, Count);
        if (slice > 0 || Count == 1)
        {
            return;
        }

        ref T mean = ref Own[place];
        T share = Share;
        for (int other = 1; other < Count; other++)
        {
            WeightedSum.Add(share, ref mean, Share, ref Arena(other)[place], length);
            share = T.One;
        }

        for (int other = 1; other < Count; other++)
        {
            new ReadOnlySpan<T>(Own + place, length).CopyTo(new Span<T>(Arena(other) + place, length));
        }

        Meeting.Part(Count);
    }
}
