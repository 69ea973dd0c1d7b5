using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>A row short enough to be written out: it lives in registers from its first sweep to its last.</summary>
internal sealed class WrittenOutRegionEmitter(SourceWriter writer, RegionKernel kernel, RegionSchedule schedule, Precision precision)
    : RegionKernelEmitter(writer, kernel, schedule, precision)
{
    protected override IEnumerable<VectorType> RowTypes => Schedule.Pieces.Select(p => p.Type).Distinct();

    protected override void EmitRow()
    {
        Dictionary<Value, string>[] registers = [.. Schedule.Pieces.Select(_ => new Dictionary<Value, string>())];
        foreach (IReadOnlyList<Op> sweep in Schedule.Sweeps)
        {
            Op[] along = EmitRowNumbers(sweep);
            EmitMaps(along, registers);
            foreach (ReduceOp reduce in along.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0))
            {
                EmitReduction(reduce, registers);
            }
        }
    }

    /// <summary>The Maps of a sweep for every piece, then all stores: an update reads everything before it writes anything.</summary>
    private void EmitMaps(Op[] ops, Dictionary<Value, string>[] registers)
    {
        List<string> stores = [];
        for (int p = 0; p < Schedule.Pieces.Count; p++)
        {
            Piece piece = Schedule.Pieces[p];
            foreach (MapOp map in ops.OfType<MapOp>())
            {
                EmitMap(map, piece.Type, $"{piece.Offset}", Suffix(p), registers[p]);
                stores.AddRange(map.Outputs.Where(o => Step.Stored.Contains(o)).Select(o => VectorText.Store(piece.Type, registers[p][o], Operands.Reference(o), piece.Offset)));
            }

            foreach (ReduceOp total in ops.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank == 0))
            {
                Writer.Line($"{TotalName(piece.Type)} += {Register(total.Source, p, registers)};");
            }
        }

        stores.ForEach(s => Writer.Line(s));
    }

    private void EmitReduction(ReduceOp reduce, Dictionary<Value, string>[] registers)
    {
        var parts = Schedule.Pieces
            .Select((piece, p) => (piece.Type, Name: Register(reduce.Source, p, registers)))
            .GroupBy(part => part.Type)
            .Select(group => Horizontal(reduce.Reduction, group.Key, group.Select(part => part.Name).Aggregate((a, b) => Combine(reduce.Reduction, group.Key, a, b))));
        EmitReduced(reduce, parts);
    }

    private string Register(Value value, int p, Dictionary<Value, string>[] registers)
    {
        Piece piece = Schedule.Pieces[p];
        return registers[p].TryGetValue(value.Storage, out string? name)
            ? name
            : registers[p][value.Storage] = Declare($"{value.Name}{Suffix(p)}_", Operands.Load(value, piece.Type, $"{piece.Offset}"));
    }

    private string Suffix(int piece) => Schedule.Pieces.Count == 1 ? "_" : $"_{piece}";
}
