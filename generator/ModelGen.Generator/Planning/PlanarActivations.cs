using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Planning;

/// <summary>
/// In inference, keeps the outputs of a convolution with few channels as one plane for each channel: then a row of pixels fills vectors, where six channels
/// would leave most of a vector empty. Convolutions and pools read any layout.
/// </summary>
/// <remarks>
/// Only where the input's pixels are neighbours, too: it has one channel, as a grey picture has, or lies in planes itself. LeNet-5's first convolution takes a
/// quarter of the instructions.
/// </remarks>
internal static class PlanarActivations
{
    private static readonly EquatableArray<int> Planar = [0, 3, 1, 2];

    /// <param name="kept">The values that the caller gives memory to.</param>
    public static EquatableArray<Step> Apply(EquatableArray<Step> steps, IReadOnlyCollection<Value> kept)
    {
        List<Step> planned = [.. steps];
        for (int i = 0; i < planned.Count; i++)
        {
            if (planned[i] is ContractStep step && step.Stored is [var stored] && !kept.Contains(stored) && Gains(step) && MayLieInPlanes(stored, step, planned))
            {
                Value planes = new(stored.Name, stored.Shape, stored.Role) { Order = Planar };
                planned = [.. planned.Select(s => Renamed(s, stored, planes))];
            }
        }

        return planned.ToEquatableArray();
    }

    /// <summary>Whether the pixels of a row are neighbours in the operand, and need fewer vectors than the channels.</summary>
    private static bool Gains(ContractStep step) => step.Core switch
    {
        ContractOp { Result.Shape.Rank: 4, A.Shape.Rank: 4 } c => PixelsAreNeighbours(c.A) && Stride(c.AMap, c.OutputMap) == 1 && Vectors(c.Result.Shape[2]) < Vectors(c.Result.Shape[3]),
        MaxPoolOp { Source.Shape.Rank: 4 } p => p.Source.Order.Equals(Planar),
        _ => false,
    };

    private static bool PixelsAreNeighbours(Value value) => value.Shape[3] == 1 || value.Order.Equals(Planar);

    private static int Stride(AffineMap operand, AffineMap result) => result.Indices[2].SingleAxis is { } x ? operand.Coefficient(2, x) : 0;

    /// <summary>Vectors for each number, where there are <paramref name="extent"/> in a row.</summary>
    private static double Vectors(int extent) => PieceRun.Cover(extent, 512, Precision.Single).Count / (double)extent;

    /// <summary>Whether all that reads or writes a value can do so in any layout.</summary>
    private static bool MayLieInPlanes(Value value, ContractStep writer, IReadOnlyList<Step> steps)
    {
        IEnumerable<Value> others = writer.Epilogue.SelectMany(m => m.Inputs).Where(i => !writer.Computes(i));
        Step[] readers = [.. steps.Where(s => s.Loaded.Contains(value))];
        return others.All(i => i.Shape.Rank <= 1)
            && readers.Length > 0
            && readers.All(s => s is ContractStep reader && Reads(reader, value) && (reader.Core is not MaxPoolOp || (reader.Stored is [var pooled] && MayLieInPlanes(pooled, reader, steps))));
    }

    private static bool Reads(ContractStep step, Value value) =>
        step.Core is ContractOp { A.Shape.Rank: 4 } or MaxPoolOp
        && !MatrixProduct.Fits(step.Core)
        && step.Core.Inputs[0] == value
        && step.Ops.SelectMany(op => op.Inputs).Count(i => i.Storage == value) == 1;

    private static Step Renamed(Step step, Value from, Value to) => step is ContractStep contract && (step.Stored.Contains(from) || step.Loaded.Contains(from))
        ? new ContractStep([.. contract.Ops.Select(op => Renamed(op, from, to))]) { Stored = [.. contract.Stored.Select(v => v == from ? to : v)] }
        : step;

    private static Op Renamed(Op op, Value from, Value to)
    {
        Value Other(Value value) => value == from ? to : value;
        return op switch
        {
            MapOp map => new MapOp([.. map.Inputs.Select(Other)], [.. map.Outputs.Select(Other)], map.Bodies) { Slope = map.Slope },
            ContractOp c => new ContractOp(Other(c.A), c.AMap, c.B, c.BMap, Other(c.Result), c.OutputMap, c.Axes) { Band = c.Band },
            MaxPoolOp p => new MaxPoolOp(Other(p.Source), p.SourceMap, Other(p.Result), p.Position, p.OutputMap, p.Axes, p.Window),
            _ => op,
        };
    }
}
