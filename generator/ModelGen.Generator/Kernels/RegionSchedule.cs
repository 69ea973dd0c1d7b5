using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>The shape of a region's code.</summary>
/// <param name="Rows">How many rows, of one example where <paramref name="PerExample"/>; each is visited on its own.</param>
/// <param name="Columns">The length of a row.</param>
/// <param name="PerExample">Whether there are that many rows, or columns where <paramref name="IsFlat"/>, for each example.</param>
/// <param name="IsFlat">Whether rows do not matter: all positions are one row.</param>
/// <param name="Sweeps">The ops in order, cut where a reduction over a row must be complete.</param>
internal sealed record RegionSchedule(int Rows, int Columns, bool PerExample, bool IsFlat, EquatableArray<EquatableArray<Op>> Sweeps)
{
    /// <summary>Whether all is one row of a length that is known only when the code runs.</summary>
    public bool IsDynamic => IsFlat && PerExample;

    public static RegionSchedule Select(RegionStep step)
    {
        RegionDomain domain = step.Domain;
        EquatableArray<Op> ops = RegionOps.Expand(step);
        bool flat = ops.All(op => op.Inputs.Concat(op.Outputs).All(v => domain.Of(v.Shape) is Extent.Full or Extent.Scalar))
            && !ops.OfType<MapOp>().SelectMany(m => m.Bodies).Any(b => b.DependsOnPosition);
        int rows = flat ? 1 : domain.Rows, columns = flat ? domain.Rows * domain.Columns : domain.Columns;
        return new RegionSchedule(rows, columns, domain.Full.HasBatch, flat, Cut(ops, domain).ToEquatableArray());
    }

    /// <summary>
    /// The sweep of an op is the first in which all row reductions that it needs are complete. What is updated in place is updated at the end of the last one,
    /// since a sweep computes again what it needs of an earlier one and is not stored.
    /// </summary>
    private static IEnumerable<EquatableArray<Op>> Cut(EquatableArray<Op> ops, RegionDomain domain)
    {
        Dictionary<Value, int> ready = [];
        List<List<Op>> sweeps = [];
        foreach (Op op in ops.OrderBy(o => IsUpdate(o, ops) ? 1 : 0))
        {
            int complete = op.Inputs.Select(i => ready.TryGetValue(i.Storage, out int r) ? r : 0).DefaultIfEmpty(0).Max();
            int sweep = IsUpdate(op, ops) ? Math.Max(complete, sweeps.Count - 1) : complete;
            while (sweeps.Count <= sweep)
            {
                sweeps.Add([]);
            }

            sweeps[sweep].Add(op);
            foreach (Value output in op.Outputs)
            {
                ready[output] = op is ReduceOp && domain.Of(output.Shape) == Extent.PerRow ? sweep + 1 : sweep;
            }
        }

        return sweeps.Select(s => s.ToEquatableArray());
    }

    /// <summary>Whether an op changes something in place that the region itself does not read any more.</summary>
    private static bool IsUpdate(Op op, EquatableArray<Op> ops) =>
        op.Outputs.Any(o => o.Overwrites is not null) && !op.Outputs.Any(o => ops.Any(other => other.Inputs.Contains(o)));
}
