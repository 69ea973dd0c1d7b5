using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>How tensors lie in memory: row-major, but for the weights whose dimensions lie in another order.</summary>
internal sealed class Layouts
{
    // A dense layer with fewer outputs than the narrowest vector has lanes (of float; double goes with it) is computed as dot products over its inputs,
    // which are then the inner dimension.
    private const int NarrowestVector = 4;

    private readonly Dictionary<Value, EquatableArray<int>> _orders = [];

    private Layouts()
    {
    }

    /// <summary>
    /// Chooses: a dense weight (out, in) lies as (in, out), so that the outputs are neighbours and fill a vector, unless they are too few. The weight of a
    /// convolution lies with its kernel outside and the channels of the layer's output inside: (kh, kw, in, out). A table lies row by row, and so does what is
    /// read under another shape.
    /// </summary>
    public static Layouts Choose(OpGraph graph)
    {
        Layouts layouts = new();
        foreach (Parameter parameter in graph.Parameters)
        {
            EquatableArray<int> order = OrderOf(parameter.Value, graph);
            if (!order.SequenceEqual(Enumerable.Range(0, order.Count)))
            {
                foreach (Value value in parameter.States.Select(s => s.Value).Append(parameter.Value).Append(parameter.Gradient).OfType<Value>())
                {
                    layouts._orders[value] = order;
                }
            }
        }

        foreach (Op op in graph.Ops(Pass.Update))
        {
            layouts.Follow(op);
        }

        return layouts;
    }

    /// <summary>What an update computes on its way from a gradient to its parameter lies as these do.</summary>
    /// <remarks>But not the square of a matrix: that it is as large as a square weight says nothing.</remarks>
    private void Follow(Op op)
    {
        if (op is ContractOp square && square.A.Place == square.B.Place)
        {
            return;
        }

        foreach (Value result in op.Outputs.Where(o => o.Overwrites is null))
        {
            if (op.Inputs.FirstOrDefault(i => i.Shape == result.Shape && _orders.ContainsKey(i.Place)) is { } like)
            {
                _orders[result] = _orders[like.Place];
            }
        }
    }

    private static EquatableArray<int> OrderOf(Value weight, OpGraph graph)
    {
        int rank = weight.Shape.Rank;
        bool isTable = graph.Ops(Pass.Forward).Any(op => op is GatherOp gather ? gather.Table == weight : op is ReshapeOp view && view.Source == weight);
        if (rank < 2 || isTable || (rank == 2 && weight.Shape[0] < NarrowestVector))
        {
            return [.. Enumerable.Range(0, rank)];
        }

        int inner = graph.Ops(Pass.Forward).OfType<ContractOp>().FirstOrDefault(c => c.B == weight) is { } reader ? OutputDimension(reader) : 0;
        return [.. Enumerable.Range(2, rank - 2), .. new[] { 1, 0 }.OrderBy(d => d == inner)];
    }

    /// <summary>The dimension of a Contract's second operand that runs along the last dimension of its result.</summary>
    private static int OutputDimension(ContractOp contract)
    {
        AffineIndex last = contract.OutputMap.Indices[contract.OutputMap.Indices.Count - 1];
        Axis? innermost = last.Terms.Where(t => t.Coefficient == 1).Select(t => t.Axis).FirstOrDefault();
        return innermost is null ? 0 : System.Math.Max(0, Enumerable.Range(0, contract.BMap.Indices.Count).ToList().FindIndex(d => contract.BMap.Coefficient(d, innermost) == 1));
    }

    /// <summary>The dimensions in the order they lie in memory, outermost first.</summary>
    public EquatableArray<int> Order(Value value) =>
        value.Storage.Order.Count > 0 ? value.Storage.Order
        : _orders.TryGetValue(value.Place, out EquatableArray<int> order) ? order
        : [.. Enumerable.Range(0, value.Shape.Rank)];

    /// <summary>Whether the dimensions lie in another order than they are written in.</summary>
    public bool IsTransposed(Value value) => !Order(value).SequenceEqual(Enumerable.Range(0, value.Shape.Rank));

    /// <summary>The extents in the order they lie in memory, outermost first.</summary>
    public Shape InMemory(Value value) => Shape.Of([.. Order(value).Select(d => value.Shape[d])]);

    /// <summary>The distance in memory between neighbours along <paramref name="dimension"/>.</summary>
    public int Stride(Value value, int dimension) =>
        Order(value).SkipWhile(d => d != dimension).Skip(1).Aggregate(1, (stride, d) => stride * value.Shape[d]);
}
