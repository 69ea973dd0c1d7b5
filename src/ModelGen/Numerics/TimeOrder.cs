using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>
/// Sequences in the order of time: all examples of a time lie together, [times][examples][features], where elsewhere all times of an example do,
/// [examples][times][features].
/// </summary>
public static class TimeOrder
{
    /// <summary>Copies sequences into the order of time. The two are apart.</summary>
    /// <param name="sequences">Batch × times × features numbers.</param>
    /// <param name="byTime">As many.</param>
    /// <param name="times">The times of a sequence.</param>
    /// <param name="features">The numbers of an example at one time.</param>
    /// <param name="batch">The number of examples.</param>
    /// <param name="isReversed">Whether the last time comes first.</param>
    public static void ByTime<T>(ref T sequences, ref T byTime, int times, int features, nint batch, bool isReversed = false)
        where T : unmanaged
    {
        for (nint b = 0; b < batch; b++)
        {
            for (nint t = 0; t < times; t++)
            {
                nint from = isReversed ? times - 1 - t : t;
                Block.Copy(ref Unsafe.Add(ref sequences, ((b * times) + from) * features), ref Unsafe.Add(ref byTime, ((t * batch) + b) * features), features);
            }
        }
    }

    /// <summary>Copies what lies in the order of time back into sequences. The two are apart.</summary>
    /// <inheritdoc cref="ByTime"/>
    public static void ByExample<T>(ref T byTime, ref T sequences, int times, int features, nint batch, bool isReversed = false)
        where T : unmanaged
    {
        for (nint b = 0; b < batch; b++)
        {
            for (nint t = 0; t < times; t++)
            {
                nint to = isReversed ? times - 1 - t : t;
                Block.Copy(ref Unsafe.Add(ref byTime, ((t * batch) + b) * features), ref Unsafe.Add(ref sequences, ((b * times) + to) * features), features);
            }
        }
    }
}
