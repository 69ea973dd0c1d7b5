using System.Collections.Generic;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Graph;

/// <content>What a stream carries from one step to the next, and a stateful model from one batch to the next.</content>
internal sealed partial class GraphBuilder
{
    private Value? _stepsSoFar;

    public List<StreamState> States { get; } = [];

    /// <summary>A tensor that is there from the step or the batch before.</summary>
    /// <param name="shape">[batch, features].</param>
    /// <param name="initial">The parameter that it is before the first step; null for zeros.</param>
    public Value Carried(string name, Shape shape, Value? initial = null)
    {
        Value state = Value(name, shape, ValueRole.Carried);
        States.Add(new StreamState(state, initial));
        return state;
    }

    /// <summary>Makes <paramref name="next"/> what the next step or batch finds in <paramref name="state"/>: in the end, when all have read it.</summary>
    public void Carry(Value state, Value next)
    {
        Pass pass = Pass;
        Pass = IsTraining ? Pass.Statistics : Pass.Update;
        Map(Value($"{state.Name}Next", state.Shape, ValueRole.Carried, overwrites: state), Expr.Input(0), next);
        Pass = pass;
    }

    /// <summary>The steps before this one, [batch, 1], at most one less than a sequence has times.</summary>
    /// <param name="times">The times of a sequence, the same in all of a network.</param>
    public Value StepsSoFar(int times)
    {
        if (_stepsSoFar is null)
        {
            // A state may be written by anybody: what is no number of steps is 0.
            Value before = Carried("stepsBefore", Shape.Of(Shape.Batch, 1));
            _stepsSoFar = Map("steps", Expr.Select(Expr.Input(0), Comparison.GreaterOrEqual, 0, Expr.Min(Expr.Input(0), times - 1), 0), before);
            Carry(before, Map("stepsWithThis", Expr.Min(Expr.Input(0) + 1, times - 1), _stepsSoFar));
        }

        return _stepsSoFar;
    }

    /// <summary>What a causal window sees: <paramref name="source"/>, and before it what came a dilation earlier, two dilations, ….</summary>
    /// <param name="name">What its names begin with.</param>
    /// <param name="source">[batch, features] of this time.</param>
    /// <returns>[batch, taps, features], the oldest first.</returns>
    public Value Delayed(string name, Value source, int taps, int dilation)
    {
        int features = source.Shape[1];
        if (taps == 1)
        {
            return Reshape($"{name}Window", source, Shape.Of(Shape.Batch, 1, features));
        }

        Value past = Carried($"{name}Past", Shape.Of(Shape.Batch, DelayOp.LengthOf(taps, dilation, features)));
        Value window = Value($"{name}Window", Shape.Of(Shape.Batch, taps, features));
        Add(new DelayOp(source, past, window, dilation));
        return window;
    }
}
