using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>Planning as printed: which ops are computed together, and what is stored.</summary>
public class FusionTests
{
    private const string Xor = "[Input(2)] [Dense(2, Activation.Sigmoid)] [Dense(1, Activation.Sigmoid)] [MeanSquaredErrorLoss] [Sgd]";
    private const string Digits = "[Input(784)] [Dense(128, Activation.Relu)] [Dense(10)] [SoftmaxCrossEntropyLoss]";

    private const string Words = "[Input(5)] [Embedding(1000, 4)] [Flatten] [Dense(1)] [MeanSquaredErrorLoss]";

    [Fact]
    public void A_plain_update_of_a_table_touches_the_rows_used_alone() => Print(Stages.Plan($"{Words} [Sgd]").Targets[0].Train!).ShouldBe("""
        region lossTerms, lossSum, dense1Gradient -> lossSum, dense1Gradient
        scalar loss -> loss
        contract dense1BiasGradient2, dense1BiasNext -> dense1BiasNext
        contract flatten1Gradient -> flatten1Gradient
        contract dense1WeightGradient2, dense1WeightNext -> dense1WeightNext
        scatter embedding1WeightGradient, embedding1WeightNext -> embedding1WeightNext
        """);

    [Theory]
    [InlineData("Sgd(WeightDecay = 0.1)")]
    [InlineData("Sgd(ClipValue = 1)")]
    public void Another_update_of_a_table_goes_over_all_of_it(string optimizer)
    {
        string steps = Print(Stages.Plan($"{Words} [{optimizer}]").Targets[0].Train!);
        steps.ShouldContain("scatter embedding1WeightGradient -> embedding1WeightGradient");
        steps.ShouldContain("region embedding1WeightNext -> embedding1WeightNext");
    }

    /// <summary>
    /// Of products nothing is stored: they are summed up where they are made, once for both gradients that are multiples of the sum. Threads meet behind each value
    /// of the whole batch that examples or a root read; a single example has none to meet.
    /// </summary>
    [Fact]
    public void A_batch_normalisation_sums_products_up()
    {
        ModelPlan plan = Stages.Plan("[Input(6)] [Dense(4)] [BatchNorm] [Dense(1)] [MeanSquaredErrorLoss] [Adam]");
        Print(plan.Forward!).ShouldBe("""
            contract dense1Sums, dense1 -> dense1
            contract batchNorm1Sum, batchNorm1Mean -> batchNorm1Mean
            mean over slices batchNorm1Mean
            region batchNorm1Centered -> batchNorm1Centered
            contract batchNorm1SquareSum, batchNorm1Variance -> batchNorm1Variance
            mean over slices batchNorm1Variance
            region batchNorm1InverseDeviation -> batchNorm1InverseDeviation
            region batchNorm1 -> batchNorm1
            contract dense2Sums, dense2 -> dense2
            """);
        plan.Targets[0].Backward.Steps.OfType<SliceMeanStep>().Select(s => s.Value.Name).ShouldBe(["batchNorm1InverseDeviationGradient", "batchNorm1MeanGradient"]);
        StepPrinter.Print(plan.Targets[0].Backward.Steps.Where(s => s.Stored.Any(v => v.Name.StartsWith("batchNorm1")))).ShouldBe("""
            contract batchNorm1Gradient -> batchNorm1Gradient
            contract batchNorm1InverseDeviationGradientProducts, batchNorm1InverseDeviationGradient, batchNorm1WeightGradient2, batchNorm1WeightGradient -> batchNorm1InverseDeviationGradient, batchNorm1WeightGradient
            contract batchNorm1BiasGradient2, batchNorm1BiasGradient -> batchNorm1BiasGradient
            region batchNorm1CenteredGradient -> batchNorm1CenteredGradient
            contract batchNorm1MeanGradientProducts, batchNorm1MeanGradient -> batchNorm1MeanGradient
            """);
    }

    [Fact]
    public void Xor_in_inference() => Print(Stages.Plan(Xor).Predict).ShouldBe("""
        contract dense1Sums, dense1 -> dense1
        contract dense2Sums, dense2 -> dense2
        """);

    [Fact]
    public void Xor_forward() => Print(Stages.Plan(Xor).Forward!).ShouldBe("""
        contract dense1Sums, dense1 -> dense1
        contract dense2Sums, dense2 -> dense2
        """);

    [Fact]
    public void Xor_backward_stores_gradients() => Print(Stages.Plan(Xor).Targets[0].Backward).ShouldBe("""
        region lossTerms, lossSum, dense2PreActivationsGradient -> lossSum, dense2PreActivationsGradient
        scalar loss -> loss
        contract dense2BiasGradient2, dense2BiasGradient -> dense2BiasGradient
        contract dense1Gradient, dense1PreActivationsGradient -> dense1PreActivationsGradient
        contract dense2WeightGradient2, dense2WeightGradient -> dense2WeightGradient
        contract dense1BiasGradient2, dense1BiasGradient -> dense1BiasGradient
        contract dense1WeightGradient2, dense1WeightGradient -> dense1WeightGradient
        """);

    [Fact]
    public void Xor_in_training_updates_while_gradients_are_in_registers() => Print(Stages.Plan(Xor).Targets[0].Train!).ShouldBe("""
        region lossTerms, lossSum, dense2PreActivationsGradient -> lossSum, dense2PreActivationsGradient
        scalar loss -> loss
        contract dense2BiasGradient2, dense2BiasNext -> dense2BiasNext
        contract dense1Gradient, dense1PreActivationsGradient -> dense1PreActivationsGradient
        contract dense2WeightGradient2, dense2WeightNext -> dense2WeightNext
        contract dense1BiasGradient2, dense1BiasNext -> dense1BiasNext
        contract dense1WeightGradient2, dense1WeightNext -> dense1WeightNext
        """);

    [Fact]
    public void One_example_a_step_updates_rows_when_their_products_are_taken() =>
        Print(Stages.Plan("[Model(MaxBatch = 1)] [Input(2)] [Dense(5, Activation.Tanh)] [Dense(6, Activation.Tanh)] [Dense(1)] [HalfSumOfSquaresLoss] [Sgd]").Targets[0].Train!).ShouldBe("""
            region lossTerms, lossSum, dense3Gradient, dense3BiasNext -> lossSum, dense3Gradient, dense3BiasNext
            scalar loss -> loss
            contract dense2Gradient, dense2PreActivationsGradient, dense2BiasNext -> dense2PreActivationsGradient, dense2BiasNext
            contract dense3WeightGradient2, dense3WeightNext -> dense3WeightNext
            rows dense1Gradient, dense1PreActivationsGradient, dense1BiasNext, dense2WeightGradient2, dense2WeightNext -> dense1PreActivationsGradient, dense1BiasNext, dense2WeightNext
            contract dense1WeightGradient2, dense1WeightNext -> dense1WeightNext
            """);

    [Fact]
    public void A_perceptron_with_plain_descent_updates_in_its_contractions() => Print(Stages.Plan($"{Digits} [Sgd]").Targets[1].Train!).ShouldBe("""
        region logSumExp, logSumExpMax, scoreTerms, score, lossTerms, lossSum, dense2Gradient -> lossSum, dense2Gradient
        scalar loss -> loss
        contract dense2BiasGradient2, dense2BiasNext -> dense2BiasNext
        transpose dense2Weight -> dense2WeightTransposed
        contract dense1Gradient, dense1PreActivationsGradient -> dense1PreActivationsGradient
        contract dense2WeightGradient2, dense2WeightNext -> dense2WeightNext
        contract dense1BiasGradient2, dense1BiasNext -> dense1BiasNext
        contract dense1WeightGradient2, dense1WeightNext -> dense1WeightNext
        """);

    [Fact]
    public void A_perceptron_with_adam_updates_flat_afterwards()
    {
        ModelPlan plan = Stages.Plan($"{Digits} [Adam]");
        plan.Targets.ShouldAllBe(t => t.Train == null);
        Print(plan.Update!).ShouldBe("region weightsNext, meansNext, squaresNext -> weightsNext, meansNext, squaresNext");
    }

    [Fact]
    public void Cross_entropy_on_rows_and_on_classes_is_one_region()
    {
        ModelPlan plan = Stages.Plan($"{Digits} [Adam]");
        Print(plan.Targets[0].Loss).ShouldBe("""
            region logSumExp, logSumExpMax, lossTerms, lossSum, logSumExpGradientTerms, logSumExpGradient, dense2Gradient -> lossSum, dense2Gradient
            scalar loss -> loss
            """);
        Print(plan.Targets[1].Loss).ShouldBe("""
            region logSumExp, logSumExpMax, scoreTerms, score, lossTerms, lossSum, dense2Gradient -> lossSum, dense2Gradient
            scalar loss -> loss
            """);
    }

    [Fact]
    public void Gelu_keeps_its_argument() =>
        Print(Stages.Plan("[Input(8)] [Dense(6, Activation.Gelu)] [Dense(2)] [MeanSquaredErrorLoss]").Forward!).ShouldBe("""
            contract dense1Sums, dense1PreActivations, dense1 -> dense1PreActivations, dense1
            contract dense2Sums, dense2 -> dense2
            """);

    [Fact]
    public void Softmax_in_the_middle_is_a_region() =>
        Print(Stages.Plan("[Input(8)] [Dense(6, Activation.Softmax)] [Dense(2)] [MeanSquaredErrorLoss]").Forward!).ShouldBe("""
            contract dense1Sums, dense1PreActivations -> dense1PreActivations
            region dense1LogSumExp, dense1LogSumExpMax, dense1 -> dense1
            contract dense2Sums, dense2 -> dense2
            """);

    [Fact]
    public void A_norm_is_complete_before_it_clips()
    {
        Print(Stages.Plan("[Input(2)] [Dense(3, Bias = false)] [HalfSumOfSquaresLoss] [Sgd(ClipNorm = 1)]").Update!).ShouldBe("""
            region dense1WeightGradientSquares, dense1WeightGradientSquareSum -> dense1WeightGradientSquareSum
            scalar clip -> clip
            region dense1WeightNext -> dense1WeightNext
            """);
    }

    [Fact]
    public void Updates_of_neighbours_are_one()
    {
        ModelPlan plan = Stages.Plan("[Input(2)] [Dense(3)] [Dense(4)] [Dense(1)] [MeanSquaredErrorLoss] [Sgd(Momentum = 0.9)]");
        Step step = plan.Update!.Steps.ShouldHaveSingleItem();
        step.Stored.Select(v => v.ToString()).ShouldBe(["weightsNext[30]", "velocitiesNext[30]"]);
    }

    [Fact]
    public void A_frozen_layer_parts_the_updates()
    {
        ModelPlan plan = Stages.Plan("[Input(2)] [Dense(3)] [Dense(4, Trainable = false)] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]");
        plan.Update!.Steps.Select(s => s.Stored.ShouldHaveSingleItem().ToString()).ShouldBe(["weightsNext[9]", "weights2Next[5]"]);
        plan.Update.Steps.Select(s => plan.Update.Buffers.Find(s.Stored[0]).Offset).ShouldBe([0, 25]);
    }

    [Fact]
    public void A_total_is_read_only_after_its_step()
    {
        ModelPlan plan = Stages.Plan("[Input(2)] [Dense(3, L2 = 0.1)] [MeanSquaredErrorLoss]");
        foreach (Step step in plan.Programs.SelectMany(p => p.Steps).Where(s => s is not ScalarStep))
        {
            Value[] totals = [.. step.Ops.Select(op => op.Output).Where(v => v.Shape.Rank == 0)];
            totals.Length.ShouldBeLessThanOrEqualTo(1);
            step.Ops.ShouldAllBe(op => !op.Inputs.Any(totals.Contains));
        }
    }

    [Fact]
    public void Nothing_is_overwritten_before_it_is_read()
    {
        Value weight = new("weight", Shape.Of(3, 2), ValueRole.Parameter), slope = new("slope", Shape.Of(3, 2), ValueRole.Gradient), input = new("input", Shape.Of(2).Batched, ValueRole.Input);
        Value half = new("half", weight.Shape, ValueRole.Intermediate), output = new("output", Shape.Of(3).Batched, ValueRole.Intermediate);
        Value next = new("weightNext", weight.Shape, ValueRole.Parameter) { Overwrites = weight };
        Axis b = new("b", Shape.Batch), o = new("o", 3), i = new("i", 2);
        Op[] ops =
        [
            new MapOp([slope], [half], [0.5 * Expr.Input(0)]),
            new ContractOp(input, AffineMap.Of(b, i), weight, AffineMap.Of(o, i), output, AffineMap.Of(b, o), [b, o, i]),
            new MapOp([half, weight], [next], [Expr.Input(1) - Expr.Input(0)]),
        ];

        // The update would fit the first step, but the contraction reads the weight after that.
        StepPrinter.Print(Fusion.Apply(new StepProgram("Program", [.. ops], [half, output]))).ShouldBe("""
            region half -> half
            contract output -> output
            region weightNext -> weightNext
            """);
        StepPrinter.Print(Fusion.Apply(new StepProgram("Program", [ops[1], ops[0], ops[2]], [half, output]))).ShouldBe("""
            contract output -> output
            region half, weightNext -> half, weightNext
            """);
    }

    private static string Print(PlannedProgram program) => StepPrinter.Print(program);
}
