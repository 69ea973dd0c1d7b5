using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>The type that holds a block of columns: <c>V512x4</c>.</summary>
internal static class BlockText
{
    public static string TypeOf(EquatableArray<Piece> pieces)
    {
        VectorType type = pieces[0].Type;
        string vector = $"V{(type.IsScalar ? "1" : type.Bits)}{(type.Precision == Precision.Double ? "d" : "")}";
        int overlap = pieces[pieces.Count - 1].Overlap;
        return overlap == 0 ? Side(pieces.Count) : $"Ending<{Side(pieces.Count - 1)}, {vector}, {type.Element}, By{overlap}>";

        string Side(int count) => count == 1 ? vector : $"{vector}x{count}";
    }
}
