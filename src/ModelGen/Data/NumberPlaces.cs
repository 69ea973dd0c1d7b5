using System;

namespace ModelGen.Data;

/// <summary>
/// Where the numbers of a file belong. Messages name a place in an array as it is indexed, from 0 on like the examples of a data set;
/// lines and columns of text count from 1, as editors show them.
/// </summary>
/// <param name="Shape">The array's extents. The index that runs slowest may go beyond its own.</param>
/// <param name="IsFortran">Whether the first index runs fastest.</param>
internal readonly record struct NumberPlaces(int[] Shape, bool IsFortran = false)
{
    /// <summary>index [1, 0], say.</summary>
    /// <param name="number">The numbers before it in the file.</param>
    public string Of(long number)
    {
        long[] index = new long[Shape.Length];
        for (int i = 0; i < index.Length; i++)
        {
            int d = IsFortran ? i : index.Length - 1 - i;
            long extent = i == index.Length - 1 ? long.MaxValue : Math.Max(1, Shape[d]);
            (number, index[d]) = Math.DivRem(number, extent);
        }

        return $"index [{string.Join(", ", index)}]";
    }
}
