using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>Rows that are parts of others, such as the gates of a recurrent cell: registers of those, or halves and quarters of them.</summary>
internal sealed partial class FeaturesInLanes
{
    /// <summary>What must be in memory, since a slice begins or ends in the middle of its registers.</summary>
    private IEnumerable<Value> SlicedInMemory(Step step) =>
        step is RearrangeStep move && RowSlice.Of(move.Move) is { } slice && !Pieces(slice.Length).All(p => PartOf(slice, p) is not null) ? [slice.Source.Storage] : [];

    private void AddSlice(RowSlice slice)
    {
        Piece[] pieces = Pieces(slice.Length);
        bool isInRegisters = _rows.TryGetValue(slice.Source.Storage, out Register[]? row) && pieces.All(p => PartOf(slice, p) is not null);
        _rows[slice.Result] = [.. pieces.Select((piece, k) => isInRegisters
            ? RegisterOf($"{slice.Result.Name}_{k}", row!, PartOf(slice, piece)!.Value, piece)
            : Compute($"{slice.Result.Name}_{k}", piece.Type, Expr.Input(0), InRow(Memory.Of(slice.Source).Plus(slice.Offset), piece, slice.Length)))];
        Keep(slice.Result, pieces, slice.Length);
    }

    private Register RegisterOf(string name, Register[] row, (int Register, int Part) place, Piece piece) => row[place.Register].Type.Equals(piece.Type)
        ? row[place.Register]
        : Compute(name, piece.Type, Expr.Input(0), new Part(row[place.Register], place.Part));

    /// <summary>Which register of the source holds a piece of the slice, and which part of that register it is; null where none does.</summary>
    private (int Register, int Part)? PartOf(RowSlice slice, Piece piece)
    {
        int first = slice.Offset + piece.Offset;
        Piece[] whole = Pieces(slice.Source.Shape[1]);
        if (IsShort(slice.Length) || IsShort(slice.Source.Shape[1]))
        {
            return null;
        }

        for (int k = 0; k < whole.Length; k++)
        {
            int inside = first - whole[k].Offset;
            if (inside >= 0 && inside + piece.Type.Lanes <= whole[k].Type.Lanes && inside % piece.Type.Lanes == 0)
            {
                return (k, inside / piece.Type.Lanes);
            }
        }

        return null;
    }
}
