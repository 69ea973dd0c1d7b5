using System.Collections.Generic;
using System.Linq;
using System;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>Decides for every step how its code is shaped on each kind of machine.</summary>
internal static class KernelSelector
{
    // What is less of the largest contraction has one text, whatever a width loses: a hundredth of a step at most.
    private const int FewestOfLargest = 32;

    /// <summary>A kernel for every step of the plan that runs as one; steps that differ in names alone have the same.</summary>
    public static IReadOnlyDictionary<Step, Kernel> Select(ModelPlan plan, Layouts layouts, Network network)
    {
        KernelForms forms = new(layouts, new TensorWords(network));
        Dictionary<Step, Kernel> kernels = [];
        Dictionary<(Step Form, bool HasOneRow, bool IsMasked), Kernel> known = [];
        MaskedRows masks = new();
        HashSet<Step> evaluating = [.. plan.Targets.SelectMany(t => t.LossOfPortion)], streaming = [.. plan.Stream?.Program.Steps.SelectMany(s => s.Parts()) ?? []];
        long largest = plan.Programs.SelectMany(p => p.Steps).SelectMany(s => s.Parts()).Select(WorkOf).DefaultIfEmpty(0).Max();
        foreach (Step step in plan.Programs
            .Where(p => p != plan.Update)
            .SelectMany(p => p.Steps)
            .Concat(plan.RangedUpdate?.Steps ?? [])
            .SelectMany(s => s.Parts())
            .Where(s => s is ContractStep or RowUpdateStep or RegionStep or RearrangeStep or GatherStep or ScatterStep or LaneContractStep or LaneRegionStep)
            .Distinct())
        {
            Step form = forms.Of(step);
            bool isMasked = masks.Has(step);

            // Evaluate takes portions of examples, however few a training step has: a sum over them is one, with MaxBatch = 1 too.
            int rows = Math.Max(network.MaxBatch, evaluating.Contains(step) ? 2 : 1) * PositionRows.Of(step);
            if (streaming.Contains(step) && !known.ContainsKey((form, false, isMasked)))
            {
                // A step of a stream has one row, and needs no tiles of more; a kernel that predictions have anyway serves it, too.
                rows = 1;
            }

            if (!known.TryGetValue((form, rows == 1, isMasked), out Kernel? kernel))
            {
                kernel = Select(form, layouts, network.Precision, rows, WorkOf(step) < largest / FewestOfLargest);
                known[(form, rows == 1, isMasked)] = kernel = kernel is RegionKernel region ? region with { IsMasked = isMasked } : kernel;
            }

            kernels[step] = kernel;
        }

        return kernels;
    }

    /// <summary>The products of a step's sums, for each example or each place of the batch.</summary>
    private static long WorkOf(Step step) =>
        step.Ops.OfType<ContractOp>().Select(c => c.Axes.Where(a => a.Extent != Shape.Batch).Aggregate(1L, (all, axis) => all * axis.Extent)).DefaultIfEmpty(0).Max();

    private static Kernel Select(Step step, Layouts layouts, Precision precision, int maxBatch, bool isMinor)
    {
        switch (step)
        {
            case ContractStep contract:
                return MatrixProduct.Fits(contract.Core) ? Select(contract, layouts, precision, maxBatch, isMinor) : SelectLoops(contract, layouts, precision, maxBatch);
            case RowUpdateStep rows:
                ContractKernel gradient = Select(rows.Gradient, layouts, precision, maxBatch, isMinor), update = Select(rows.Update, layouts, precision, maxBatch, isMinor);
                return new RowUpdateKernel(rows, gradient, update, ContractSelector.RowUpdate(gradient));
            case LaneContractStep lanes:
                return LaneKernelSelector.Select(lanes, layouts, precision, maxBatch);
            case LaneRegionStep lanes:
                return LaneRegionKernel.Select(lanes);
            case RegionStep region:
                return RegionKernel.Select(region);
            case RearrangeStep move:
                return new RearrangeKernel(move, [.. move.Move.Boxes.Select(b => BoxMove.Of(b, move.Move.Result, layouts, move.IsInLanes ? LaneLayout.Block : 1))], move.Move.HasZeros);
            case GatherStep gather:
                return new GatherKernel(gather);
            case ScatterStep scatter:
                return new ScatterKernel(scatter);
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, null);
        }
    }

    private static ContractKernel Select(ContractStep contract, Layouts layouts, Precision precision, int maxBatch, bool isMinor)
    {
        MatrixProduct product = MatrixProduct.Of(contract, layouts, maxBatch);
        (Value? start, EquatableArray<MapOp> maps) = AccumulatorStart.Extract(contract);
        return new ContractKernel(contract, product, start, maps, ContractSelector.Select(product, precision, maxBatch, isMinor));
    }

    private static LoopKernel SelectLoops(ContractStep contract, Layouts layouts, Precision precision, int maxBatch)
    {
        // What is stored decides the layout: the sums themselves may never leave their registers.
        Value stored = contract.Stored.First(v => v.Shape == contract.Core.Output.Shape);
        EquatableArray<LoopNest> nests = LoopNests.Of(contract.Core, stored, layouts, maxBatch);
        bool isSum = nests.All(n => n.Kind == NestKind.Sum && n.Factor == 1);
        (Value? start, EquatableArray<MapOp> maps) = isSum ? AccumulatorStart.Extract(contract) : (null, [.. contract.Epilogue]);
        bool updatesInPlace = contract.Stored.Any(v => v.Overwrites is not null), keepsPosition = contract.Core is MaxPoolOp pool && contract.Stored.Contains(pool.Position);
        return new LoopKernel(contract, start, maps, [.. nests.Select(n => LoopSelector.Select(n, precision, maxBatch, updatesInPlace, keepsPosition))]);
    }

    private static EquatableArray<T> ForEachWidth<T>(Func<VectorWidth, T> choose) => VectorWidth.All.Select(choose).ToEquatableArray();
}
