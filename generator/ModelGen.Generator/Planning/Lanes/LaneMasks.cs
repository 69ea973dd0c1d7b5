using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>
/// The last block of examples may be partly filled. Its other lanes repeat an example, so that their numbers are ordinary ones; but a sum over examples must
/// not count them. So gradients start with 0 there, and since all later ones are linear in them, 0 they stay. What nothing makes 0, such as the sums of a
/// convolution that a batch normalisation takes the mean of, is multiplied with 1 for an example and 0 for none.
/// </summary>
internal sealed class LaneMasks
{
    private readonly Dictionary<Value, (Step Step, Op Op)> _producers;
    private readonly HashSet<Value> _masked = [];

    private LaneMasks(EquatableArray<Step> steps) =>
        _producers = steps.SelectMany(s => s.Ops.Select(op => (s, op))).SelectMany(p => p.op.Outputs.Select(o => (o, p))).GroupBy(p => p.o).ToDictionary(g => g.Key, g => g.First().p);

    public static EquatableArray<Step> Apply(EquatableArray<Step> steps)
    {
        LaneMasks masks = new(steps);
        Value weight = new("exampleWeight", Shape.Of(1).Batched, ValueRole.Intermediate);
        Step[] summed = [.. steps.Select(step => step is LaneContractStep { Contraction.Result.Shape.HasBatch: false } sum ? masks.OverExamples(sum, weight) : step)];
        Step[] masked = [.. summed.Select(step => step is LaneRegionStep region
            ? region with { Masked = [.. region.Ops.SelectMany(op => op.Outputs).Where(masks._masked.Contains)] }
            : step)];
        return masked.Any(s => s.Loaded.Contains(weight)) ? [Ones(weight), .. masked] : [.. masked];
    }

    /// <summary>A sum over examples that counts each once.</summary>
    private Step OverExamples(LaneContractStep step, Value weight)
    {
        Op core = step.Ops.First(op => op is ContractOp or ReduceOp);
        HashSet<Value> masked = [];
        if (IsMadeZero(core.Inputs.FirstOrDefault(IsLinear) ?? core.Inputs.First(i => i.Shape.HasBatch), masked))
        {
            _masked.UnionWith(masked);
            return step;
        }

        if (core is not ReduceOp { Reduction: ReduceKind.Sum } || step.Contraction.AMap.Indices[0].SingleAxis is not { Extent: Shape.Batch } example)
        {
            throw new NotSupportedException($"{core.Inputs[0].Name} is summed over examples and is no gradient");
        }

        LaneContraction sum = step.Contraction;
        ContractOp weighted = new(sum.A, sum.AMap, weight, AffineMap.Of(example, AffineIndex.Zero), sum.Result, sum.ResultMap, sum.Axes);
        return new LaneContractStep([weighted, .. step.Ops.Skip(1)], LaneContraction.Of(weighted), step.Maps) { Stored = step.Stored, Sums = step.Sums };
    }

    /// <summary>1 for each example.</summary>
    private static LaneRegionStep Ones(Value weight) =>
        new(new RegionStep([new MapOp([], [weight], [1])], new RegionDomain(weight.Shape)), [weight]) { Stored = [weight] };

    /// <summary>Whether a value is computed here, from gradients.</summary>
    private bool IsLinear(Value value) => value.Shape.HasBatch && _producers.ContainsKey(value.Storage);

    /// <summary>Whether a value is 0 where there is no example, once some others are made so: these are added to <paramref name="masked"/>.</summary>
    private bool IsMadeZero(Value value, HashSet<Value> masked)
    {
        value = value.Storage;
        if (_masked.Contains(value) || masked.Contains(value))
        {
            return true;
        }

        if (!_producers.TryGetValue(value, out (Step Step, Op Op) producer))
        {
            return false;
        }

        switch (producer.Op)
        {
            case MapOp map when Factors(map.Bodies[map.Outputs.ToList().IndexOf(value)], map) is { Count: > 0 } factors:
                return factors.TrueForAll(factor => IsMadeZero(factor, masked));
            case MapOp:
                return producer.Step is LaneRegionStep && masked.Add(value);
            case ContractOp contract:
                return contract.Inputs.FirstOrDefault(IsLinear) is { } linear && IsMadeZero(linear, masked);
            case RouteOp route:
                return IsMadeZero(route.Source, masked);
            case RearrangeOp move:
                return move.Inputs.All(source => IsMadeZero(source, masked));
            case ReduceOp { Reduction: ReduceKind.Sum } reduce:
                return IsMadeZero(reduce.Source, masked);
            default:
                return false;
        }
    }

    /// <summary>Inputs that make a formula 0 when they all are, if there are such among what is computed here; else null.</summary>
    private List<Value>? Factors(Expr e, MapOp map)
    {
        switch (e)
        {
            case Const { Value: 0 }:
                return [];
            case Input input:
                return IsLinear(map.Inputs[input.Index]) && IsGradient(map.Inputs[input.Index]) ? [map.Inputs[input.Index]] : null;
            case Unary { Op: UnaryOp.Negate or UnaryOp.Abs or UnaryOp.Sqrt or UnaryOp.FlushDenormal } unary:
                return Factors(unary.Operand, map);
            case Binary { Op: BinaryOp.Multiply } product:
                return Factors(product.Left, map) ?? Factors(product.Right, map);
            case Binary { Op: BinaryOp.Divide } quotient:
                return Factors(quotient.Left, map);
            case Binary { Op: BinaryOp.Add or BinaryOp.Subtract } sum:
                return All(Factors(sum.Left, map), Factors(sum.Right, map));
            case Select select:
                return All(Factors(select.IfTrue, map), Factors(select.IfFalse, map));
            default:
                return null;
        }
    }

    private static List<Value>? All(List<Value>? a, List<Value>? b) => a is null || b is null ? null : [.. a, .. b];

    /// <summary>Whether a value can be made 0 by making what it comes from 0: exponentials cannot.</summary>
    private bool IsGradient(Value value) => _producers.TryGetValue(value.Storage, out (Step Step, Op Op) producer) && producer.Op switch
    {
        MapOp map => map.Output.Shape.HasBatch,
        ReduceOp reduce => reduce.Reduction == ReduceKind.Sum && IsLinear(reduce.Source),
        _ => true,
    };
}
