using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Kernels;

/// <summary>Lets sums start with the bias instead of adding it in the end: f(Σ + bias) becomes f(Σ') with Σ' starting at bias.</summary>
internal static class AccumulatorStart
{
    public static (Value? Start, EquatableArray<MapOp> Maps) Extract(ContractStep step) => Extract(step, step.Core.Output, [.. step.Epilogue]);

    public static (Value? Start, EquatableArray<MapOp> Maps) Extract(LaneContractStep step) => Extract(step, step.Sums, step.Maps);

    private static (Value? Start, EquatableArray<MapOp> Maps) Extract(Step step, Value sum, EquatableArray<MapOp> maps)
    {
        bool onlyUse = maps.Count(m => m.Inputs.Contains(sum)) == 1 && !step.Stored.Contains(sum);
        MapOp? first = maps.FirstOrDefault(m => m.Inputs.Contains(sum));
        if (!onlyUse || first is null || first.Bodies.Count != 1)
        {
            return (null, maps);
        }

        int sumIndex = first.Inputs.ToList().IndexOf(sum);
        Expr[] sumUses = [.. first.Bodies[0].Descendants().Where(e => e == Expr.Input(sumIndex))];
        Binary[] biased =
        [
            .. first.Bodies[0].Descendants().OfType<Binary>().Where(b => b is { Op: BinaryOp.Add, Left: Input l, Right: Input r }
                && (l.Index == sumIndex || r.Index == sumIndex)),
        ];
        if (biased.Length == 0 || sumUses.Length != biased.Length || biased.Distinct().Count() != 1)
        {
            return (null, maps);
        }

        int biasIndex = ((Input)biased[0].Left).Index == sumIndex ? ((Input)biased[0].Right).Index : ((Input)biased[0].Left).Index;
        Value bias = first.Inputs[biasIndex];
        if (new RegionDomain(sum.Shape).Of(bias.Shape) != Extent.PerColumn || step.Computes(bias))
        {
            return (null, maps);
        }

        MapOp simpler = first with { Bodies = first.Bodies.Select(b => b.Rewrite(e => e == biased[0] ? Expr.Input(sumIndex) : null)).ToEquatableArray() };
        return (bias, [.. maps.Select(m => m == first ? simpler : m)]);
    }
}
