using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Chooses the form of a contraction with examples in the lanes.</summary>
internal static class LaneKernelSelector
{
    // Halves are added, then quarters, and so on.
    private const int InstructionsOfLaneSum = 11;

    public static LaneContractKernel Select(LaneContractStep step, Layouts layouts, Precision precision, int maxBatch)
    {
        PositionSum? sum = PositionSum.Of(step.Contraction);
        step = sum is null or { Positions: 1 } ? step : PositionShare.In(step, sum.Positions);
        (Value? start, EquatableArray<MapOp> maps) = step.Contraction.Result.Shape.HasBatch ? AccumulatorStart.Extract(step) : (null, step.Maps);
        LaneContraction contraction = step.Contraction;
        LaneNest nest = NestBuilder.Build(contraction, Stride) with { MayRepeat = step.Stored.All(v => v.Overwrites is null) };
        return new LaneContractKernel(
            step,
            step.Sums,
            contraction.A,
            contraction.B,
            step.Index,
            start,
            maps,
            step.Pool,
            sum?.Schedule(nest) ?? Select(nest, precision, maxBatch, Instructions(maps))) { OverPositions = sum };

        // What is stored decides the layout: the sums themselves may never leave their registers.
        int Stride(Value value, int dimension) =>
            layouts.Stride(value == contraction.Result && step.Stored.FirstOrDefault(v => v.Shape == value.Shape) is { } stored ? stored : value, dimension);
    }

    /// <param name="instructions">Of the Maps that finish a sum.</param>
    public static LaneSchedule Select(LaneNest nest, Precision precision, int maxBatch, int instructions) =>
        LaneScheduler.Select(nest, precision, LaneLayout.Blocks(maxBatch), Epilogue(nest, instructions));

    /// <summary>The instructions of Maps.</summary>
    public static int Instructions(EquatableArray<MapOp> maps) => maps.Sum(m => m.Bodies.Sum(b => b.Descendants().Count(e => e.Children.Count > 0 || e is Input)));

    /// <summary>Instructions for the start and the end of a sum.</summary>
    private static double Epilogue(LaneNest nest, int maps)
    {
        int cells = nest.Axes.Where(a => a.Role == AxisRole.Window).Aggregate(1, (product, a) => product * a.Extent);
        return nest.SumsLanes ? InstructionsOfLaneSum + maps
            : cells > 1 ? 1 + (((3.0 * cells) + 3 + maps) / cells)
            : 2 + maps;
    }
}
