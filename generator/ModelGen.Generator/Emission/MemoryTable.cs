using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The buffer plan for a reader: place, name and shape of what lies in the arena.</summary>
internal static class MemoryTable
{
    // Fewer equal tensors are named one by one.
    private const int FewestOfRun = 4;

    public static IEnumerable<string> Of(ModelPlan plan, Layouts layouts)
    {
        PlannedProgram widest = plan.Targets.Select(t => t.Train ?? t.Backward).OrderByDescending(p => p.Buffers.ArenaLength).First();
        MemoryShapes shapes = new([.. plan.Forward!.Steps, .. widest.Steps], layouts);
        Parameter[] parameters = [.. plan.Graph.Parameters];
        Parameter? first = parameters.FirstOrDefault(p => p.Gradient is not null);
        HashSet<Value> lead = [.. first is null ? [] : OfEach(first)], follow = [.. parameters.Where(p => p != first).SelectMany(OfEach)];
        (long Offset, string Name, string Words)[] slots =
        [
            .. from slot in widest.Buffers.Arena
               where !parameters.Any(p => p.Value == slot.Value) && !follow.Contains(slot.Value)
               orderby slot.Offset
               let more = slot.To != int.MaxValue ? " (shared)" : lead.Contains(slot.Value) && parameters.Length > 1 ? " and so on in the order of the parameters" : ""
               select (slot.Offset, slot.Value.Name, $"{shapes.Of(slot.Value)}{more}"),
        ];
        for (int at = 0, next; at < slots.Length; at = next)
        {
            // Equal tensors at equal distances: those of equal layers.
            for (next = at + 1; next < slots.Length && slots[next].Words == slots[at].Words && slots[next].Offset - slots[next - 1].Offset == slots[at + 1].Offset - slots[at].Offset; next++)
            {
            }

            next = next - at < FewestOfRun ? at + 1 : next;
            (long offset, string name, string words) = slots[at];
            (long Offset, string Name, string Words) last = slots[next - 1];
            yield return next == at + 1 ? $"{offset} {name} {words}" : $"{offset} {name} … {(last.Offset == offset ? "" : $"{last.Offset} ")}{last.Name} {words}";
        }
    }

    /// <summary>What lies parallel to the parameters: its gradient, and the optimizer's memory.</summary>
    private static IEnumerable<Value> OfEach(Parameter parameter) =>
        parameter.States.Select(s => s.Value).Concat(parameter.Gradient is { } gradient ? [gradient] : []);
}
