using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>A long row: swept in loops, each of which reads what it needs again, and computes again what was not stored.</summary>
internal sealed class SweptRegionEmitter(SourceWriter writer, RegionKernel kernel, RegionSchedule schedule, VectorWidth width, Precision precision)
    : RegionKernelEmitter(writer, kernel, schedule, precision)
{
    private static readonly int[] Widths = [512, 256, 128, 0];

    private readonly Precision _precision = precision;
    private readonly HashSet<Value> _stored = [];

    /// <summary>Whether the length is known only when the code runs.</summary>
    private bool IsDynamic => Schedule.IsFlat && Schedule.PerExample;

    protected override IEnumerable<VectorType> RowTypes => Widths
        .Where(bits => bits <= width.Bits)
        .Select(bits => new VectorType(bits, _precision))
        .Where(type => IsDynamic || Occurs(type));

    protected override void EmitRow()
    {
        _stored.Clear();
        for (int s = 0; s < Schedule.Sweeps.Count; s++)
        {
            Op[] along = EmitRowNumbers(Schedule.Sweeps[s]);
            if (along.Length > 0)
            {
                EmitSweep(s, along);
            }
        }
    }

    private void EmitSweep(int s, Op[] ops)
    {
        ReduceOp[] reductions = [.. ops.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0)];
        foreach ((ReduceOp reduce, VectorType type) in reductions.SelectMany(r => RowTypes.Select(t => (r, t))))
        {
            string start = reduce.Reduction == ReduceKind.Sum ? VectorText.Zero(type) : VectorText.Fill(type, $"{Number.Element}.NegativeInfinity");
            Declare(PartName(reduce, type, s), start);
        }

        List<MapOp> maps = Needed(s, ops);
        ForEachVector(s == 0 ? "i" : $"i{s}", (type, offset) =>
        {
            Dictionary<Value, string> names = [];
            maps.ForEach(map => EmitMap(map, type, offset, "_", names));
            foreach (Value output in maps.SelectMany(m => m.Outputs).Where(IsToStore))
            {
                Writer.Line(VectorText.Store(type, names[output], Operands.Reference(output), offset));
            }

            foreach (ReduceOp reduce in ops.OfType<ReduceOp>())
            {
                string part = reduce.Result.Shape.Rank == 0 ? TotalName(type) : PartName(reduce, type, s);
                string term = names.TryGetValue(reduce.Source.Storage, out string? name) ? name : Operands.Load(reduce.Source, type, offset);
                Writer.Line($"{part} = {Combine(reduce.Reduction, type, part, term)};");
            }
        });

        _stored.UnionWith(maps.SelectMany(m => m.Outputs).Where(o => Step.Stored.Contains(o)));
        foreach (ReduceOp reduce in reductions)
        {
            EmitReduced(reduce, RowTypes.Select(t => Horizontal(reduce.Reduction, t, PartName(reduce, t, s))));
        }
    }

    /// <summary>The Maps of this sweep, and those of sweeps before whose results are wanted again.</summary>
    private List<MapOp> Needed(int s, Op[] ops)
    {
        HashSet<Value> wanted = [.. ops.OfType<ReduceOp>().Select(r => r.Source), .. ops.SelectMany(op => op.Outputs).Where(IsToStore)];
        List<MapOp> maps = [];
        foreach (MapOp map in Schedule.Sweeps.Take(s + 1).SelectMany(x => x).OfType<MapOp>().Where(m => Domain.Of(m.Output.Shape) is Extent.Full or Extent.PerColumn).Reverse())
        {
            if (map.Outputs.Any(o => wanted.Contains(o) && !_stored.Contains(o)))
            {
                maps.Insert(0, map);
                wanted.UnionWith(map.Inputs.Select(i => i.Storage));
            }
        }

        return maps;
    }

    private bool IsToStore(Value value) => Step.Stored.Contains(value) && !_stored.Contains(value);

    private static string PartName(ReduceOp reduce, VectorType type, int sweep) => $"{reduce.Result.Name}{sweep}_{type.Bits}";

    /// <summary>Prints <paramref name="body"/> for the widest vectors in a loop, then for each narrower one at most once, then for single numbers.</summary>
    private void ForEachVector(string i, Action<VectorType, string> body)
    {
        if (IsDynamic)
        {
            ForEachVectorOfAnyLength(i, body);
            return;
        }

        int at = 0;
        foreach (VectorType type in RowTypes)
        {
            int count = (Schedule.Columns - at) / type.Lanes;
            if (type.Bits == width.Bits && count > 1)
            {
                using (Writer.Block($"for (nint {i} = 0; {i} < {count * type.Lanes}; {Advance(i, type)})"))
                {
                    body(type, i);
                }

                at += count * type.Lanes;
            }

            for (; at + type.Lanes <= Schedule.Columns; at += type.Lanes)
            {
                using (Writer.Block(""))
                {
                    body(type, $"{at}");
                }
            }
        }
    }

    private void ForEachVectorOfAnyLength(string i, Action<VectorType, string> body)
    {
        if (!Step.IsRange)
        {
            Writer.Line($"nint length = batch * {Schedule.Columns};");
        }

        Writer.Line($"nint {i} = 0;");
        foreach (VectorType type in RowTypes)
        {
            string test = type.IsScalar ? $"{i} < length" : $"{i} <= length - {type.Lanes}";
            bool loops = type.Bits == width.Bits || type.IsScalar;
            using (Writer.Block(loops ? $"for (; {test}; {Advance(i, type)})" : $"if ({test})"))
            {
                body(type, i);
                if (!loops)
                {
                    Writer.Line($"{Advance(i, type)};");
                }
            }
        }
    }

    private static string Advance(string i, VectorType type) => type.IsScalar ? $"{i}++" : $"{i} += {type.Lanes}";

    /// <summary>Whether a row of this length has a vector of this type: its length in ever narrower vectors.</summary>
    private bool Occurs(VectorType type)
    {
        int rest = Schedule.Columns;
        foreach (int bits in Widths.Where(b => b <= width.Bits))
        {
            VectorType candidate = new(bits, _precision);
            if (candidate.Equals(type))
            {
                return rest >= type.Lanes;
            }

            rest %= candidate.Lanes;
        }

        return false;
    }
}
