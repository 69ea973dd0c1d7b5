using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>
/// An operand of a contraction and what stands in it: a reference; or a number of elements, where columns may lie outside, since a reference must never leave its
/// tensor: the collector may move memory in between.
/// </summary>
/// <param name="Tensor">The buffer.</param>
/// <param name="Cursor">What stands in it where a tile begins.</param>
/// <param name="IsNumber">Whether that is a number of elements.</param>
internal sealed record LaneOperand(string Tensor, string Cursor, string Element, OperandForm Form, bool IsNumber)
{
    /// <summary>Declares a cursor at a place of the tensor.</summary>
    public string Declare(string place) => IsNumber ? $"nint {Cursor} = {place};" : $"ref {Element} {Cursor} = {VectorText.At(Tensor, place)};";

    /// <summary>Declares a cursor where another is.</summary>
    public string Copy(string cursor, string from) => IsNumber ? $"nint {cursor} = {from};" : $"ref {Element} {cursor} = ref {from};";

    public string Advance(string cursor, string by) => IsNumber ? $"{cursor} += {by};" : $"{cursor} = {VectorText.At(cursor, by)};";

    /// <summary>What methods of a block take: a reference, and an index from there.</summary>
    public (string Reference, string Index) From(string cursor, int offset) => IsNumber ? (Tensor, VectorText.Plus(cursor, $"{offset}")) : (cursor, $"{offset}");

    /// <summary>A reference to an element.</summary>
    public string At(string cursor, int offset)
    {
        (string reference, string index) = From(cursor, offset);
        return VectorText.At(reference, index);
    }
}
