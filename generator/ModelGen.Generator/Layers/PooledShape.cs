using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The shape after a pooling layer: windows instead of positions, as many channels as before.</summary>
internal static class PooledShape
{
    public static Shape Of(IReadOnlyList<WindowDimension> window, Shape input) =>
        Shape.Of([.. window.Select((d, k) => (int)d.Outputs(input[k])), input[input.Rank - 1]]);
}
