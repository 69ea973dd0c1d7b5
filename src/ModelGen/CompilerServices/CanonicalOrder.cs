using System;

namespace ModelGen.CompilerServices;

/// <summary>Copies between a tensor's canonical order, row-major in its shape, and the order in which a model keeps it.</summary>
internal static class CanonicalOrder
{
    /// <summary>Copies the elements from number <paramref name="first"/> of the canonical order on; <paramref name="stored"/> is the tensor as the model keeps it.</summary>
    public static void Read<T>(ParameterInfo info, ReadOnlySpan<T> stored, int first, Span<T> values)
    {
        for (int done = 0; done < values.Length;)
        {
            (int place, int stride, int length) = RunAt(info, first + done, values.Length - done);
            for (int i = 0; i < length; i++)
            {
                values[done + i] = stored[place + i * stride];
            }

            done += length;
        }
    }

    /// <summary>Sets the elements from number <paramref name="first"/> of the canonical order on; <paramref name="stored"/> is the tensor as the model keeps it.</summary>
    public static void Write<T>(ParameterInfo info, ReadOnlySpan<T> values, int first, Span<T> stored)
    {
        for (int done = 0; done < values.Length;)
        {
            (int place, int stride, int length) = RunAt(info, first + done, values.Length - done);
            for (int i = 0; i < length; i++)
            {
                stored[place + i * stride] = values[done + i];
            }

            done += length;
        }
    }

    /// <summary>A run of elements that follow one another along the last canonical dimension, and so lie in equal steps.</summary>
    private static (int Place, int Stride, int Length) RunAt(ParameterInfo info, int index, int most)
    {
        if (!info.IsTransposed)
        {
            return (index, 1, most);
        }

        int last = info.Shape.Length - 1, place = 0, stride = 1, lastStride = 1;
        for (int k = last; k >= 0; k--)
        {
            // The index along this dimension: what is left of the whole index by the dimensions inside it.
            int dimension = info.Order[k], inside = 1;
            for (int d = dimension + 1; d <= last; d++)
            {
                inside *= info.Shape[d];
            }

            int extent = info.Shape[dimension];
            place += index / inside % extent * stride;
            lastStride = dimension == last ? stride : lastStride;
            stride *= extent;
        }

        int row = info.Shape[last];
        return (place, lastStride, Math.Min(most, row - index % row));
    }
}
