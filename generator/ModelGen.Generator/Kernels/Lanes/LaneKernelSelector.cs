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

/// <summary>Chooses a schedule for every vector width.</summary>
internal static class LaneKernelSelector
{
    public static LaneContractKernel Select(LaneContractStep step, Layouts layouts, Precision precision, int maxBatch)
    {
        (Value? start, EquatableArray<MapOp> maps) = step.Contraction.Result.Shape.HasBatch ? AccumulatorStart.Extract(step) : (null, step.Maps);
        LaneContraction contraction = step.Contraction;
        return new LaneContractKernel(
            step,
            step.Sums,
            contraction.A,
            contraction.B,
            step.Index,
            start,
            maps,
            step.Pool,
            Schedules(contraction, precision, maxBatch, Instructions(maps), Stride));

        // What is stored decides the layout: the sums themselves may never leave their registers.
        int Stride(Value value, int dimension) =>
            layouts.Stride(value == contraction.Result && step.Stored.FirstOrDefault(v => v.Shape == value.Shape) is { } stored ? stored : value, dimension);
    }

    /// <param name="instructions">Of the Maps that finish a sum.</param>
    public static EquatableArray<LaneSchedule> Schedules(LaneContraction contraction, Precision precision, int maxBatch, int instructions, Func<Value, int, int> stride) =>
        [.. VectorWidth.All.Select(width =>
        {
            VectorType type = width.Type(precision);
            LaneNest nest = NestBuilder.Build(contraction, type, stride);
            return Select(nest, width, type, maxBatch, instructions);
        })];

    public static LaneSchedule Select(LaneNest nest, VectorWidth width, VectorType type, int maxBatch, int instructions) => LaneScheduler.Select(
        nest,
        width.Registers - (nest.Routing is null ? 0 : 1),
        foldsNumbers: width.Registers >= 32,
        LaneLayout.Blocks(maxBatch),
        sums => Epilogue(nest, type, sums, instructions),
        width.IsScalar ? LaneCost.WeightOfScalarCode : LaneCost.WeightOfCode);

    /// <summary>The instructions of Maps.</summary>
    public static int Instructions(EquatableArray<MapOp> maps) => maps.Sum(m => m.Bodies.Sum(b => b.Descendants().Count(e => e.Children.Count > 0 || e is Input)));

    private static double Epilogue(LaneNest nest, VectorType type, TileSum?[] sums, int maps)
    {
        TileSum[] known = [.. sums.OfType<TileSum>()];
        int cells = nest.Axes.Where(a => a.Role == AxisRole.Window).Aggregate(1, (product, a) => product * a.Extent);
        return nest.SumsLanes ? known.Length + SumTree.Instructions([.. known.Select(s => s.At.Result).OrderBy(r => r)], type)
            : cells > 1 ? known.Length + (known.Length / cells * ((3 * cells) + 3 + maps))
            : known.Length * (2 + maps);
    }
}
