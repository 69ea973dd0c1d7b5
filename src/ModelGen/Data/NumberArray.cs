namespace ModelGen.Data;

/// <summary>Numbers with a shape.</summary>
/// <param name="Shape">Its extents, outermost first; empty for a single number.</param>
/// <param name="Values">The numbers, row-major: as many as the product of the extents.</param>
/// <typeparam name="T">The numbers' type.</typeparam>
public sealed record NumberArray<T>(ValueArray<int> Shape, T[] Values)
    where T : unmanaged
{
    /// <summary>The extent of the first dimension: the number of examples. 1 for a single number.</summary>
    public int Count => Shape.Length == 0 ? 1 : Shape[0];

    /// <summary>The numbers in one example: the product of all extents but the first.</summary>
    public int ExampleLength
    {
        get
        {
            int length = 1;
            for (int d = 1; d < Shape.Length; d++)
            {
                length *= Shape[d];
            }

            return length;
        }
    }
}
