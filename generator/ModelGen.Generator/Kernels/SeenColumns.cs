namespace ModelGen.Generator.Kernels;

/// <summary>What a region's row sees of its columns: of row r, counted from 0 in <paramref name="Rows"/>, those from r − width + 1 up to r. All others are 0 and stay 0.</summary>
/// <param name="Rows">As many columns as rows.</param>
/// <param name="Width">How many columns a row sees at most.</param>
internal sealed record SeenColumns(int Rows, int Width)
{
    /// <summary>Whether columns before the first one are left out too.</summary>
    public bool IsCut => Width < Rows;
}
