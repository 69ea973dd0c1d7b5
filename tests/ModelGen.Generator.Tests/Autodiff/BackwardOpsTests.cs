using System;
using System.Linq;
using ModelGen.Generator.Autodiff;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Autodiff;

/// <summary>Autodiff as printed: the backward ops of typical networks.</summary>
public class BackwardOpsTests
{
    [Fact]
    public void Two_dense_layers() => Backward("[Input(2)] [Dense(3, Activation.Tanh, Name = \"hidden\")] [Dense(1, Name = \"head\")] [HalfSumOfSquaresLoss]").ShouldBe("""
        lossSeed[] = 1
        lossSumGradientLayer[] = lossSeed · perExample
        lossTermsGradient[batch, 1] = lossSumGradientLayer
        headGradient[batch, 1] = lossTermsGradient · (head − target)
        headBiasGradient2[1] = Sum(headGradient[batch, 1])
        hiddenGradient[batch, 3] = Σ headGradient[b, o] · headWeight[o, i] for b < batch, o < 1, i < 3
        headWeightGradient2[1, 3] = Σ hidden[b, i] · headGradient[b, o] for b < batch, o < 1, i < 3
        hiddenPreActivationsGradient[batch, 3] = hiddenGradient · (1 − hidden²)
        hiddenBiasGradient2[3] = Sum(hiddenPreActivationsGradient[batch, 3])
        hiddenWeightGradient2[3, 2] = Σ input[b, i] · hiddenPreActivationsGradient[b, o] for b < batch, o < 3, i < 2
        hiddenWeightGradient[3, 2] = hiddenWeightGradient2
        hiddenBiasGradient[3] = hiddenBiasGradient2
        headWeightGradient[1, 3] = headWeightGradient2
        headBiasGradient[1] = headBiasGradient2
        """);

    [Fact]
    public void Softmax_uses_its_probabilities() => Backward("[Input(2)] [Dense(3, Activation.Softmax, Bias = false, Name = \"probs\")] [HalfSumOfSquaresLoss]").ShouldBe("""
        lossSeed[] = 1
        lossSumGradientLayer[] = lossSeed · perExample
        lossTermsGradient[batch, 3] = lossSumGradientLayer
        probsGradient[batch, 3] = lossTermsGradient · (probs − target)
        probsSumsGradientPart[batch, 3] = probsGradient · probs
        probsLogSumExpGradientTerms[batch, 3] = −(probsGradient · probs)
        probsLogSumExpGradient[batch, 1] = Sum(probsLogSumExpGradientTerms[batch, 3])
        probsSumsGradientPart2[batch, 3] = probsLogSumExpGradient · probs
        probsSumsGradient[batch, 3] = probsSumsGradientPart + probsSumsGradientPart2
        probsWeightGradient2[3, 2] = Σ input[b, i] · probsSumsGradient[b, o] for b < batch, o < 3, i < 2
        probsWeightGradient[3, 2] = probsWeightGradient2
        """);

    [Fact]
    public void Softmax_cross_entropy_uses_the_logits_sum() => Backward("[Input(2)] [Dense(3, Bias = false, Name = \"head\")] [SoftmaxCrossEntropyLoss]").ShouldBe("""
        lossSeed[] = 1
        lossSumGradientLayer[] = lossSeed · perExample
        lossTermsGradient[batch, 3] = lossSumGradientLayer
        headGradientPart[batch, 3] = −(lossTermsGradient · target)
        logSumExpGradientTerms[batch, 3] = lossTermsGradient · target
        logSumExpGradient[batch, 1] = Sum(logSumExpGradientTerms[batch, 3])
        headGradientPart2[batch, 3] = logSumExpGradient · exp(head − logSumExpMax − logSumExp)
        headGradient[batch, 3] = headGradientPart + headGradientPart2
        headWeightGradient2[3, 2] = Σ input[b, i] · headGradient[b, o] for b < batch, o < 3, i < 2
        headWeightGradient[3, 2] = headWeightGradient2
        """);

    [Fact]
    public void Penalties_have_their_part_of_the_gradient() => Backward("[Input(2)] [Dense(3, Bias = false, L2 = 0.5, Name = \"head\")] [HalfSumOfSquaresLoss]").ShouldBe("""
        lossSeed[] = 1
        lossSumGradientLayer[] = lossSeed · perExample
        headWeightPenaltiesGradient[3, 2] = lossSeed
        headWeightGradientPart[3, 2] = headWeightPenaltiesGradient · headWeight
        lossTermsGradient[batch, 3] = lossSumGradientLayer
        headGradient[batch, 3] = lossTermsGradient · (head − target)
        headWeightGradientPart2[3, 2] = Σ input[b, i] · headGradient[b, o] for b < batch, o < 3, i < 2
        headWeightGradient[3, 2] = headWeightGradientPart + headWeightGradientPart2
        """);

    [Theory]
    [InlineData("Tanh", "inputGradient2[batch, 2] = headGradient · (1 − head²)")]
    [InlineData("Sigmoid", "inputGradient2[batch, 2] = headGradient · head · (1 − head)")]
    [InlineData("Relu", "inputGradient2[batch, 2] = head > 0 ? headGradient : 0")]
    [InlineData("Elu", "inputGradient2[batch, 2] = input > 0 ? headGradient : headGradient · exp(input)")]
    [InlineData("Softsign", "inputGradient2[batch, 2] = headGradient · (1 − |head|)²")]
    [InlineData("Softplus", "inputGradient2[batch, 2] = headGradient · sigmoid(input)")]
    [InlineData("Gelu", "inputGradient2[batch, 2] = 0.5 · headGradient · (1 + erf(0.707107 · input) + 0.797885 · exp(−0.5 · input²) · input)")]
    [InlineData("Silu", "inputGradient2[batch, 2] = headGradient · (sigmoid(input) + sigmoid(input) · (1 − sigmoid(input)) · input)")]
    public void Activations_reuse_what_the_forward_pass_knows(string activation, string expected) => Slope(activation).ShouldBe(expected, activation);

    [Fact]
    public void Flatten_passes_gradients_on_as_a_view()
    {
        OpGraph graph = Stages.Lower("[Input(2, 3)] [ActivationLayer(Activation.Tanh)] [Flatten] [Dense(1)] [HalfSumOfSquaresLoss] [Model(InputGradients = true)]").Numbers;
        graph.Ops(Pass.Backward).OfType<ReshapeOp>().ShouldHaveSingleItem().Result.Shape.ShouldBe(graph.Input.Shape);
    }

    [Fact]
    public void Frozen_layers_get_no_gradient_and_nothing_before_the_first_trainable_layer_is_differentiated()
    {
        OpGraph graph = Stages.Lower(
            "[Input(2)] [Dense(3, Activation.Gelu, Trainable = false, Name = \"first\")] [Dense(4, Activation.Tanh, Name = \"second\")] [Dense(2, Trainable = false, Name = \"third\")] [HalfSumOfSquaresLoss]").Numbers;
        string[] written = [.. graph.Ops(Pass.Backward).SelectMany(op => op.Outputs).Select(v => v.Name)];
        written.ShouldNotContain(name => name.StartsWith("first", StringComparison.Ordinal));
        written.ShouldNotContain(name => name.StartsWith("thirdWeight", StringComparison.Ordinal) || name.StartsWith("thirdBias", StringComparison.Ordinal));
        graph.Ops(Pass.Backward).OfType<ContractOp>().Select(c => c.Result.Name).ShouldBe(["secondGradient", "secondWeightGradient2"]);
    }

    [Fact]
    public void Gradients_of_the_inputs_are_computed_only_if_asked_for()
    {
        const string Net = "[Input(2)] [Dense(3, Name = \"head\")] [HalfSumOfSquaresLoss]";
        Stages.Lower(Net).Numbers.InputGradient.ShouldBeNull();
        OpGraph graph = Stages.Lower($"[Model(InputGradients = true)] {Net}").Numbers;
        graph.InputGradient.ShouldNotBeNull().Shape.ShouldBe(graph.Input.Shape);
        graph.Ops(Pass.Backward).OfType<ContractOp>().Count().ShouldBe(2);
    }

    [Fact]
    public void What_the_loss_does_not_depend_on_has_gradient_0()
    {
        GraphBuilder graph = new();
        Value used = graph.Value("used", Shape.Of(2), ValueRole.Parameter), unused = graph.Value("unused", Shape.Of(3), ValueRole.Parameter);
        Value loss = graph.Reduce("loss", ReduceKind.Sum, used, Shape.Scalar);
        Differentiator.Run(graph, loss, [(used, graph.Value("usedSlope", used.Shape)), (unused, graph.Value("unusedSlope", unused.Shape))]);
        graph.Steps.Select(s => GraphPrinter.Print(s.Op)).TakeLast(2).ShouldBe(["usedSlope[2] = usedGradient", "unusedSlope[3] = 0"]);
    }

    [Fact]
    public void A_value_with_two_readers_sums_its_parts()
    {
        OpGraph graph = Stages.Lower("[Input(2)] [Dense(3, Activation.Softmax, Bias = false, Name = \"head\")] [HalfSumOfSquaresLoss]").Numbers;
        Stages.Print(graph, Pass.Backward).ShouldContain("headSumsGradient[batch, 3] = headSumsGradientPart + headSumsGradientPart2");
        MapOp sum = graph.Ops(Pass.Backward).OfType<MapOp>().Single(m => m.Output.Name == "headSumsGradient");
        sum.Inputs.Count.ShouldBe(2);
        sum.Bodies.ShouldHaveSingleItem().ShouldBe(Expr.Input(0) + Expr.Input(1));
    }

    private static string Slope(string activation)
    {
        OpGraph graph = Stages.Lower($"[Input(2)] [ActivationLayer(Activation.{activation}, Name = \"head\")] [HalfSumOfSquaresLoss] [Model(InputGradients = true)]").Numbers;
        return GraphPrinter.Print(graph.Ops(Pass.Backward).OfType<MapOp>().Single(m => m.Output.Name == "inputGradient2"));
    }

    private static string Backward(string attributes) => Stages.Print(Stages.Lower(attributes).Numbers, Pass.Backward);
}
