using System;
using System.Numerics;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>The batches of each epoch: gathered into one buffer when shuffled, otherwise slices of the data.</summary>
internal sealed class Batches<T, TTarget>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private readonly Examples<T, TTarget> _data;
    private readonly int _size;
    private readonly int _seed;
    private readonly int[] _order;
    private readonly T[] _inputs;
    private readonly TTarget[] _targets;

    public Batches(Examples<T, TTarget> data, int size, bool shuffle, int seed)
    {
        _data = data;
        _size = Math.Min(size, data.Count);
        _seed = seed;
        _order = shuffle ? new int[data.Count] : [];
        _inputs = shuffle ? new T[_size * data.InputLength] : [];
        _targets = shuffle ? new TTarget[_size * data.TargetLength] : [];
    }

    /// <summary>The number of batches in an epoch, the last of which may be smaller.</summary>
    public int Count => (_data.Count - 1) / _size + 1;

    /// <summary>Takes the order of this epoch.</summary>
    public void Begin(int epoch)
    {
        if (_order.Length > 0)
        {
            RowOrder.Shuffled(_order, _seed, epoch);
        }
    }

    /// <summary>The examples of batch 0, 1, 2, …: (inputs, targets), valid until the next call.</summary>
    /// <returns>The number of examples.</returns>
    public int Take(int batch, out ReadOnlySpan<T> batchInputs, out ReadOnlySpan<TTarget> batchTargets)
    {
        int start = batch * _size;
        int count = Math.Min(_size, _data.Count - start);
        if (_order.Length == 0)
        {
            batchInputs = _data.Inputs.Slice(start * _data.InputLength, count * _data.InputLength);
            batchTargets = _data.Targets.Slice(start * _data.TargetLength, count * _data.TargetLength);
            return count;
        }

        ReadOnlySpan<int> rows = _order.AsSpan(start, count);
        RowOrder.Gather(_data.Inputs, _data.InputLength, rows, _inputs);
        RowOrder.Gather(_data.Targets, _data.TargetLength, rows, _targets);
        batchInputs = _inputs.AsSpan(0, count * _data.InputLength);
        batchTargets = _targets.AsSpan(0, count * _data.TargetLength);
        return count;
    }
}
