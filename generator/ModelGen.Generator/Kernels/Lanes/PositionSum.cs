using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>
/// A sum over examples and positions for each channel, of one tensor or of the products of two: biases' gradients, means, variances. Its columns are channels, and it
/// reads each number once: nothing is gained by knowing sizes, nor by writing terms out, since the sums of a block do not wait for each other.
/// </summary>
/// <param name="Positions">1 for the outputs of a dense layer.</param>
/// <param name="Columns">The channels of a block.</param>
internal sealed record PositionSum(int Positions, int Channels, int Columns)
{
    /// <summary>Null for another contraction, for one channel, and for channels that do not fill blocks of three vectors or four where there is more to add than examples.</summary>
    public static PositionSum? Of(LaneContraction c)
    {
        Shape shape = c.A.Shape;
        if (c.Window.Count > 0 || c.Cells.Count > 0 || c.Result.Shape.Rank != 1 || c.Result.Shape.HasBatch || shape.Rank < 2 || !IsWhole(c.AMap, shape)
            || c.ResultMap.Indices[0].SingleAxis is not { } channel || channel != c.AMap.Indices[shape.Rank - 1].SingleAxis)
        {
            return null;
        }

        bool isOfTerms = c.B is null || (c.B.Shape == shape && c.BMap!.Equals(c.AMap));
        bool isOfExamples = c.B is { Shape: { HasBatch: true, Length: 1 } } && c.BMap!.Indices[0].SingleAxis == c.AMap.Indices[0].SingleAxis;
        int channels = shape[shape.Rank - 1], positions = shape.Length / channels, columns = new[] { 4, 3, 2, 1 }.First(n => channels % n == 0);
        return channels > 1 && (isOfTerms || isOfExamples) && (columns > 2 || positions == 1) && shape.HasBatch ? new PositionSum(positions, channels, columns) : null;
    }

    public LaneSchedule Schedule(LaneNest nest)
    {
        int column = Enumerable.Range(0, nest.Axes.Count).Single(a => nest.Axes[a].Role == AxisRole.Result);
        return LaneSchedule.Of(nest, column, [.. nest.Axes.Select(_ => 1)]) with { Blocks = [.. VectorWidth.All.Select(w => w.IsScalar ? 1 : Columns)] };
    }

    /// <summary>Whether a tensor is read as a whole, each dimension by an axis of its own.</summary>
    private static bool IsWhole(AffineMap map, Shape shape) =>
        map.Indices.All(i => i.SingleAxis is not null) && map.Indices.Select(i => i.SingleAxis).Distinct().Count() == shape.Rank
        && map.Indices.Select((i, d) => i.SingleAxis!.Extent == shape[d]).All(same => same);
}
