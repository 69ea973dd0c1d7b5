using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>
/// The last block of examples may be partly filled. Its other lanes repeat an example, so that their numbers are ordinary ones; but a sum over examples must
/// not count them. So gradients start with 0 there, and since all later ones are linear in them, 0 they stay.
/// </summary>
internal sealed class LaneMasks
{
    private readonly Dictionary<Value, Op> _producers;
    private readonly HashSet<Value> _masked = [];

    private LaneMasks(EquatableArray<Step> steps) =>
        _producers = steps.SelectMany(s => s.Ops).SelectMany(op => op.Outputs.Select(o => (o, op))).GroupBy(p => p.o).ToDictionary(g => g.Key, g => g.First().op);

    public static EquatableArray<Step> Apply(EquatableArray<Step> steps)
    {
        LaneMasks masks = new(steps);
        foreach (LaneContractStep step in steps.OfType<LaneContractStep>().Where(s => !s.Contraction.Result.Shape.HasBatch))
        {
            Op core = step.Ops.First(op => op is ContractOp or ReduceOp);
            masks.Demand(core.Inputs.FirstOrDefault(masks.IsLinear) ?? core.Inputs.First(i => i.Shape.HasBatch));
        }

        return [.. steps.Select(step => step is LaneRegionStep region
            ? region with { Masked = [.. region.Ops.SelectMany(op => op.Outputs).Where(masks._masked.Contains)] }
            : step)];
    }

    /// <summary>Whether a value is computed here, from gradients.</summary>
    private bool IsLinear(Value value) => value.Shape.HasBatch && _producers.ContainsKey(value.Storage);

    /// <summary>Sees to it that a value is 0 where there is no example.</summary>
    private void Demand(Value value)
    {
        value = value.Storage;
        if (_masked.Contains(value))
        {
            return;
        }

        switch (_producers.TryGetValue(value, out Op? op) ? op : null)
        {
            case MapOp map when Factors(map.Bodies[map.Outputs.ToList().IndexOf(value)], map) is { Count: > 0 } factors:
                factors.ForEach(Demand);
                break;
            case MapOp:
                _masked.Add(value);
                break;
            case ContractOp contract:
                Demand(contract.Inputs.First(IsLinear));
                break;
            case RouteOp route:
                Demand(route.Source);
                break;
            case ReduceOp { Reduction: ReduceKind.Sum } reduce:
                Demand(reduce.Source);
                break;
            default:
                throw new NotSupportedException($"{value.Name} is summed over examples and is no gradient");
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
    private bool IsGradient(Value value) => _producers.TryGetValue(value.Storage, out Op? op) && op switch
    {
        MapOp map => map.Output.Shape.HasBatch,
        ReduceOp reduce => reduce.Reduction == ReduceKind.Sum && IsLinear(reduce.Source),
        _ => true,
    };
}
