using System;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Reads whole arrays. Memory grows as numbers come, so that a wrong header costs nothing.</summary>
internal static class NumberReader
{
    private const int FirstLength = 64 << 10;

    /// <summary>Reads the numbers of an array of the given shape, as they lie in the file; nothing may follow.</summary>
    /// <remarks><paramref name="rows"/> have been read before. <paramref name="isFortran"/> tells messages that the first index runs fastest.</remarks>
    public static NumberArray<T> ReadAll<T>(Stream stream, string source, NumberFormat format, int[] shape, long rows = 0, bool isFortran = false)
        where T : unmanaged, INumberBase<T>
    {
        int length = LengthOf(shape, source);
        long before = rows == 0 || shape[0] == 0 ? 0 : rows * (length / shape[0]);
        NumberPlaces places = new(shape, isFortran);
        T[] values = new T[Math.Min(length, FirstLength)];
        for (int done = 0; done < length; done = values.Length)
        {
            if (done > 0)
            {
                Array.Resize(ref values, (int)Math.Min(length, 2L * done));
            }

            format.Fill(stream, source, values.AsSpan(done), before + done, places);
        }

        return stream.HasEnded(source)
            ? new([.. shape], values)
            : throw new InvalidDataException($"{source}: more bytes after the last of {length} numbers.");
    }

    private static int LengthOf(int[] shape, string source)
    {
        // From the innermost extent on: an example must be possible even where there is none.
        long length = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            length *= shape[d];
            if (length > Array.MaxLength)
            {
                throw new InvalidDataException($"{source}: ({string.Join(", ", shape)}) are more numbers than an array takes.");
            }
        }

        return (int)length;
    }
}
