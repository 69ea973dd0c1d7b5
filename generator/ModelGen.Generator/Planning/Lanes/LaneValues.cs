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
        foreach (Value outside in new[] { graph.Input, graph.Target, classes?.Target, graph.Given?.Target, graph.InputGradient }.OfType<Value>())
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
        Ops = [.. program.Ops.Select(op => op.On(InLanes))],
        Kept = [.. program.Kept.Select(InLanes)],
    };
}
