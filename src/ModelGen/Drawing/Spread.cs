using System;

namespace ModelGen.Drawing;

/// <summary>Things in a row, each as near to where it would like to be as their distances allow.</summary>
internal static class Spread
{
    /// <summary>
    /// Least weighted squares of place − wish under place[i + 1] − place[i] ≥ distance[i]: with the distances taken off it is isotonic regression, which
    /// pools neighbours that are out of order (Barlow and others 1972).
    /// </summary>
    /// <param name="wishes">Where each would like to be; replaced by where it is.</param>
    /// <param name="weights">How much each matters, above 0.</param>
    /// <param name="distances">The least distance from each to the next, one fewer.</param>
    public static void Apart(Span<double> wishes, ReadOnlySpan<double> weights, ReadOnlySpan<double> distances)
    {
        double[] value = new double[wishes.Length];
        double[] weight = new double[wishes.Length];
        int[] length = new int[wishes.Length];
        int pools = 0;
        double offset = 0;
        for (int i = 0; i < wishes.Length; i++)
        {
            offset += i == 0 ? 0 : distances[i - 1];
            (value[pools], weight[pools], length[pools]) = (wishes[i] - offset, weights[i], 1);
            pools++;
            while (pools > 1 && value[pools - 2] > value[pools - 1])
            {
                pools--;
                double sum = weight[pools - 1] + weight[pools];
                value[pools - 1] = (value[pools - 1] * weight[pools - 1] + value[pools] * weight[pools]) / sum;
                weight[pools - 1] = sum;
                length[pools - 1] += length[pools];
            }
        }

        int next = 0;
        offset = 0;
        for (int pool = 0; pool < pools; pool++)
        {
            for (int i = 0; i < length[pool]; i++, next++)
            {
                offset += next == 0 ? 0 : distances[next - 1];
                wishes[next] = value[pool] + offset;
            }
        }
    }
}
