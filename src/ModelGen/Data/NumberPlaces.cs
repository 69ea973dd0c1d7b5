namespace ModelGen.Data;

/// <summary>Where the numbers of a file belong: messages name row and column, from 1 on. Of more than two dimensions, the first is the row.</summary>
/// <param name="RunLength">The numbers in a row, or in a column where <paramref name="ByColumn"/>.</param>
/// <param name="ByColumn">Whether the file holds column after column, as Fortran does.</param>
internal readonly record struct NumberPlaces(long RunLength, bool ByColumn = false)
{
    public string Of(long index)
    {
        long run = index / RunLength + 1, within = index % RunLength + 1;
        return ByColumn ? $"row {within}, column {run}" : $"row {run}, column {within}";
    }
}
