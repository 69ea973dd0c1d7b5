using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Kernels;

/// <summary>How a box is moved: loops over blocks that lie in one piece in both tensors. The same for every vector width.</summary>
/// <param name="Loops">Outermost first, without that over the examples.</param>
/// <param name="Run">The length of a block.</param>
/// <param name="Turned">Rows and columns of the matrix that is moved with both exchanged instead of a block; null for a block.</param>
internal sealed record BoxMove(Box Box, int SourceOffset, int ResultOffset, EquatableArray<MoveLoop> Loops, int Run, (int Rows, int Columns)? Turned)
{
    /// <param name="lanes">How many numbers, of as many examples, stand at each position.</param>
    public static BoxMove Of(Box box, Value result, Layouts layouts, int lanes = 1)
    {
        List<MoveLoop> loops = Merged(box.Axes
            .Where(a => a.Extent is not (1 or Shape.Batch))
            .Select(a => new MoveLoop(a.Name, a.Extent, lanes * Stride(box.SourceMap, box.Source, a, layouts), lanes * Stride(box.ResultMap, result, a, layouts)))
            .OrderByDescending(l => l.ResultStride)
            .Concat(lanes == 1 ? [] : [new MoveLoop("lane", lanes, 1, 1)]));
        int run = 1;
        (int, int)? turned = null;
        if (loops is [.., { SourceStride: 1, ResultStride: 1 } inner])
        {
            run = inner.Extent;
            loops.RemoveAt(loops.Count - 1);
        }
        else if (loops is [.., var column, var row] && row.ResultStride == 1 && column.SourceStride == 1
            && column.ResultStride == row.Extent && row.SourceStride == column.Extent)
        {
            turned = (row.Extent, column.Extent);
            loops.RemoveRange(loops.Count - 2, 2);
        }

        return new BoxMove(box, lanes * Offset(box.SourceMap, box.Source, layouts), lanes * Offset(box.ResultMap, result, layouts), loops.ToEquatableArray(), run, turned);
    }

    /// <summary>Two loops that together go through both tensors in equal steps are one.</summary>
    private static List<MoveLoop> Merged(IEnumerable<MoveLoop> loops)
    {
        List<MoveLoop> merged = [];
        foreach (MoveLoop inner in loops)
        {
            if (merged.LastOrDefault() is { } outer && outer.SourceStride == inner.SourceStride * inner.Extent && outer.ResultStride == inner.ResultStride * inner.Extent)
            {
                merged[merged.Count - 1] = inner with { Name = outer.Name, Extent = outer.Extent * inner.Extent };
            }
            else
            {
                merged.Add(inner);
            }
        }

        return merged;
    }

    private static int Stride(AffineMap map, Value value, Axis axis, Layouts layouts) =>
        Enumerable.Range(0, map.Indices.Count).Sum(d => map.Coefficient(d, axis) * layouts.Stride(value, d));

    private static int Offset(AffineMap map, Value value, Layouts layouts) =>
        Enumerable.Range(0, map.Indices.Count).Sum(d => map.Indices[d].Offset * layouts.Stride(value, d));
}

/// <param name="Name">The letter that counts.</param>
internal sealed record MoveLoop(string Name, int Extent, int SourceStride, int ResultStride);
