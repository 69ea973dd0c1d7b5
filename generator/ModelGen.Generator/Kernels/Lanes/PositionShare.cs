using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>In formulas of means over examples and positions, 1 / positions as a number that has a name: the formula is then the same for all sizes.</summary>
internal static class PositionShare
{
    public const string Name = "perPosition";

    public static LaneContractStep In(LaneContractStep step, int positions) => step with
    {
        Ops = In(step.Ops, positions),
        Maps = step.Maps.Select(m => In(m, positions)).ToEquatableArray(),
    };

    public static LaneRegionStep In(LaneRegionStep step, int positions) =>
        new(step.Region with { Ops = In(step.Region.Ops, positions) }, step.Masked) { Stored = step.Stored };

    /// <summary>The same of what each channel has one of: the positions are those that the formula divides by; null where it does not.</summary>
    public static (RegionStep Step, int Positions)? In(RegionStep step)
    {
        double[] shares = [.. step.Ops.OfType<MapOp>().SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).OfType<Binary>()
            .Where(b => b is { Op: BinaryOp.Multiply, Left: Const, Right: Scalar { Name: StepScalar.PerExample } }).Select(b => ((Const)b.Left).Value).Distinct()];
        int positions = shares.Length == 1 && shares[0] is > 0 and < 1 ? (int)Math.Round(Math.Min(1 / shares[0], int.MaxValue)) : 0;
        return positions > 0 && 1.0 / positions == shares[0] ? (step with { Ops = In(step.Ops, positions) }, positions) : null;
    }

    private static EquatableArray<Op> In(EquatableArray<Op> ops, int positions) => ops.Select(op => op is MapOp map ? In(map, positions) : op).ToEquatableArray();

    private static MapOp In(MapOp map, int positions) => map with { Bodies = map.Bodies.Select(b => In(b, positions)).ToEquatableArray() };

    /// <summary>Only beside 1 / examples: elsewhere the same number is another's.</summary>
    private static Expr In(Expr body, int positions) => !body.Descendants().OfType<Scalar>().Any(s => s.Name == StepScalar.PerExample)
        ? body
        : body.Rewrite(e => e is not Const { Value: var c } || Math.Abs(c) != 1.0 / positions ? null : c > 0 ? new Scalar(Name) : -new Scalar(Name));
}
