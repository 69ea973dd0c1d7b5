using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>What a causal window of a stream sees: the rows of this step and of some before, a dilation apart.</summary>
public static class DelayLine
{
    /// <summary>Fills the window, and puts this step's row in the place of the oldest.</summary>
    /// <param name="row">This step's row.</param>
    /// <param name="past">A ring of (taps − 1) · dilation rows, and behind it the place of the oldest.</param>
    /// <param name="window">Where taps rows go, the oldest first.</param>
    /// <param name="taps">The rows that the window sees, 2 or more.</param>
    /// <param name="dilation">The steps from one to the next.</param>
    /// <param name="features">The numbers of a row.</param>
    public static void Next<T>(ref T row, ref T past, ref T window, int taps, int dilation, int features)
        where T : unmanaged, INumber<T>
    {
        int rows = (taps - 1) * dilation;
        ref T place = ref Unsafe.Add(ref past, rows * features);

        // A state may be written by anybody: what is no place in the ring is its first.
        int oldest = int.CreateSaturating(place);
        oldest = (uint)oldest < (uint)rows ? oldest : 0;
        for (int tap = 0, at = oldest; tap < taps - 1; tap++)
        {
            Block.Copy(ref Unsafe.Add(ref past, at * features), ref Unsafe.Add(ref window, tap * features), features);
            at += dilation;
            at = at < rows ? at : at - rows;
        }

        Block.Copy(ref row, ref Unsafe.Add(ref window, (taps - 1) * features), features);
        Block.Copy(ref row, ref Unsafe.Add(ref past, oldest * features), features);
        place = T.CreateTruncating(oldest + 1 < rows ? oldest + 1 : 0);
    }
}
