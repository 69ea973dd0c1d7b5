using System;
using System.ComponentModel;
using System.Numerics;

namespace ModelGen.Numerics;

/// <summary>Class indices as targets of numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassRows
{
    /// <summary>Writes a row of zeros for each class, with a one at its place.</summary>
    /// <param name="classes">Each from 0 to <paramref name="count"/> − 1; of others the rows are zeros.</param>
    /// <param name="rows">Room for <paramref name="count"/> numbers a class, or more.</param>
    /// <param name="count">How many classes there are.</param>
    /// <param name="ignored">A class whose row is zeros, too.</param>
    /// <returns>The rows.</returns>
    public static ReadOnlySpan<T> Of<T>(ReadOnlySpan<int> classes, Span<T> rows, int count, int ignored = int.MinValue)
        where T : unmanaged, INumberBase<T>
    {
        rows = rows[..(classes.Length * count)];
        rows.Clear();
        for (int i = 0; i < classes.Length; i++)
        {
            // In the padding of sequences with lengths a class may be anything.
            if (classes[i] != ignored && (uint)classes[i] < (uint)count)
            {
                rows[(i * count) + classes[i]] = T.One;
            }
        }

        return rows;
    }
}
