using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>Plans a step of a stream: a forward pass of one example, then copies of what the next step finds.</summary>
/// <remarks>Copies, since a kernel may still read a state while it computes the next: all of a layer's inputs are read for each of its outputs.</remarks>
internal static class StreamPlanner
{
    /// <param name="buffers">Where the parameters lie.</param>
    /// <param name="size">The bytes of a number.</param>
    public static StreamPlan Plan(StreamGraph stream, BufferPlan buffers, int size)
    {
        OpGraph graph = stream.Graph;
        EquatableArray<Op> carried = graph.Ops(Pass.Update);
        Value[] next = [.. carried.SelectMany(op => op.Inputs)];
        EquatableArray<Step> forward = Fusion.Apply(new StepProgram("Step", graph.Ops(Pass.Forward), [graph.Output, .. next]), oneExample: true);
        EquatableArray<Step> updates = Fusion.Apply(new StepProgram("Carry", carried, []), oneExample: true);
        PlannedProgram program = new("Step", [.. forward, .. updates], buffers with { Carried = Places(stream), Arena = [], ArenaLength = 0 });
        Value output = graph.Output.Storage;
        return new StreamPlan(stream, program, Scratch.For(forward.SelectMany(s => s.Stored).Where(v => v != output), size, mostExamples: 1));
    }

    private static EquatableArray<Slot> Places(StreamGraph stream)
    {
        List<Slot> slots = [];
        long offset = 0;
        foreach (StreamState state in stream.States)
        {
            long length = BufferPlanner.LengthOf(state.Value, 1);
            slots.Add(new Slot(state.Value, offset, length, -1, int.MaxValue));
            offset += length;
        }

        return slots.ToEquatableArray();
    }
}
