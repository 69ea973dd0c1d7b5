using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>The type that holds a block of columns: <c>V512x4</c>.</summary>
internal static class BlockText
{
    public static string TypeOf(VectorType type, int vectors) =>
        $"V{(type.IsScalar ? "1" : type.Bits)}{(type.Precision == Precision.Double ? "d" : "")}{(vectors == 1 ? "" : $"x{vectors}")}";

    /// <summary>The block of four numbers, at every width.</summary>
    public static string Four(Precision precision) => precision == Precision.Double ? "V128dx2" : "V128";

    public static string TypeOf(EquatableArray<Piece> pieces)
    {
        VectorType type = pieces[0].Type;
        int overlap = pieces[pieces.Count - 1].Overlap;
        return overlap == 0 ? TypeOf(type, pieces.Count)
            : $"Ending<{TypeOf(type, pieces.Count - 1)}, {TypeOf(type, 1)}, {type.Element}, By{overlap}>";
    }
}
