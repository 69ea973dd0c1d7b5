using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>What a cell works with at one time.</summary>
/// <param name="Name">What the names of its values begin with.</param>
internal sealed record RecurrentTurn(GraphBuilder Graph, string Name, int Units, RecurrentParameters Parameters)
{
    /// <summary>bias + Σⱼ h[j] · weight[o, j] for all gates, or the products normalised.</summary>
    public Value Products(Value state)
    {
        Value weight = Parameters.Recurrent;
        int rows = weight.Shape[0];
        Axis b = new("b", Shape.Batch), o = new("o", rows), j = new("j", Units);
        Value sums = Graph.Contract($"{Name}StateSums", Shape.Of(Shape.Batch, rows), AffineMap.Of(b, o), state, AffineMap.Of(b, j), weight, AffineMap.Of(o, j), [b, o, j]);
        return Parameters.StateNorm is not null ? Parameters.StateNorm.Lower(Graph, $"{Name}StateTerms", sums)
            : Parameters.RecurrentBias is not null ? Graph.Map($"{Name}StateTerms", Expr.Input(0) + Expr.Input(1), sums, Parameters.RecurrentBias)
            : sums;
    }

    /// <summary>The memory as it is shown.</summary>
    public Value Shown(Value memory) => Parameters.MemoryNorm?.Lower(Graph, $"{Name}NormalMemory", memory) ?? memory;

    /// <summary>The part of one gate, or of several.</summary>
    public Value Gate(string name, Value all, int gate, int count = 1)
    {
        Axis b = new("b", Shape.Batch), j = new("j", count * Units);
        return Graph.Rearrange(
            $"{Name}{name}",
            Shape.Of(Shape.Batch, count * Units),
            new Box(all, AffineMap.Of(b, Box.Plus(j, gate * Units)), AffineMap.Of(b, j), [b, j]));
    }

    public Value Map(string name, Expr body, params Value[] inputs) => Graph.Map($"{Name}{name}", body, inputs);
}
