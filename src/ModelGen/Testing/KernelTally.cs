using System;
using System.Numerics;

namespace ModelGen.Testing;

/// <summary>Compares tensors, and keeps the number that is furthest off.</summary>
internal sealed class KernelTally<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private long _compared;

    public KernelCheck Worst { get; private set; } = new("nothing", 0, 0, 0, 0, 0);

    /// <summary>Compares a tensor, of which each number may be off by what is <paramref name="allowed"/> for it.</summary>
    public void Compare(string what, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, Func<int, double> allowed)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double wanted = double.CreateTruncating(expected[i]), got = double.CreateTruncating(actual[i]);
            double error = wanted.Equals(got) ? 0 : Math.Abs(wanted - got) / allowed(i);
            _compared++;

            // Where numbers overflow, nothing is to be said of what rounding makes of them.
            if (double.IsFinite(wanted) && !(error <= Worst.Error))
            {
                Worst = new KernelCheck(what, i, wanted, got, double.IsNaN(error) ? double.PositiveInfinity : error, 0);
            }
        }

        Worst = Worst with { Compared = _compared };
    }
}
