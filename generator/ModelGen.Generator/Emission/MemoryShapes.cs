using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>The shapes of tensors in memory, for comments: [784, 128] of a weight (128, 784), [blocks, 28, 28, 1, 16] of images with examples in the lanes.</summary>
/// <param name="steps">What uses the tensors.</param>
internal sealed class MemoryShapes(IEnumerable<Step> steps, Layouts layouts)
{
    private readonly HashSet<Value> _inLanes = [.. steps.SelectMany(s => s.InLanes).Select(v => v.Place)];

    public string Of(Value value)
    {
        Shape shape = layouts.InMemory(value);
        return _inLanes.Contains(value.Place) ? $"[blocks, {string.Concat(shape.Extents.Skip(1).Select(e => $"{e}, "))}{LaneLayout.Block}]" : $"{shape}";
    }
}
