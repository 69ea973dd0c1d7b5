using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>
/// Puts a Map's formula into the Maps that read it, where that costs nothing: its only reader has the same shape, or the formula is cheap to repeat.
/// </summary>
internal static class MapInlining
{
    public static StepProgram Apply(StepProgram program)
    {
        while (FindInlinable(program) is { } map)
        {
            program = program with { Ops = Inline(program.Ops, map) };
        }

        return program;
    }

    private static MapOp? FindInlinable(StepProgram program)
    {
        ILookup<Value, Op> consumers = program.Consumers();
        return program.Ops.OfType<MapOp>().FirstOrDefault(map =>
            map.Outputs.Count == 1
            && !program.IsKept(map.Output)
            && consumers[map.Output].Any()
            && consumers[map.Output].All(c => c is MapOp reader && c.Inputs.Contains(map.Output) && MayRepeat(map, reader, consumers[map.Output].Count()))
            && !OverwrittenBefore(program, map, consumers[map.Output]));
    }

    private static bool MayRepeat(MapOp map, MapOp reader, int readers) =>
        readers == 1
            ? map.Output.Shape == reader.Output.Shape || !map.Bodies[0].IsCostly
            : map.Inputs.Count == 0 || (map.Inputs.Count == 1 && map.Bodies[0] is Input);

    /// <summary>Whether an op between the Map and its last reader overwrites what the Map reads.</summary>
    private static bool OverwrittenBefore(StepProgram program, MapOp map, IEnumerable<Op> readers)
    {
        List<Op> ops = [.. program.Ops];
        int from = ops.IndexOf(map), to = readers.Max(r => ops.IndexOf(r));
        return ops.Skip(from).Take(to - from).Any(op => op.Outputs.Any(o => o.Overwrites is { } overwritten && map.Inputs.Contains(overwritten)));
    }

    private static EquatableArray<Op> Inline(IEnumerable<Op> ops, MapOp map) =>
        ops.Where(op => op != map).Select(op => op is MapOp reader && reader.Inputs.Contains(map.Output) ? Inline(reader, map) : op).ToEquatableArray();

    private static MapOp Inline(MapOp reader, MapOp map)
    {
        List<Value> inputs = [.. reader.Inputs.Where(i => i != map.Output).Concat(map.Inputs).Distinct()];
        Expr body = map.Bodies[0].Substitute([.. map.Inputs.Select(i => Expr.Input(inputs.IndexOf(i)))]);
        Expr[] arguments = [.. reader.Inputs.Select(i => i == map.Output ? body : Expr.Input(inputs.IndexOf(i)))];
        return new MapOp(inputs.ToEquatableArray(), reader.Outputs, reader.Bodies.Select(b => b.Substitute(arguments)).ToEquatableArray());
    }
}
