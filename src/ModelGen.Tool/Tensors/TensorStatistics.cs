using System;
using ModelGen.Files;

namespace ModelGen.Tool.Tensors;

/// <summary>A tensor at a glance. Smallest, largest, mean and standard deviation are those of its finite numbers; null where there are none.</summary>
/// <param name="Count">How many numbers it has.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Std">Their standard deviation: √(Σ (x − mean)² / n).</param>
/// <param name="NotANumber">How many are not numbers.</param>
/// <param name="Infinite">How many are infinite.</param>
internal sealed record TensorStatistics(long Count, double? Min, double? Max, double? Mean, double? Std, long NotANumber, long Infinite)
{
    /// <summary>Reads a tensor of <paramref name="file"/> once; null if its type has no numbers that can be looked at.</summary>
    /// <remarks>Welford's recurrence: the mean moves with each number, and squares are those of distances from it, so that nothing cancels.</remarks>
    public static TensorStatistics? Of(TensorFile file, SafetensorsTensor tensor)
    {
        if (!TensorNumbers.CanDecode(tensor.Type))
        {
            return null;
        }

        double min = double.PositiveInfinity, max = double.NegativeInfinity, mean = 0, squares = 0;
        long finite = 0, notANumber = 0, infinite = 0;
        foreach (ReadOnlyMemory<double> piece in file.Read(tensor))
        {
            foreach (double value in piece.Span)
            {
                if (!double.IsFinite(value))
                {
                    notANumber += double.IsNaN(value) ? 1 : 0;
                    infinite += double.IsNaN(value) ? 0 : 1;
                    continue;
                }

                finite++;
                min = Math.Min(min, value);
                max = Math.Max(max, value);
                double distance = value - mean;
                mean += distance / finite;
                squares += distance * (value - mean);
            }
        }

        long count = finite + notANumber + infinite;
        return finite == 0
            ? new(count, null, null, null, null, notANumber, infinite)
            : new(count, min, max, Finite(mean), Finite(Math.Sqrt(squares / finite)), notANumber, infinite);
    }

    /// <summary>JSON knows no infinity, which sums of the largest doubles may reach.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
