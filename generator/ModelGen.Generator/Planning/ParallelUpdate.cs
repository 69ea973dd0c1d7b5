using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>
/// The update as several threads run it, each for a part of the parameters. An update is the same formula for every number of a tensor, so it runs over
/// blocks as over examples: how many there are is known only when the code runs.
/// </summary>
/// <param name="Before">What looks at all gradients first: the clipping by their norm.</param>
/// <param name="Clip">The number that comes of it, or null.</param>
internal sealed record ParallelUpdate(EquatableArray<Step> Before, Value? Clip, EquatableArray<RangeUpdate> Ranges)
{
    /// <summary>The length of a block: a cache line of float, a vector of 512 bits.</summary>
    public const int Block = 16;

    public static ParallelUpdate Of(PlannedProgram update)
    {
        Step[] before = [.. update.Steps.Where(s => Coalescing.UpdateOf(s) is null)];
        MapOp[] maps = [.. update.Steps.Select(Coalescing.UpdateOf).OfType<MapOp>()];
        return new ParallelUpdate(
            before.ToEquatableArray(),
            maps.SelectMany(m => m.Inputs).Distinct().SingleOrDefault(i => i.Shape.Rank == 0),
            maps.Select(m => RangeUpdate.Of(m, update.Buffers)).ToEquatableArray());
    }
}

/// <summary>The update of tensors that follow one another in every buffer.</summary>
/// <param name="First">The first parameter.</param>
/// <param name="Length">The number of parameters.</param>
/// <param name="Distances">How far behind its parameter a value's number is, in the arena; for a parameter, in the parameters.</param>
/// <param name="Blocks">The update of whole blocks.</param>
/// <param name="Rest">The update of one number after another.</param>
internal sealed record RangeUpdate(int First, int Length, EquatableArray<int> Distances, RegionStep Blocks, RegionStep Rest)
{
    /// <summary>The values that the two steps work on, in their order.</summary>
    public IEnumerable<(Value Block, Value Number, int Distance)> Buffers => Blocks.Ops[0].Inputs.Zip(Rest.Ops[0].Inputs, (b, n) => (b, n))
        .Where(p => p.b.Shape.Rank > 0)
        .Zip(Distances, (p, distance) => (p.b, p.n, distance));

    public static RangeUpdate Of(MapOp map, BufferPlan buffers)
    {
        Slot slot = buffers.Find(map.Inputs.First(i => i.Role == ValueRole.Parameter));
        int[] distances = [.. map.Inputs.Where(i => i.Shape.Rank > 0).Select(i => (int)(buffers.Find(i).Offset - slot.Offset))];
        return new RangeUpdate((int)slot.Offset, (int)slot.Length, distances.ToEquatableArray(), Over(map, ParallelUpdate.Block), Over(map, 1));
    }

    /// <summary>The same update of rows of <paramref name="columns"/> numbers.</summary>
    private static RegionStep Over(MapOp map, int columns)
    {
        Value[] inputs = [.. map.Inputs.Select((input, k) => input.Shape.Rank == 0 ? input : new Value(NameOf(map, k), Shape.Of(columns).Batched, input.Role))];
        List<Value> places = [.. map.Inputs];
        Value[] outputs = [.. map.Outputs.Select(o => inputs[places.IndexOf(o.Overwrites!)]).Select(i => new Value($"{i.Name}Next", i.Shape, i.Role) { Overwrites = i })];
        MapOp rows = new(inputs.ToEquatableArray(), outputs.ToEquatableArray(), map.Bodies);
        return new RegionStep([rows], RegionDomain.For(rows)) { Stored = outputs.ToEquatableArray() };
    }

    /// <summary>weights, gradients, means: the same in every range, so that ranges share their kernels.</summary>
    private static string NameOf(MapOp map, int k)
    {
        bool isMerged = map.Inputs.Any(i => i.Role == ValueRole.Parameter && WithoutNumber(i.Name) == "weights");
        return isMerged ? WithoutNumber(map.Inputs[k].Name) : Coalescing.Name(map, k);
    }

    private static string WithoutNumber(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
