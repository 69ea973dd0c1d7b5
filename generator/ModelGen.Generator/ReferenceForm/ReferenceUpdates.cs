using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>Equal updates of tensors that lie behind one another, as one loop over all their numbers.</summary>
internal static class ReferenceUpdates
{
    public static EquatableArray<ReferenceNest> Together(EquatableArray<ReferenceNest> nests, ReferenceMemory memory)
    {
        List<ReferenceNest> together = [];
        for (int at = 0, groups = 0; at < nests.Count;)
        {
            List<MapOp> run = Run(nests, at, memory);
            together.Add(run.Count > 1 ? new ReferenceNest(null, null, [Merge(run, memory, ++groups)]) : nests[at]);
            at += System.Math.Max(1, run.Count);
        }

        return together.ToEquatableArray();
    }

    private static List<MapOp> Run(EquatableArray<ReferenceNest> nests, int at, ReferenceMemory memory)
    {
        List<MapOp> run = [];
        for (int i = at; i < nests.Count && nests[i] is { Core: null, Maps: [var map] } && map.Outputs.All(o => o.Overwrites is { Role: ValueRole.Parameter or ValueRole.State }); i++)
        {
            if (run.Count > 0 && !Follows(memory, run[run.Count - 1], map))
            {
                break;
            }

            run.Add(map);
        }

        return run;
    }

    private static bool Follows(ReferenceMemory memory, MapOp first, MapOp second) =>
        first.Bodies.Equals(second.Bodies)
        && first.Inputs.Count == second.Inputs.Count
        && first.Inputs.Zip(second.Inputs, (a, b) => (a, b)).All(p =>
            p.a.Shape.Rank == 0 ? p.a == p.b : memory.Slot(p.a) is { } slot && slot.Offset + slot.Length == memory.Slot(p.b)?.Offset);

    private static MapOp Merge(List<MapOp> run, ReferenceMemory memory, int group)
    {
        int length = run.Sum(m => m.Output.Shape.Length);
        MapOp first = run[0];
        Value[] inputs = [.. first.Inputs.Select((input, k) => input.Shape.Rank == 0 ? input : Whole(k))];
        Value[] outputs =
        [
            .. first.Outputs.Select(o => inputs[first.Inputs.ToList().IndexOf(o.Overwrites!)])
                .Select(whole => new Value($"{whole.Name}Next", whole.Shape, whole.Role) { Overwrites = whole }),
        ];
        return new MapOp(inputs.ToEquatableArray(), outputs.ToEquatableArray(), first.Bodies);

        Value Whole(int k)
        {
            Value whole = new(Coalescing.Name(first, k) + (group == 1 ? "" : $"{group}"), Shape.Of(length), first.Inputs[k].Role);
            memory.Add(whole, first.Inputs[k]);
            return whole;
        }
    }
}
