using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Kernels as printed: how regions are swept.</summary>
public class RegionScheduleTests
{
    [Theory]
    [InlineData("[Input(7)] [ActivationLayer(Activation.Tanh)]", 512, "1 × 7 per example flat: ; output")]
    [InlineData("[Input(7)] [ActivationLayer(Activation.Softmax)]", 512, "1 × 7 per example: 4 1 1 1; logSumExpMax | logSumExpExp, logSumExpSum | logSumExpInverse, output")]
    [InlineData("[Input(7)] [ActivationLayer(Activation.Softmax)]", 0, "1 × 7 per example: 1 1 1 1 1 1 1; logSumExpMax | logSumExpExp, logSumExpSum | logSumExpInverse, output")]
    [InlineData("[Input(3, 25)] [ActivationLayer(Activation.LogSoftmax)]", 512, "3 × 25 per example: 16 8 1; logSumExpMax | logSumExpExp, logSumExpSum | logSumExp, output")]
    [InlineData("[Input(1000)] [ActivationLayer(Activation.Softmax)]", 512, "1 × 1000 per example: ; logSumExpMax | logSumExpExp, logSumExpSum | logSumExpInverse, output")]
    public void Regions_are_swept_until_their_sums_are_complete(string attributes, int bits, string expected)
    {
        CompiledModel model = Stages.Compile(attributes);
        RegionKernel kernel = model.Plan.Predict.Steps.Select(s => model.Kernels[s]).ShouldHaveSingleItem().ShouldBeOfType<RegionKernel>();
        Print(kernel.Schedule(VectorWidth.All.Single(w => w.Bits == bits))).ShouldBe(expected);
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

    private static string Print(RegionSchedule s) =>
        $"{s.Rows} × {s.Columns}{(s.PerExample ? " per example" : "")}{(s.IsFlat ? " flat" : "")}: {SchedulePrinter.Print(s.Pieces)}; {string.Join(" | ", s.Sweeps.Select(w => string.Join(", ", w.Select(op => op.Output.Name))))}";
}
