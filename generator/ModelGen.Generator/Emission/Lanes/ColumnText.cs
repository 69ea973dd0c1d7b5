using ModelGen.Generator.Declarations;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Loads and stores of a block <c>B</c> whose vectors are neighbouring columns.</summary>
/// <param name="precision">Of the numbers.</param>
/// <param name="hasColumns">Whether it has several columns; else it is one vector.</param>
internal sealed class ColumnText(Precision precision, bool hasColumns)
{
    /// <summary>The type that a kernel is generic over.</summary>
    public VectorType Block { get; } = VectorType.Block(precision);

    /// <summary>The examples of each column.</summary>
    /// <param name="step">The distance of two columns; 0 for the same vector in each.</param>
    public string Load(string reference, string index, int step) => !hasColumns ? VectorText.Load(Block, reference, index)
        : step == 0 ? $"B.LoadForAll(ref {reference}, {index})"
        : $"B.LoadColumns(ref {reference}, {index}, {step})";

    /// <summary>A number for each column, in all lanes.</summary>
    public string Broadcast(string reference, string index, int step) => step == 0 || !hasColumns
        ? $"B.Broadcast({VectorText.At(reference, index)})"
        : $"B.BroadcastColumns(ref {reference}, {index}, {step})";

    public string Store(string value, string reference, string index, int step) => hasColumns
        ? $"{value}.StoreColumns(ref {reference}, {index}, {step});"
        : VectorText.Store(Block, value, reference, index);

    /// <summary>Stores a number for each column.</summary>
    public string StoreNumbers(string value, string reference, string index, int step) => $"{value}.StoreFirstLanes(ref {reference}, {index}, {step});";
}
