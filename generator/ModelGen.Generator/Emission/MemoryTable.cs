using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The buffer plan for a reader: place, name and shape of what lies in the arena.</summary>
internal static class MemoryTable
{
    public static IEnumerable<string> Of(ModelPlan plan, Layouts layouts)
    {
        PlannedProgram widest = plan.Targets.Select(t => t.Train ?? t.Backward).OrderByDescending(p => p.Buffers.ArenaLength).First();
        MemoryShapes shapes = new([.. plan.Forward!.Steps, .. widest.Steps], layouts);
        foreach (Slot slot in widest.Buffers.Arena.Where(s => !plan.Buffers.Parameters.Any(p => p.Value == s.Value)).OrderBy(s => s.Offset))
        {
            yield return $"{slot.Offset,9}  {slot.Value.Name} {shapes.Of(slot.Value)}{(slot.To == int.MaxValue ? "" : ", shared")}";
        }
    }
}
