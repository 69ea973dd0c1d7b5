using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>How tensors lie in memory: row-major, but for the weights whose two dimensions are exchanged.</summary>
internal sealed class Layouts
{
    // A layer with fewer outputs than the narrowest vector has lanes (of float; double goes with it) is computed as dot products over its inputs, which are
    // then the inner dimension.
    private const int NarrowestVector = 4;

    private readonly HashSet<Value> _transposed = [];

    private Layouts()
    {
    }

    /// <summary>Chooses: a weight (out, in) lies as (in, out), so that the outputs are neighbours and fill a vector, unless they are too few.</summary>
    public static Layouts Choose(OpGraph graph)
    {
        Layouts layouts = new();
        foreach (Parameter parameter in graph.Parameters.Where(p => p.Value.Shape.Rank == 2 && p.Value.Shape[0] >= NarrowestVector))
        {
            layouts._transposed.Add(parameter.Value);
            layouts._transposed.UnionWith(parameter.States.Select(s => s.Value));
            if (parameter.Gradient is { } gradient)
            {
                layouts._transposed.Add(gradient);
            }
        }

        return layouts;
    }

    public bool IsTransposed(Value value) => _transposed.Contains(value.Storage.Overwrites ?? value.Storage);

    /// <summary>The extents in the order they lie in memory, outermost first.</summary>
    public Shape InMemory(Value value) => IsTransposed(value) ? Shape.Of(value.Shape[1], value.Shape[0]) : value.Shape;

    /// <summary>The distance in memory between neighbours along <paramref name="dimension"/>.</summary>
    public int Stride(Value value, int dimension)
    {
        if (IsTransposed(value))
        {
            return dimension == 0 ? 1 : value.Shape[0];
        }

        return value.Shape.Extents.Skip(dimension + 1).Aggregate(1, (stride, extent) => stride * extent);
    }
}
