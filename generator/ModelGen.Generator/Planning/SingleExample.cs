using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>
/// With one example a step, a sum over the examples is its only term: the gradient of a bias is the gradient of the layer's sums under another shape,
/// and what is done with it can be done where that is computed.
/// </summary>
internal static class SingleExample
{
    public static StepProgram Apply(StepProgram program)
    {
        Dictionary<Value, Value> views = program.Ops.OfType<ReduceOp>()
            .Where(r => r.Reduction == ReduceKind.Sum && r.Source.Shape.HasBatch && r.Result.Shape == r.Source.Shape.WithoutBatch && !program.IsKept(r.Result))
            .ToDictionary(r => r.Result, r => new Value(r.Result.Name, r.Result.Shape, r.Result.Role) { ViewOf = r.Source });
        Dictionary<Value, Value> shown = [];
        return program with
        {
            Ops = program.Ops.Where(op => !views.ContainsKey(op.Output))
                .Select(op => op.Inputs.Any(i => views.ContainsKey(i.Storage)) ? op.On(Shown) : op).ToEquatableArray(),
        };

        // The sum itself, or what shows it under one more shape.
        Value Shown(Value value)
        {
            if (!views.TryGetValue(value.Storage, out Value? view) || value == value.Storage)
            {
                return view ?? value;
            }

            if (!shown.TryGetValue(value, out Value? other))
            {
                shown[value] = other = new Value(value.Name, value.Shape, value.Role) { ViewOf = view };
            }

            return other;
        }
    }
}
