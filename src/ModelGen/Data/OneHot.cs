using System;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Classes as rows of numbers: 1 at the class, 0 elsewhere.</summary>
public static class OneHot
{
    /// <summary>Encodes classes as rows, (classes.Length, <paramref name="classCount"/>).</summary>
    /// <exception cref="ArgumentException">A class is not 0 up to <paramref name="classCount"/>.</exception>
    public static T[] Encode<T>(ReadOnlySpan<int> classes, int classCount)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        T[] rows = new T[checked(classes.Length * classCount)];
        for (int i = 0; i < classes.Length; i++)
        {
            if ((uint)classes[i] >= (uint)classCount)
            {
                throw new ArgumentException($"The class of example {i} is {classes[i]}, expected 0 to {classCount - 1}.", nameof(classes));
            }

            rows[i * classCount + classes[i]] = T.One;
        }

        return rows;
    }

    /// <summary>The class of each row of (count, <paramref name="classCount"/>): its largest number, the first of equals.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="classCount"/>, or a row has a NaN.</exception>
    public static int[] Decode<T>(ReadOnlySpan<T> rows, int classCount)
        where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (rows.Length % classCount != 0)
        {
            throw new ArgumentException($"There are {rows.Length} numbers, expected a multiple of the {classCount} classes.", nameof(rows));
        }

        int[] classes = new int[rows.Length / classCount];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = LargestOf(rows.Slice(i * classCount, classCount));
            if (classes[i] < 0)
            {
                throw new ArgumentException($"Row {i} has a number that is NaN, so it has no largest.", nameof(rows));
            }
        }

        return classes;
    }

    /// <summary>Where the largest number of a row is, the first of equals; −1 if one is NaN.</summary>
    internal static int LargestOf<T>(ReadOnlySpan<T> row)
        where T : unmanaged, INumber<T>
    {
        int largest = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (T.IsNaN(row[i]))
            {
                return -1;
            }

            if (row[i] > row[largest])
            {
                largest = i;
            }
        }

        return largest;
    }
}
