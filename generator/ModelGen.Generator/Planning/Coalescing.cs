using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>Updates of tensors that lie behind one another become one update of all their numbers.</summary>
internal static class Coalescing
{
    public static PlannedProgram Apply(PlannedProgram program)
    {
        List<Step> steps = [];
        List<Slot> slots = [.. program.Buffers.Arena];
        List<Slot> parameters = [.. program.Buffers.Parameters];
        int at = 0, groups = 0;
        while (at < program.Steps.Count)
        {
            List<MapOp> run = Run(program, at);
            steps.Add(run.Count > 1 ? Merge(program.Buffers, run, ++groups, slots, parameters) : program.Steps[at]);
            at += System.Math.Max(1, run.Count);
        }

        return program with
        {
            Steps = steps.ToEquatableArray(),
            Buffers = program.Buffers with { Arena = slots.ToEquatableArray(), Parameters = parameters.ToEquatableArray() },
        };
    }

    /// <summary>The longest run of equal updates from step <paramref name="at"/> whose tensors follow one another in every buffer.</summary>
    private static List<MapOp> Run(PlannedProgram program, int at)
    {
        List<MapOp> run = [];
        for (int i = at; i < program.Steps.Count && UpdateOf(program.Steps[i]) is { } map; i++)
        {
            if (run.Count > 0 && !Follows(program.Buffers, run[run.Count - 1], map))
            {
                break;
            }

            run.Add(map);
        }

        return run;
    }

    /// <summary>The Map of a step that updates a parameter and its states and does nothing else.</summary>
    public static MapOp? UpdateOf(Step step) =>
        step is RegionStep { Ops: [MapOp map] } && map.Outputs.All(o => o.Overwrites is { Role: ValueRole.Parameter or ValueRole.State }) ? map : null;

    private static bool Follows(BufferPlan plan, MapOp first, MapOp second) =>
        first.Bodies.Equals(second.Bodies)
        && first.Inputs.Count == second.Inputs.Count
        && first.Inputs.Zip(second.Inputs, (a, b) => (a, b)).All(p =>
            p.a.Shape.Rank == 0 ? p.a == p.b : p.b.Shape.Rank > 0 && plan.Find(p.a) is var slot && slot.Offset + slot.Length == plan.Find(p.b).Offset);

    private static RegionStep Merge(BufferPlan plan, List<MapOp> run, int group, List<Slot> arena, List<Slot> parameters)
    {
        Value[] inputs = [.. run[0].Inputs.Select((first, k) => first.Shape.Rank == 0 ? first : Whole(k))];
        Value[] outputs = [.. run[0].Outputs.Select(o => run[0].Inputs.ToList().IndexOf(o.Overwrites!)).Select(k => new Value($"{inputs[k].Name}Next", inputs[k].Shape, inputs[k].Role) { Overwrites = inputs[k] })];
        MapOp map = new(inputs.ToEquatableArray(), outputs.ToEquatableArray(), run[0].Bodies);
        return new RegionStep([map], RegionDomain.For(map)) { Stored = outputs.ToEquatableArray() };

        Value Whole(int k)
        {
            Slot first = plan.Find(run[0].Inputs[k]);
            int length = (int)run.Sum(m => plan.Find(m.Inputs[k]).Length);
            string name = Name(run[0], k) + (group == 1 ? "" : $"{group}");
            Value whole = new(name, Shape.Of(length), run[0].Inputs[k].Role);
            (plan.IsParameter(run[0].Inputs[k]) ? parameters : arena).Add(first with { Value = whole, Length = length });
            return whole;
        }
    }

    /// <summary>parameters, gradients, or the plural of a state: means.</summary>
    public static string Name(MapOp map, int k)
    {
        Value value = map.Inputs[k].Place;
        if (value.Role == ValueRole.Parameter)
        {
            return "weights";
        }

        string parameter = map.Inputs.First(i => i.Role == ValueRole.Parameter).Name;
        string part = value.Name.StartsWith(parameter, System.StringComparison.Ordinal) ? value.Name.Substring(parameter.Length) : value.Name;
        part = part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        string plural = part.EndsWith("y", System.StringComparison.Ordinal) ? part.Substring(0, part.Length - 1) + "ies" : part + "s";
        return char.ToLowerInvariant(plural[0]) + plural.Substring(1);
    }
}
