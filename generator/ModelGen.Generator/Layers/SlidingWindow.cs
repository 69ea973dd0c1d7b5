using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>A window over the spatial dimensions of an input (batch, height, width, channels) or (batch, length, channels), as axes and indices.</summary>
/// <param name="Positions">y and x, where the window stands.</param>
/// <param name="Taps">ky and kx, the elements of its kernel, of those that have more than one.</param>
/// <param name="Input">2y + ky - 1 and 2x + kx - 1: what position and tap have to do with the input.</param>
/// <param name="Kernel">ky and kx, or 0, as indices of a weight.</param>
internal sealed record SlidingWindow(EquatableArray<Axis> Positions, EquatableArray<Axis> Taps, EquatableArray<AffineIndex> Input, EquatableArray<AffineIndex> Kernel)
{
    private static readonly string[] Names = ["y", "x"];

    /// <param name="extents">The spatial extents of what the window slides over.</param>
    /// <param name="positions">How often it stands along each.</param>
    public static SlidingWindow Of(IReadOnlyList<WindowDimension> window, IReadOnlyList<int> extents, IReadOnlyList<int> positions)
    {
        List<Axis> places = [], taps = [];
        List<AffineIndex> input = [], kernel = [];
        for (int d = 0; d < window.Count; d++)
        {
            string name = Names[Names.Length - window.Count + d];
            Axis place = new(name, positions[d]), tap = new($"k{name}", window[d].Kernel);
            bool hasTaps = tap.Extent > 1;
            places.Add(place);
            taps.AddRange(hasTaps ? [tap] : []);
            kernel.Add(hasTaps ? tap : AffineIndex.Zero);
            input.Add(new AffineIndex(
                [(place, window[d].Stride), .. hasTaps ? new[] { (tap, window[d].Dilation) } : []],
                -(int)window[d].Padding(extents[d]).Before));
        }

        return new SlidingWindow([.. places], [.. taps], [.. input], [.. kernel]);
    }

    /// <summary>The extents between the first dimension, the examples, and the last, the channels.</summary>
    public static int[] Spatial(Shape batched) => [.. batched.Extents.Skip(1).Take(batched.Rank - 2)];

    /// <summary>[b, y, x, channel].</summary>
    public static AffineMap At(Axis b, IEnumerable<AffineIndex> spatial, AffineIndex channel) => new([b, .. spatial, channel]);

    /// <summary>[b, y, x, channel] at the positions themselves.</summary>
    public AffineMap AtPosition(Axis b, AffineIndex channel) => At(b, Positions.Select(p => (AffineIndex)p), channel);

    /// <summary>[b, 2y + ky - 1, 2x + kx - 1, channel].</summary>
    public AffineMap AtInput(Axis b, AffineIndex channel) => At(b, Input, channel);
}
