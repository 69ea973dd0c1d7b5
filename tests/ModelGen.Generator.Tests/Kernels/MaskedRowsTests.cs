using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>What a causal mask hides is left out: by sweeps in blocks, by products in tiles. That the numbers stay right, the layer cases show.</summary>
public class MaskedRowsTests
{
    private const string Train = "[MeanSquaredErrorLoss] [Adam]";

    [Theory]
    [InlineData("Causal = true")]
    [InlineData("Causal = true, Dropout = 0.2")]
    [InlineData("Causal = true, Rotary = true, Window = 37")]
    [InlineData("Causal = true, Window = 500")]
    public void Rows_of_scores_and_of_their_gradients_see_what_the_mask_leaves(string settings)
    {
        RegionKernel[] kernels = Regions($"[Input(96, 8)] [MultiHeadAttention(2, {settings})] {Train}", 96);
        kernels.Length.ShouldBeGreaterThanOrEqualTo(2);
        kernels.ShouldAllBe(k => k.IsMasked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(36)]
    public void A_window_has_columns_for_what_a_query_sees_alone(int width)
    {
        CompiledModel model = Stages.Compile($"[Input(96, 8)] [MultiHeadAttention(2, Causal = true, Window = {width}, Dropout = 0.2)] {Train}");
        Shape[] scores = [.. model.Plan.Programs.SelectMany(p => p.Steps).SelectMany(s => s.Stored).Select(v => v.Shape).Where(s => s is { Rank: 4 } && s[2] == 96 && s[3] != 4).Distinct()];
        scores.ShouldBe([Shape.Of(Shape.Batch, 2, 96, width)]);
        Regions($"[Input(96, 8)] [MultiHeadAttention(2, Causal = true, Window = {width})] {Train}", width).ShouldAllBe(k => !k.IsMasked);
    }

    [Fact]
    public void Lengths_hide_more_but_no_more_than_the_mask_is_left_out() =>
        Regions($"[Input(96, 8, Lengths = true)] [MultiHeadAttention(2, Causal = true)] [GlobalAveragePool] {Train}", 96).ShouldAllBe(k => k.IsMasked);

    [Theory]
    [InlineData("[MultiHeadAttention(2)]")]
    [InlineData("[Dense(96)] [ActivationLayer(Activation.Softmax)]")]
    public void Without_a_mask_all_is_seen(string layers) => Regions($"[Input(96, 8)] {layers} {Train}", 96).ShouldAllBe(k => !k.IsMasked);

    [Fact]
    public void Products_and_their_gradients_keep_to_the_band()
    {
        ModelPlan plan = Stages.Plan($"[Input(96, 8)] [MultiHeadAttention(2, Causal = true)] {Train}");
        Band?[] bands =
        [
            .. plan.Programs.SelectMany(p => p.Steps).SelectMany(s => s.Ops).OfType<ContractOp>().Distinct()
                .Where(c => c.A.Shape.HasBatch && c.B.Shape.HasBatch && c.Axes.Count == 5).Select(c => c.Band),
        ];
        bands.Length.ShouldBeGreaterThanOrEqualTo(6);
        bands.ShouldAllBe(b => b!.ToString() == "k ≤ q");
    }

    /// <summary>Columns that lie apart in a matrix of each example would be read number by number.</summary>
    [Theory]
    [InlineData(32, "", "Transposed Transposed", "")]
    [InlineData(4, "", "", "")]
    [InlineData(32, ", Causal = true, Window = 4", "Transposed", "Transposed")]
    public void Products_of_many_rows_transpose_values_and_keys_that_they_read_across(int times, string settings, string backward, string predict)
    {
        ModelPlan plan = Stages.Plan($"[Input({times}, 8)] [MultiHeadAttention(2{settings})] {Train}");
        TransposedIn(plan.Targets[0].Backward).ShouldBe(backward);
        TransposedIn(plan.Predict).ShouldBe(predict);

        static string TransposedIn(PlannedProgram program) => string.Join(" ", program.Steps.OfType<RearrangeStep>().Select(s => s.Move.Result.Name).Where(n => n.EndsWith("Transposed", System.StringComparison.Ordinal)).Select(_ => "Transposed"));
    }

    /// <summary>But for those of the stream, which has one row.</summary>
    private static RegionKernel[] Regions(string attributes, int columns)
    {
        CompiledModel model = Stages.Compile(attributes);
        return [.. model.Kernels.Values.OfType<RegionKernel>().Where(k => k.Region.Domain is { Columns: var c, Full.Rank: 4 } && c == columns).Distinct()];
    }
}
