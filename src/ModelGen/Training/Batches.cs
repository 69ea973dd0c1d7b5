using System;
using System.Numerics;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>The batches of each epoch: gathered into one buffer when shuffled, otherwise slices of the data.</summary>
internal sealed class Batches<T, TTarget>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private readonly Examples<T, TTarget> data;
    private readonly int size;
    private readonly int seed;
    private readonly int[] order;
    private readonly T[] inputs;
    private readonly TTarget[] targets;

    public Batches(Examples<T, TTarget> data, int size, bool shuffle, int seed)
    {
        this.data = data;
        this.size = Math.Min(size, data.Count);
        this.seed = seed;
        order = shuffle ? new int[data.Count] : [];
        inputs = shuffle ? new T[this.size * data.InputLength] : [];
        targets = shuffle ? new TTarget[this.size * data.TargetLength] : [];
    }

    /// <summary>The number of batches in an epoch, the last of which may be smaller.</summary>
    public int Count => (data.Count - 1) / size + 1;

    /// <summary>Takes the order of this epoch.</summary>
    public void Begin(int epoch)
    {
        if (order.Length > 0)
        {
            RowOrder.Shuffled(order, seed, epoch);
        }
    }

    /// <summary>The examples of batch 0, 1, 2, …: (inputs, targets), valid until the next call.</summary>
    /// <returns>The number of examples.</returns>
    public int Take(int batch, out ReadOnlySpan<T> batchInputs, out ReadOnlySpan<TTarget> batchTargets)
    {
        int start = batch * size;
        int count = Math.Min(size, data.Count - start);
        if (order.Length == 0)
        {
            batchInputs = data.Inputs.Slice(start * data.InputLength, count * data.InputLength);
            batchTargets = data.Targets.Slice(start * data.TargetLength, count * data.TargetLength);
            return count;
        }

        ReadOnlySpan<int> rows = order.AsSpan(start, count);
        RowOrder.Gather(data.Inputs, data.InputLength, rows, inputs);
        RowOrder.Gather(data.Targets, data.TargetLength, rows, targets);
        batchInputs = inputs.AsSpan(0, count * data.InputLength);
        batchTargets = targets.AsSpan(0, count * data.TargetLength);
        return count;
    }
}
