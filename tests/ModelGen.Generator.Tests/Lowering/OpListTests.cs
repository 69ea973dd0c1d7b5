using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Lowering;

/// <summary>Lowering as printed: the ops that layers, losses and penalties stand for.</summary>
public class OpListTests
{
    [Fact]
    public void A_dense_layer_is_a_contraction_a_bias_and_an_activation() => Forward("[Input(2)] [Dense(3, Activation.Tanh)] [Dense(1, Bias = false)]").ShouldBe("""
        dense1Sums[batch, 3] = Σ input[b, i] · dense1Weight[o, i] for b < batch, o < 3, i < 2
        dense1PreActivations[batch, 3] = dense1Sums + dense1Bias
        dense1[batch, 3] = tanh(dense1PreActivations)
        dense2Sums[batch, 1] = Σ dense1[b, i] · dense2Weight[o, i] for b < batch, o < 1, i < 3
        dense2[batch, 1] = dense2Sums
        """);

    [Theory]
    [InlineData("Relu", "act[batch, 2] = max(0, input)")]
    [InlineData("LeakyRelu, Slope = 0.2", "act[batch, 2] = input > 0 ? input : 0.2 · input")]
    [InlineData("Softmax", "actLogSumExp[batch, 1], actLogSumExpMax = LogSumExp(input[batch, 2])\nact[batch, 2] = exp(input − actLogSumExpMax − actLogSumExp)")]
    [InlineData("LogSoftmax", "actLogSumExp[batch, 1], actLogSumExpMax = LogSumExp(input[batch, 2])\nact[batch, 2] = input − actLogSumExpMax − actLogSumExp")]
    [InlineData("Relu6", "act[batch, 2] = min(6, max(0, input))")]
    public void Activations_are_one_formula(string activation, string expected) => Forward($"[Input(2)] [ActivationLayer(Activation.{activation}, Name = \"act\")]").ShouldBe(expected);

    [Fact]
    public void Flatten_is_a_view() => Forward("[Input(2, 3)] [Flatten] [Dense(1, Bias = false)]").ShouldBe("""
        flatten1[batch, 6] = input[batch, 2, 3]
        dense1Sums[batch, 1] = Σ flatten1[b, i] · dense1Weight[o, i] for b < batch, o < 1, i < 6
        dense1[batch, 1] = dense1Sums
        """);

    [Fact]
    public void A_network_that_computes_nothing_copies() => Forward("[Input(2, 3)] [Flatten]").ShouldBe("""
        flatten1[batch, 6] = input[batch, 2, 3]
        output[batch, 6] = flatten1
        """);

    [Theory]
    [InlineData("MeanSquaredErrorLoss", "lossTerms[batch, 4] = (head − target)²\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = 0.25 · perExample · lossSum")]
    [InlineData("HalfSumOfSquaresLoss", "lossTerms[batch, 4] = 0.5 · (head − target)²\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = perExample · lossSum")]
    [InlineData("MeanAbsoluteErrorLoss", "lossTerms[batch, 4] = |head − target|\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = 0.25 · perExample · lossSum")]
    [InlineData("HuberLoss(Delta = 0.5)", "lossTerms[batch, 4] = |head − target| > 0.5 ? 0.5 · (|head − target| − 0.25) : 0.5 · (head − target)²\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = 0.25 · perExample · lossSum")]
    [InlineData("BinaryCrossEntropyLoss", "lossTerms[batch, 4] = −(target · max(−100, ln(head)) + (1 − target) · max(−100, ln(1 − head)))\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = 0.25 · perExample · lossSum")]
    [InlineData("BinaryCrossEntropyWithLogitsLoss", "lossTerms[batch, 4] = softplus(head) − target · head\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = 0.25 · perExample · lossSum")]
    [InlineData("SoftmaxCrossEntropyLoss", "logSumExp[batch, 1], logSumExpMax = LogSumExp(head[batch, 4])\nlossTerms[batch, 4] = target · (logSumExp − (head − logSumExpMax))\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = perExample · lossSum")]
    [InlineData("SoftmaxCrossEntropyLoss(LabelSmoothing = 0.2)", "logSumExp[batch, 1], logSumExpMax = LogSumExp(head[batch, 4])\nlossTerms[batch, 4] = (0.8 · target + 0.05) · (logSumExp − (head − logSumExpMax))\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = perExample · lossSum")]
    [InlineData("KLDivergenceLoss", "lossTerms[batch, 4] = (target = 0 ? 0 : target · ln(target)) − target · head\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = perExample · lossSum")]
    [InlineData("PoissonLoss", "lossTerms[batch, 4] = exp(head) − target · head\nlossSum[] = Sum(lossTerms[batch, 4])\nloss[] = 0.25 · perExample · lossSum")]
    public void Losses_on_numbers(string loss, string expected) =>
        Stages.Print(Stages.Lower($"[Input(2)] [Dense(4, Bias = false, Name = \"head\")] [{loss}]").Numbers, Pass.Loss).ShouldBe(expected, loss);

    [Theory]
    [InlineData("SoftmaxCrossEntropyLoss", "logSumExp[batch, 1], logSumExpMax = LogSumExp(head[batch, 4])\nscoreTerms[batch, 4] = position = label ? head − logSumExpMax : 0\nscore[batch, 1] = Sum(scoreTerms[batch, 4])\nlossTerms[batch, 1] = logSumExp − score\nlossSum[] = Sum(lossTerms[batch, 1])\nloss[] = perExample · lossSum")]
    [InlineData("SoftmaxCrossEntropyLoss(LabelSmoothing = 0.2)", "logSumExp[batch, 1], logSumExpMax = LogSumExp(head[batch, 4])\nscoreTerms[batch, 4] = (0.8 · (position = label ? 1 : 0) + 0.05) · (head − logSumExpMax)\nscore[batch, 1] = Sum(scoreTerms[batch, 4])\nlossTerms[batch, 1] = logSumExp − score\nlossSum[] = Sum(lossTerms[batch, 1])\nloss[] = perExample · lossSum")]
    public void Losses_on_classes(string loss, string expected) =>
        Stages.Print(Stages.Lower($"[Input(2)] [Dense(4, Bias = false, Name = \"head\")] [{loss}]").Classes.ShouldNotBeNull(), Pass.Loss).ShouldBe(expected);

    [Fact]
    public void Only_losses_that_take_classes_have_a_second_graph() =>
        Stages.Lower("[Input(2)] [Dense(4)] [MeanSquaredErrorLoss] [Adam]").Classes.ShouldBeNull();

    [Fact]
    public void Both_graphs_have_the_same_values_up_to_the_loss()
    {
        (OpGraph numbers, OpGraph? classes) = Stages.Lower("[Input(2)] [Dense(4)] [SoftmaxCrossEntropyLoss] [Adam]");
        classes.ShouldNotBeNull().Ops(Pass.Forward).ShouldBe(numbers.Ops(Pass.Forward));
        classes.Parameters.ShouldBe(numbers.Parameters);
        (classes.Input, classes.Output).ShouldBe((numbers.Input, numbers.Output));
        (numbers.Target!.Role, classes.Target!.Role).ShouldBe((ValueRole.Target, ValueRole.ClassTarget));
    }

    [Fact]
    public void Penalties_join_the_loss() => Stages.Print(
        Stages.Lower("[Input(2)] [Dense(3, L1 = 0.1, Name = \"first\")] [Dense(3, Trainable = false, Name = \"second\")] [Dense(1, L1 = 0.2, L2 = 0.3, Name = \"head\")] [HalfSumOfSquaresLoss]").Numbers,
        Pass.Loss).ShouldBe("""
            lossTerms[batch, 1] = 0.5 · (head − target)²
            lossSum[] = Sum(lossTerms[batch, 1])
            firstWeightPenalties[3, 2] = 0.1 · |firstWeight|
            firstWeightPenalty[] = Sum(firstWeightPenalties[3, 2])
            headWeightPenalties[1, 3] = 0.2 · |headWeight| + 0.3 · headWeight²
            headWeightPenalty[] = Sum(headWeightPenalties[1, 3])
            loss[] = perExample · lossSum + firstWeightPenalty + headWeightPenalty
            """);

    private static string Forward(string attributes) => Stages.Print(Stages.Lower(attributes).Numbers, Pass.Forward);
}
