using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>The memory of an inference.</summary>
public class ScratchTests
{
    private const int Budget = 32 * 1024, LargestBuffer = 16 * 1024 * 1024;

    [Theory]
    [InlineData("[Input(2)] [Dense(1)]", 0, 72, true)]
    [InlineData("[Input(2)] [Dense(10)] [Dense(1)]", 10, 72, true)]
    [InlineData("[Input(2)] [Dense(128)] [Dense(1)]", 128, 60, true)]
    [InlineData("[Input(2)] [Dense(256)] [Dense(256)] [Dense(1)]", 512, 12, true)]
    [InlineData("[Input(2)] [Dense(2048)] [Dense(1)]", 2048, 144, false)]
    [InlineData("[Input(2)] [Dense(8192)] [Dense(1)]", 8192, 72, false)]
    [InlineData("[Input(2)] [Dense(8193)] [Dense(1)]", 8193, 72, false)]
    [InlineData("[Input(2)] [Dense(100000)] [Dense(1)]", 100000, 36, false)]
    [InlineData("[Input(2)] [Dense(5000000)] [Dense(1)]", 5000000, 1, false)]
    [InlineData("[Input(512, 512, 3)] [Conv2D(16, 3)] [GlobalAveragePool]", 4161600, 1, false)]
    [InlineData("[Input(1, 3)] [Conv1D(400, 1)] [GlobalAveragePool]", 400, 18, true)]
    [InlineData("[Model(Precision = Precision.Double)] [Input(2)] [Dense(4096)] [Dense(1)]", 4096, 72, false)]
    [InlineData("[Model(Precision = Precision.Double)] [Input(2)] [Dense(4097)] [Dense(1)]", 4097, 72, false)]
    public void Examples_go_through_it_in_portions_of_whole_tiles(string attributes, int perExample, int portion, bool onStack)
    {
        CompiledModel model = Stages.Compile(attributes);
        Scratch scratch = model.Plan.PredictScratch;
        (scratch.PerExample, scratch.Portion, scratch.OnStack, scratch.IsNeeded).ShouldBe((perExample, portion, onStack, perExample > 0));
        ShouldHold(scratch, model.Network.NumberSize);
    }

    [Fact]
    public void Evaluation_keeps_the_outputs_and_what_the_kernel_of_the_loss_gives_beside_too()
    {
        ModelPlan plan = Stages.Plan("[Input(2)] [Dense(10)] [Dense(3)] [MeanSquaredErrorLoss]");
        plan.PredictScratch.Values.Select(v => (v.Value.Name, v.Offset)).ShouldBe([("dense1", 0)]);
        plan.EvaluateScratch.Values.Select(v => (v.Value.Name, v.Offset)).ShouldBe([("dense1", 0), ("dense2", 10), ("dense2Gradient", 13)]);
    }

    internal static void ShouldHold(Scratch scratch, int size)
    {
        long end = 0;
        foreach ((Value value, long offset) in scratch.Values)
        {
            offset.ShouldBe(end);
            end += value.Shape.Length;
        }

        scratch.PerExample.ShouldBe(end);
        scratch.Portion.ShouldBeInRange(1, 144);
        (scratch.Portion % 6 == 0 || scratch.Portion < 6).ShouldBeTrue();
        scratch.OneOnStack.ShouldBe(scratch.PerExample * size <= Budget);
        (scratch.OnStack ? scratch.OneOnStack : scratch.Portion == 1 || scratch.Portion * scratch.PerExample * size <= LargestBuffer).ShouldBeTrue();
        if (scratch.OnStack)
        {
            (scratch.Portion * scratch.PerExample * size).ShouldBeLessThanOrEqualTo(Budget);
        }
    }
}
