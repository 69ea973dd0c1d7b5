using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>
/// Ops as loops that read well: a sum with its bias and its activation is one nest, and so are formulas that follow one another. Nothing is put together for speed.
/// </summary>
internal static class ReferenceFusion
{
    public static EquatableArray<ReferenceNest> Apply(StepProgram program)
    {
        program = MapInlining.Apply(program);
        Dictionary<Op, MapOp> terms = Terms(program);
        Dictionary<Op, Value> named = Named(program);
        List<ReferenceNest> nests = [];
        Dictionary<Value, int> makers = [];
        foreach (Op op in program.Ops.Where(op => op is not ReshapeOp && !terms.ContainsValue((op as MapOp)!) && !IsRenaming(named, op)))
        {
            int at = nests.Count;
            if (op is MapOp map && Last(makers, map) is var last and >= 0 && Takes(nests[last], map))
            {
                at = last;
                nests[at] = nests[at] with { Maps = [.. nests[at].Maps, map] };
            }
            else
            {
                Op made = named.TryGetValue(op, out Value name) ? op.On(v => v == op.Output ? name : v) : op;
                nests.Add(made switch
                {
                    MapOp only => new ReferenceNest(null, null, [only]),
                    ScanOp scan => new ReferenceNest(scan, null, []) { Turn = TurnOf(scan, program) },
                    _ => new ReferenceNest(made, terms.TryGetValue(op, out MapOp of) ? of : null, []),
                });
            }

            foreach (Value value in nests[at].Computed)
            {
                makers[value.Storage] = at;
            }
        }

        return nests.ToEquatableArray();
    }

    /// <summary>One turn of a scan; what of it is read outside stays for all times.</summary>
    private static ReferencePass TurnOf(ScanOp scan, StepProgram program)
    {
        ILookup<Value, Op> readers = program.Consumers();
        Value[] kept = [.. scan.Writes.Where(w => scan.Starts.Any(s => s.State == w.All) || program.IsKept(w.All) || readers[w.All].Any()).Select(w => w.One)];
        StepProgram turn = new("Turn", [.. Ancestors.Of(kept, scan.Body)], [.. kept]);
        return new ReferencePass(Apply(turn), turn.Kept);
    }

    /// <summary>The nest after which all that a Map reads is there; −1 if it is there before.</summary>
    private static int Last(Dictionary<Value, int> makers, MapOp map) =>
        map.Inputs.Select(i => makers.TryGetValue(i.Storage, out int maker) ? maker : -1).DefaultIfEmpty(-1).Max();

    private static bool Takes(ReferenceNest nest, MapOp map) =>
        nest.TakesMaps
        && map.Output.Shape == nest.Shape
        && map.Outputs.Concat(nest.Computed).All(o => o.Overwrites is null)
        && map.Inputs.All(i => nest.Computed.Contains(i) || nest.Computed.All(c => c.Storage != i.Storage));

    /// <summary>For each Reduce the Map whose numbers only it reads.</summary>
    private static Dictionary<Op, MapOp> Terms(StepProgram program)
    {
        ILookup<Value, Op> readers = program.Consumers();
        Dictionary<Op, MapOp> terms = [];
        foreach (MapOp map in program.Ops.OfType<MapOp>().Where(m => m.Outputs.Count == 1 && !program.IsKept(m.Output)))
        {
            Op[] all = [.. readers[map.Output]];
            if (all is [ReduceOp { Reduction: ReduceKind.Sum } reduce] && reduce.Source == map.Output)
            {
                terms[reduce] = map;
            }
        }

        return terms;
    }

    /// <summary>For each op whose result a Map only gives its name, that name.</summary>
    private static Dictionary<Op, Value> Named(StepProgram program)
    {
        ILookup<Value, Op> readers = program.Consumers();
        Dictionary<Op, Value> named = [];
        foreach (Op op in program.Ops.Where(op => op is not (MapOp or ReshapeOp or ScanOp) && !program.IsKept(op.Output)))
        {
            Op[] all = [.. readers[op.Output]];
            if (all is [MapOp { Bodies: [Input], Outputs: [{ Overwrites: null } name] } map] && map.Inputs is [var only] && only == op.Output && name.Shape == only.Shape)
            {
                named[op] = name;
            }
        }

        return named;
    }

    private static bool IsRenaming(Dictionary<Op, Value> named, Op op) => op is MapOp map && named.ContainsValue(map.Output);
}
