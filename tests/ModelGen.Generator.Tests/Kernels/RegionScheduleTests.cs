using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;
using ElementType = ModelGen.Generator.Declarations.Precision;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Kernels as printed: how regions are swept.</summary>
public class RegionScheduleTests
{
    [Theory]
    [InlineData("[Input(7)] [ActivationLayer(Activation.Tanh)]", 512, "1 × 7 per example flat: in a range; output")]
    [InlineData("[Input(7)] [ActivationLayer(Activation.Softmax)]", 512, "1 × 7 per example: 4 4~1 whole; logSumExpMax | logSumExpExp, logSumExpSum | logSumExpInverse, output")]
    [InlineData("[Input(7)] [ActivationLayer(Activation.Softmax)]", 0, "1 × 7 per example: 7 × 1 whole; logSumExpMax | logSumExpExp, logSumExpSum | logSumExpInverse, output")]
    [InlineData("[Input(3, 25)] [ActivationLayer(Activation.LogSoftmax)]", 512, "3 × 25 per example: 16 16~7 whole; logSumExpMax | logSumExpExp, logSumExpSum | logSumExp, output")]
    [InlineData("[Input(1000)] [ActivationLayer(Activation.Softmax)]", 512, "1 × 1000 per example: 16; logSumExpMax | logSumExpExp, logSumExpSum | logSumExpInverse, output")]
    public void Regions_are_swept_until_their_sums_are_complete(string attributes, int bits, string expected)
    {
        CompiledModel model = Stages.Compile(attributes);
        RegionKernel kernel = model.Plan.Predict.Steps.Select(s => model.Kernels[s]).ShouldHaveSingleItem().ShouldBeOfType<RegionKernel>();
        RowBlock block = kernel.BlockOf(VectorWidth.All.Single(w => w.Bits == bits), ElementType.Single);
        RegionSchedule s = kernel.Schedule;
        string rows = $"{s.Rows} × {s.Columns}{(s.PerExample ? " per example" : "")}{(s.IsFlat ? " flat" : "")}";
        $"{rows}: {(s.IsDynamic ? "in a range" : Print(block))}; {string.Join(" | ", s.Sweeps.Select(w => string.Join(", ", w.Select(op => op.Output.Name))))}".ShouldBe(expected);
    }

    /// <summary>What the last block of a row takes once more must be the same once more, or not count.</summary>
    [Theory]
    [InlineData("[Input(60)] [ActivationLayer(Activation.Softmax)]", "4 whole 1 1 1", true)]
    [InlineData("[Input(64)] [ActivationLayer(Activation.Softmax)]", "4 whole 2 2 1", false)]
    [InlineData("[Input(512)] [LayerNorm]", "4 4 4 1", false)]
    [InlineData("[Input(19)] [ActivationLayer(Activation.Softmax)]", "2 whole 3 whole 1 1", true)]
    [InlineData("[Input(3)] [ActivationLayer(Activation.Softmax)]", "1 1 1 1", false)]
    public void Rows_of_few_vectors_are_one_block(string attributes, string vectors, bool movesBack)
    {
        CompiledModel model = Stages.Compile(attributes);
        RegionKernel kernel = model.Plan.Predict.Steps.Select(s => model.Kernels[s]).ShouldHaveSingleItem().ShouldBeOfType<RegionKernel>();
        string.Join(" ", VectorWidth.All.Select(w => kernel.BlockOf(w, ElementType.Single)).Select(b => $"{b.Pieces.Count}{(b.HoldsRow ? " whole" : "")}")).ShouldBe(vectors);
        kernel.MovesBack(ElementType.Single).ShouldBe(movesBack);
    }

    [Fact]
    public void Exponentials_of_a_softmax_are_computed_once_and_wait_where_the_probabilities_go()
    {
        CompiledModel model = Stages.Compile("[Input(100)] [ActivationLayer(Activation.Softmax, Name = \"probs\")]");
        RegionKernel kernel = model.Plan.Predict.Steps.Select(s => model.Kernels[s]).ShouldHaveSingleItem().ShouldBeOfType<RegionKernel>();
        WaitingResult waiting = kernel.Waiting.ShouldHaveSingleItem();
        (waiting.From, waiting.Until).ShouldBe((1, 2));
        kernel.Step.Stored.ShouldContain(waiting.Place);
    }

    [Fact]
    public void Log_sum_exp_is_shifted_by_the_maximum_and_probabilities_need_no_second_exponential()
    {
        ModelPlan plan = Stages.Plan("[Input(7)] [ActivationLayer(Activation.Softmax, Name = \"probs\")]");
        RegionStep step = plan.Predict.Steps.ShouldHaveSingleItem().ShouldBeOfType<RegionStep>();
        string.Join("\n", RegionOps.Expand(step).Select(GraphPrinter.Print)).ShouldBe("""
            probsLogSumExpMax[batch, 1] = Max(input[batch, 7])
            probsLogSumExpExp[batch, 7] = exp(input − probsLogSumExpMax)
            probsLogSumExpSum[batch, 1] = Sum(probsLogSumExpExp[batch, 7])
            probsLogSumExpInverse[batch, 1] = 1 / probsLogSumExpSum
            probs[batch, 7] = probsLogSumExpExp · probsLogSumExpInverse
            """);
    }

    [Fact]
    public void Logarithms_are_kept_where_they_are_wanted()
    {
        ModelPlan plan = Stages.Plan("[Input(7)] [ActivationLayer(Activation.LogSoftmax, Name = \"logs\")]");
        RegionStep step = plan.Predict.Steps.ShouldHaveSingleItem().ShouldBeOfType<RegionStep>();
        string.Join("\n", RegionOps.Expand(step).Select(GraphPrinter.Print)).ShouldBe("""
            logsLogSumExpMax[batch, 1] = Max(input[batch, 7])
            logsLogSumExpExp[batch, 7] = exp(input − logsLogSumExpMax)
            logsLogSumExpSum[batch, 1] = Sum(logsLogSumExpExp[batch, 7])
            logsLogSumExp[batch, 1] = ln(logsLogSumExpSum)
            logs[batch, 7] = input − logsLogSumExpMax − logsLogSumExp
            """);
    }

    private static string Print(RowBlock block) => $"{(block.Times == 1 ? "" : $"{block.Times} × ")}{SchedulePrinter.Print(block.Pieces)}{(block.HoldsRow ? " whole" : "")}";
}
