using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>
/// The tensors at the border: callers give and take an example after another, and everything between has examples in the lanes. Each such tensor exists twice.
/// </summary>
internal sealed class LaneValues
{
    private readonly Dictionary<Value, Value> _lanes = [];

    /// <summary>The outputs as callers get them: a row for each example.</summary>
    public Value Output { get; }

    /// <summary>The outputs with examples in the lanes.</summary>
    public Value OutputInLanes { get; }

    public LaneValues(OpGraph graph, OpGraph? classes)
    {
        foreach (Value outside in new[] { graph.Input, graph.Target, classes?.Target, graph.InputGradient }.OfType<Value>())
        {
            _lanes[outside] = new Value($"{outside.Name}Lanes", outside.Shape, outside.Role == ValueRole.Gradient ? ValueRole.Gradient : ValueRole.Intermediate);
        }

        OutputInLanes = InLanes(graph.Output.Storage);
        Output = new Value($"{graph.Output.Storage.Name}Rows", graph.Output.Storage.Shape, ValueRole.Intermediate);
    }

    /// <summary>A tensor as the program between the borders knows it.</summary>
    public Value InLanes(Value value)
    {
        if (!_lanes.TryGetValue(value, out Value? known))
        {
            known = value.ViewOf is { } shown && InLanes(shown) is var other && other != shown
                ? new Value($"{value.Name}Lanes", value.Shape, value.Role) { ViewOf = other }
                : value;
            _lanes[value] = known;
        }

        return known;
    }

    public StepProgram InLanes(StepProgram program) => program with
    {
        Ops = [.. program.Ops.Select(InLanes)],
        Kept = [.. program.Kept.Select(InLanes)],
    };

    private Op InLanes(Op op)
    {
        EquatableArray<Value> inputs = [.. op.Inputs.Select(InLanes)], outputs = [.. op.Outputs.Select(InLanes)];
        return op switch
        {
            MapOp map => map with { Inputs = inputs, Outputs = outputs },
            ContractOp c => new ContractOp(inputs[0], c.AMap, inputs[1], c.BMap, outputs[0], c.OutputMap, c.Axes),
            ReduceOp reduce => new ReduceOp(reduce.Reduction, inputs[0], outputs[0], reduce.Largest is null ? null : outputs[1]),
            ReshapeOp => new ReshapeOp(inputs[0], outputs[0]),
            MaxPoolOp pool => new MaxPoolOp(inputs[0], pool.SourceMap, outputs[0], outputs[1], pool.OutputMap, pool.Axes, pool.Window),
            RouteOp route => new RouteOp(inputs[0], inputs[1], route.SourceMap, outputs[0], route.ResultMap, route.Axes, route.Window),
            RearrangeOp move => new RearrangeOp([.. move.Boxes.Select(box => box with { Source = InLanes(box.Source) })], outputs[0]),
            DropoutMaskOp mask => new DropoutMaskOp(mask.Rate, mask.Layer, outputs[0]),
            _ => throw new System.ArgumentOutOfRangeException(nameof(op), op.Kind, null),
        };
    }
}
