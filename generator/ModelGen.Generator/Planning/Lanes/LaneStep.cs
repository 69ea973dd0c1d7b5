using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>
/// A contraction with examples in the lanes: a Contract, a sum over examples, a max-pooling or a routing; the Maps that finish its sums; perhaps a
/// max-pooling after them, or a routing before.
/// </summary>
/// <param name="Contraction">What its core computes.</param>
/// <param name="Maps">What finishes each sum.</param>
internal sealed record LaneContractStep(EquatableArray<Op> Ops, LaneContraction Contraction, EquatableArray<MapOp> Maps) : Step(Ops)
{
    /// <summary>The value of the bare sums.</summary>
    public Value Sums { get; init; } = Contraction.Result;

    /// <summary>The max-pooling that takes the finished sums; null without one.</summary>
    public FusedPool? Pool { get; init; }

    /// <summary>For a routed operand, the cells that the largest numbers came from.</summary>
    public Value? Index { get; init; }

    /// <summary>What it reads; a number known at compile time is part of its formula.</summary>
    public override IEnumerable<Value> Loaded => base.Loaded.Where(v => v is not { Role: ValueRole.Constant, Shape.Rank: 0 });

    public override IEnumerable<Value> InLanes => Loaded.Concat(Stored).Where(v => v.Shape.HasBatch);

    public override Step With(Op op) => throw new InvalidOperationException("fused already");

    public override Step On(Func<Value, Value> other) => this with
    {
        Ops = OpsOn(other),
        Contraction = Contraction.On(other),
        Maps = Maps.Select(m => (MapOp)m.On(other)).ToEquatableArray(),
        Sums = other(Sums),
        Pool = Pool is { } pool ? new FusedPool(other(pool.Source), other(pool.Result), other(pool.Cell)) : null,
        Index = Index is { } index ? other(index) : null,
        Stored = StoredOn(other),
    };
}

/// <summary>Maps and reductions over the rows of one example, with examples in the lanes.</summary>
/// <param name="Masked">Values that are to be 0 where the last block has no example: gradients that sums over examples depend on.</param>
internal sealed record LaneRegionStep(RegionStep Region, EquatableArray<Value> Masked) : Step(Region.Ops)
{
    public override IEnumerable<Value> InLanes => Loaded.Concat(Stored).Where(v => v.Shape.HasBatch);

    public override Step With(Op op) => throw new InvalidOperationException("fused already");

    public override Step On(Func<Value, Value> other) => new LaneRegionStep((RegionStep)Region.On(other), Masked.Select(other).ToEquatableArray()) { Stored = StoredOn(other) };
}

/// <summary>A copy from rows of examples to lanes or back.</summary>
internal sealed record LaneCopyStep(Value Source, Value Copy, bool ToLanes) : Step([])
{
    public override IEnumerable<Value> Loaded => [Source.Storage];

    public override IEnumerable<Value> InLanes => [ToLanes ? Copy : Source.Storage];

    public override Step With(Op op) => throw new InvalidOperationException("a copy takes no op");
}
