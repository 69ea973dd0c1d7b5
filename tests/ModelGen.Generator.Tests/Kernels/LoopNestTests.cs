using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Convolutions, pools and their gradients as axes with strides, printed.</summary>
public class LoopNestTests
{
    private const string Loss = "[Flatten] [Dense(2)] [MeanSquaredErrorLoss] [Adam]";

    [Fact]
    public void A_convolution_is_clipped_where_its_taps_lie_in_the_padding() => Forward("[Input(8, 8, 3)] [Conv2D(16, 3, Padding = 1)]", "conv1Sums").ShouldBe(
        "Sum output[1024b + 128y + 16x + o] input[192b + 24y + 3x + 24ky + 3kx + i - 27] weight[o + 144ky + 48kx + 16i]"
        + " for b < batch, y < 8, x < 8, o < 16, ky < 3, kx < 3, i < 3, 0 <= y + ky - 1 < 8, 0 <= x + kx - 1 < 8");

    [Fact]
    public void Axes_that_lie_within_one_another_are_one() => Forward("[Input(8, 8, 3)] [Conv2D(16, 3)]", "conv1Sums").ShouldBe(
        "Sum output[576b + 96y + 16x + o] input[192b + 24y + 3x + 24ky + kxi] weight[o + 144ky + 16kxi] for b < batch, y < 6, x < 6, o < 16, ky < 3, kxi < 9");

    [Fact]
    public void A_convolution_of_one_pixel_runs_over_all_of_them_alike() => Forward("[Input(8, 8, 3)] [Conv2D(16, 1)]", "conv1Sums").ShouldBe(
        "Sum output[16byx + o] input[3byx + i] weight[o + 16i] for byx < batch * 64, o < 16, i < 3");

    [Fact]
    public void The_gradient_of_a_strided_convolutions_input_has_a_nest_for_each_remainder() =>
        Backward("[Model(InputGradients = true, MaxBatch = 8)] [Input(7, 1)] [Conv1D(4, 3, Stride = 2)]", "inputGradient").ShouldBe("""
            Sum inputGradient[7b + 2x] outputGradient2[12b + 4x - 4kx + o] weight[8kx + o] for b < batch, x < 4, kx < 2, o < 4, 0 <= x - kx < 3
            Sum inputGradient[7b + 2x + 1] outputGradient2[12b + 4x + o] weight[o + 4] for b < batch, x < 3, o < 4
            """);

    [Fact]
    public void Elements_that_no_window_reaches_are_empty() =>
        Backward("[Model(InputGradients = true, MaxBatch = 8)] [Input(7, 4)] [AveragePool1D(1, Stride = 2)]", "inputGradient").ShouldBe("""
            Sum inputGradient[28b + 8x + c] outputGradient2[16b + 4x + c] for b < batch, x < 4, c < 4
            Sum inputGradient[28b + 8x + c + 4] for b < batch, x < 3, c < 4, empty
            """);

    [Fact]
    public void The_gradient_of_a_pool_goes_where_the_maximum_was() =>
        Backward("[Model(InputGradients = true, MaxBatch = 8)] [Input(4, 4, 4)] [MaxPool2D(2)]", "inputGradient").ShouldBe(
            "Routed inputGradient[32by + 16ky + 8x + 4kx + c] outputGradient2[8by + 4x + c] position[8by + 4x + c] for by < batch * 2, ky < 2, x < 2, kx < 2, c < 4");

    [Fact]
    public void A_bias_gradient_sums_over_examples_and_positions_at_once()
    {
        CompiledModel model = Stages.Compile($"[Model(MaxBatch = 8)] [Input(8, 8, 3)] [Conv2D(16, 3)] {Loss}");
        ContractStep step = model.Plan.Programs.SelectMany(p => p.Steps).OfType<ContractStep>().First(s => s.Stored.Any(v => v.Name == "conv1BiasGradient"));
        PositionRows.Of(step).ShouldBe(36);
        model.Kernels[step].ShouldBeOfType<ContractKernel>().Product.Depth.Length.ShouldBe("batch");
    }

    [Fact]
    public void Weights_lie_with_the_kernel_outside_and_the_layers_outputs_inside()
    {
        CompiledModel model = Stages.Compile($"[Input(8, 8, 6)] [Conv2D(12, 3, Groups = 2)] [DepthwiseConv2D(3)] [Conv2DTranspose(5, 3)] {Loss}");
        model.Graph.Parameters.Where(p => p.Value.Shape.Rank == 4).Select(p => string.Join(" ", model.Layouts.Order(p.Value))).ShouldBe(["2 3 1 0", "2 3 1 0", "2 3 0 1"]);
        model.Graph.Parameters.Where(p => p.Value.Shape.Rank == 4).Select(p => $"{model.Layouts.InMemory(p.Value)}").ShouldBe(["[3, 3, 3, 12]", "[3, 3, 1, 12]", "[3, 3, 12, 5]"]);
    }

    private static string Forward(string layers, string core) => Print(Stages.Compile($"{layers} {Loss}"), core);

    private static string Backward(string layers, string stored) => Print(Stages.Compile($"{layers} {Loss}"), stored);

    /// <summary>The nests of the first kernel that computes or stores a value.</summary>
    private static string Print(CompiledModel model, string value)
    {
        LoopKernel kernel = model.Plan.Programs.SelectMany(p => p.Steps).OfType<ContractStep>()
            .Where(s => s.Ops.SelectMany(o => o.Outputs).Any(o => o.Name == value))
            .Select(s => (LoopKernel)model.Kernels[s]).First();
        return string.Join("\n", kernel.Schedule(VectorWidth.All[0]).Select(s => s.Nest));
    }
}
