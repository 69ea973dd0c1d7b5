using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
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
        Piece last = pieces[pieces.Count - 1];
        return last.Overlap == 0 && last.Type == type ? TypeOf(type, pieces.Count)
            : $"Ending<{TypeOf(type, pieces.Count - 1)}, {TypeOf(last.Type, 1)}, {type.Element}, By{last.Overlap}>";
    }

    public static string TypeOf(RowBlock block) => block.Times == 1
        ? TypeOf(block.Pieces)
        : $"Several<{TypeOf(block.Pieces)}, {block.Pieces[0].Type.Element}, By{block.Times}>";
}
