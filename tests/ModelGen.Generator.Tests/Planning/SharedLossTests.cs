using System.Linq;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>Evaluate runs the kernel of a training step's loss where that gives few gradients beside it.</summary>
public class SharedLossTests
{
    [Theory]
    [InlineData("[Input(3)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]", true)]
    [InlineData("[Input(3)] [Dense(128)] [MeanSquaredErrorLoss] [Sgd]", true)]
    [InlineData("[Input(3)] [Dense(129)] [MeanSquaredErrorLoss] [Sgd]", false)]
    public void The_loss_is_printed_once(string attributes, bool isShared)
    {
        TargetPlan plan = Stages.Plan($"[Model(MaxBatch = 64)] {attributes}").Targets[0];
        Step step = plan.Loss.Steps[0];
        (step.Stored.Count > 1).ShouldBe(isShared);
        plan.Backward.Steps.Any(s => ReferenceEquals(s, step)).ShouldBe(isShared);
    }
}
