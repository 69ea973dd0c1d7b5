using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>No plan needs much more memory than what is alive at once: values share their places.</summary>
public class ArenaBoundTests
{
    private const double Most = 1.3;

    [Theory]
    [InlineData("[Model(MaxBatch = 64)] [Input(28, 28, 1)] [Conv2D(6, 5, Activation = Activation.Relu)] [MaxPool2D(2)] [Conv2D(16, 5, Activation = Activation.Relu)] [MaxPool2D(2)] [Flatten] [Dense(120, Activation.Relu)] [Dense(84, Activation.Relu)] [Dense(10)] [SoftmaxCrossEntropyLoss] [Adam]")]
    [InlineData("[Model(MaxBatch = 32)] [Input(32, 32, 3)] [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)] [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)] [MaxPool2D(2)] [Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)] [MaxPool2D(2)] [Flatten] [Dense(64, Activation.Relu)] [Dense(6)] [SoftmaxCrossEntropyLoss] [Adam]")]
    [InlineData("[Model(MaxBatch = 64)] [Input(784)] [Dense(128, Activation.Relu)] [Dense(10)] [SoftmaxCrossEntropyLoss] [Adam]")]
    [InlineData("[Model(MaxBatch = 16)] [Input(8, 8, 16)] [ActivationLayer(Activation.Identity, Name = \"skip\")] [Conv2D(16, 3, Padding = Padding.Same)] [BatchNorm] [ActivationLayer(Activation.Relu)] [Conv2D(16, 3, Padding = Padding.Same)] [BatchNorm] [Add(\"skip\", Activation = Activation.Relu)] [GlobalAveragePool] [Dense(10)] [SoftmaxCrossEntropyLoss] [Sgd(Momentum = 0.9)]")]
    [InlineData("[Model(MaxBatch = 100)] [Input(50)] [Dense(200, Activation.Gelu)] [LayerNorm] [Dropout(0.5)] [Dense(100, Activation.Tanh)] [Dense(7)] [MeanSquaredErrorLoss] [Adam]")]
    public void The_arena_is_at_most_a_third_larger_than_what_lives_at_once(string attributes)
    {
        CompiledModel model = Stages.Compile(attributes);
        int bound = model.Plan.Targets.Max(target => LowerBound(model, target));
        bound.ShouldBeGreaterThan(model.Plan.Buffers.ParameterCount);
        ((double)model.Plan.ArenaLength / bound).ShouldBeInRange(1, Most);
    }

    /// <summary>Gradients and states, and the most numbers that some step of training finds alive: stored by it or before, and read by it or later.</summary>
    private static int LowerBound(CompiledModel model, TargetPlan target)
    {
        Step[] steps = [.. model.Plan.Forward!.Steps, .. (target.Train ?? target.Backward).Steps];
        bool isGrouped = model.Plan.Lanes is { Group: > 0 };
        Value output = model.Plan.Lanes?.Output ?? model.Graph.Output.Storage;
        HashSet<Value> persistent = [.. model.Graph.Parameters.SelectMany(p => p.States.Select(s => s.Value).Prepend(p.Gradient).Prepend(p.Value)).OfType<Value>()];
        Value[] values = [.. steps.SelectMany(s => s.Stored).Where(v => v.Shape.Rank > 0 && v.Overwrites is null && !persistent.Contains(v) && !(isGrouped && v == output)).Distinct()];
        int most = Enumerable.Range(0, steps.Length).Max(at => values.Where(v => First(v) <= at && at <= Last(v)).Sum(Length));
        int states = model.Graph.Parameters.Sum(p => (1 + p.States.Count) * p.Value.Shape.Length);
        bool readsInput = isGrouped || (target.Train ?? target.Backward).Reads(model.Graph.Input);
        int kept = (readsInput ? model.Graph.Input.Shape.Length : 0) + (isGrouped ? output.Shape.Length : 0);
        return states + most + (kept * model.Network.MaxBatch);

        int First(Value v) => System.Array.FindIndex(steps, s => s.Stored.Contains(v));

        // Forward shows its outputs until the next call.
        int Last(Value v) => v == output ? int.MaxValue : System.Array.FindLastIndex(steps, s => s.Loaded.Contains(v) || s.Stored.Contains(v));

        // A group at a time, where a batch is cut into groups.
        int Length(Value v) => v.Shape.Length * (!v.Shape.HasBatch ? 1 : isGrouped ? model.Plan.Lanes!.Group : model.Network.MaxBatch);
    }
}
