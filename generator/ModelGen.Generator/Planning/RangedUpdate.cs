using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>
/// The update as it runs: over a range of the parameters, which is all of them for one thread and a part of them for each of several. An update is the same
/// formula for every number of a tensor, so it runs over numbers as over examples: how many there are is known only when the code runs.
/// </summary>
/// <param name="Clipping">What looks at all gradients first: the clipping by their norm.</param>
/// <param name="Clip">The number that comes of it, or null.</param>
/// <param name="Directions">What looks at whole tensors then: where the steps of matrices go.</param>
/// <param name="Ranges">The updates of tensors that follow one another in memory.</param>
internal sealed record RangedUpdate(EquatableArray<Step> Clipping, Value? Clip, EquatableArray<Step> Directions, EquatableArray<RangeUpdate> Ranges)
{
    /// <summary>Every step.</summary>
    public IEnumerable<Step> Steps => Clipping.Concat(Directions).Concat(Ranges.Select(r => r.Step));

    /// <summary>Whether something looks at whole tensors before the first range is updated.</summary>
    public bool HasPreparation => Clip is not null || Directions.Count > 0;

    public static RangedUpdate Of(PlannedProgram update)
    {
        Step[] before = [.. update.Steps.Where(s => Coalescing.UpdateOf(s) is null)];
        MapOp[] maps = [.. update.Steps.Select(Coalescing.UpdateOf).OfType<MapOp>()];
        Value? clip = maps.SelectMany(m => m.Inputs).Distinct().SingleOrDefault(i => i.Shape.Rank == 0);
        int clipping = System.Array.FindIndex(before, s => clip is not null && s.Computes(clip)) + 1;
        return new RangedUpdate(
            [.. before.Take(clipping)],
            clip,
            [.. before.Skip(clipping)],
            maps.Select(m => RangeUpdate.Of(m, update.Buffers)).ToEquatableArray());
    }
}

/// <summary>The update of tensors that follow one another in every buffer.</summary>
/// <param name="First">The first parameter.</param>
/// <param name="Length">The number of parameters.</param>
/// <param name="Distances">How far behind its parameter a value's number is, in the arena; for a parameter, in the parameters.</param>
/// <param name="Step">The update of numbers that lie behind one another.</param>
internal sealed record RangeUpdate(int First, int Length, EquatableArray<int> Distances, RegionStep Step)
{
    /// <summary>The values that the step works on, in its order, and their distances.</summary>
    public IEnumerable<(Value Value, int Distance)> Buffers => Step.Ops[0].Inputs.Where(i => i.Shape.Rank > 0).Zip(Distances, (i, distance) => (i, distance));

    public static RangeUpdate Of(MapOp map, BufferPlan buffers)
    {
        Slot slot = buffers.Find(map.Inputs.First(i => i.Role == ValueRole.Parameter));
        int[] distances = [.. map.Inputs.Where(i => i.Shape.Rank > 0).Select(i => (int)(buffers.Find(i).Offset - slot.Offset))];
        return new RangeUpdate((int)slot.Offset, (int)slot.Length, distances.ToEquatableArray(), OverNumbers(map));
    }

    private static RegionStep OverNumbers(MapOp map)
    {
        Shape number = Shape.Of(1).Batched;
        Value[] inputs = [.. map.Inputs.Select((input, k) => input.Shape.Rank == 0 ? input : new Value(NameOf(map, k), number, input.Role))];
        List<Value> places = [.. map.Inputs];
        Value[] outputs = [.. map.Outputs.Select(o => inputs[places.IndexOf(o.Overwrites!)]).Select(i => new Value($"{i.Name}Next", i.Shape, i.Role) { Overwrites = i })];
        MapOp numbers = new(inputs.ToEquatableArray(), outputs.ToEquatableArray(), map.Bodies);
        return new RegionStep([numbers], RegionDomain.For(numbers)) { Stored = outputs.ToEquatableArray(), IsRange = true };
    }

    /// <summary>weights, gradients, means: the same in every range, so that ranges share their kernels.</summary>
    private static string NameOf(MapOp map, int k)
    {
        bool isMerged = map.Inputs.Any(i => i.Role == ValueRole.Parameter && WithoutNumber(i.Name) == "weights");
        return isMerged ? WithoutNumber(map.Inputs[k].Name) : Coalescing.Name(map, k);
    }

    private static string WithoutNumber(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
