using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Lowering;

/// <summary>What branches, merges and moves are lowered to, and what their gradients are, as printed.</summary>
public class MoveLoweringTests
{
    [Fact]
    public void A_concatenation_is_a_box_for_each_input_and_its_gradient_a_slice_for_each() => Steps("""
        [Model(InputGradients = true)] [Input(2)] [Dense(3, Bias = false, Trainable = false)] [Concat("input")] [HalfSumOfSquaresLoss]
        """, Pass.Forward, Pass.Backward).ShouldBe("""
        dense1Sums[batch, 3] = Σ input[b, i] · dense1Weight[o, i] for b < batch, o < 3, i < 2
        dense1[batch, 3] = dense1Sums
        concat1[batch, 5] = [b, j]: dense1[b, j], [b, j + 3]: input[b, j]
        lossSeed[] = 1
        lossSumGradientLayer[] = lossSeed · perExample
        lossTermsGradient[batch, 5] = lossSumGradientLayer
        concat1Gradient[batch, 5] = lossTermsGradient · (concat1 − target)
        dense1Gradient[batch, 3] = [b, j]: concat1Gradient[b, j]
        inputGradientPart[batch, 2] = [b, j]: concat1Gradient[b, j + 3]
        inputGradientPart2[batch, 2] = Σ dense1Gradient[b, o] · dense1Weight[o, i] for b < batch, o < 3, i < 2
        inputGradient[batch, 2] = inputGradientPart + inputGradientPart2
        """);

    [Fact]
    public void A_tensor_added_twice_is_read_once() => Steps("""[Input(2)] [Add("input", "input", Activation = Activation.Relu)]""", Pass.Forward).ShouldBe("""
        add1Sums[batch, 2] = 2 · input + input
        add1[batch, 2] = max(0, add1Sums)
        """);

    [Fact]
    public void Several_inputs_are_slices_of_an_example_and_their_gradients_lie_side_by_side() => Steps("""
        [Model(InputGradients = true)] [Input(2, 3, Name = "image")] [Input(6, Name = "mask")] [Flatten(From = "image")] [Multiply("mask")] [HalfSumOfSquaresLoss]
        """, Pass.Forward, Pass.Backward).ShouldBe("""
        image[batch, 2, 3] = [b, i, j]: input[b, 3i + j]
        mask[batch, 6] = [b, j]: input[b, j + 6]
        flatten1[batch, 6] = image[batch, 2, 3]
        multiply1[batch, 6] = flatten1 · mask
        lossSeed[] = 1
        lossSumGradientLayer[] = lossSeed · perExample
        lossTermsGradient[batch, 6] = lossSumGradientLayer
        multiply1Gradient[batch, 6] = lossTermsGradient · (multiply1 − target)
        flatten1Gradient[batch, 6] = multiply1Gradient · mask
        maskGradient[batch, 6] = multiply1Gradient · flatten1
        imageGradient[batch, 2, 3] = flatten1Gradient[batch, 6]
        inputGradient[batch, 12] = [b, j + 6]: maskGradient[b, j], [b, 3i + j]: imageGradient[b, i, j]
        """);

    [Fact]
    public void Several_outputs_are_judged_where_they_are_and_given_out_as_one() => Steps("""
        [Input(2)] [ActivationLayer(Activation.Tanh, Name = "a")] [ActivationLayer(Activation.Relu, Name = "b", From = "input")]
        [HuberLoss(Weight = 0.5)] [HalfSumOfSquaresLoss(Of = "a")]
        """, Pass.Forward, Pass.Loss).ShouldBe("""
        aLayer[batch, 2] = tanh(input)
        bLayer[batch, 2] = max(0, input)
        output[batch, 4] = [b, j]: aLayer[b, j], [b, j + 2]: bLayer[b, j]
        aTarget[batch, 2] = [b, j]: target[b, j]
        lossTerms[batch, 2] = 0.5 · (aLayer − aTarget)²
        aLossSum[] = Sum(lossTerms[batch, 2])
        bTarget[batch, 2] = [b, j]: target[b, j + 2]
        lossTerms2[batch, 2] = |bLayer − bTarget| > 1 ? |bLayer − bTarget| − 0.5 : 0.5 · (bLayer − bTarget)²
        bLossSum[] = Sum(lossTerms2[batch, 2])
        lossSum[] = aLossSum + 0.25 · bLossSum
        loss[] = perExample · lossSum
        """);

    [Fact]
    public void A_move_of_a_move_is_one() => Steps("""[Input(2, 3, 4)] [Permute(3, 1, 2)] [ZeroPad(Right = 1)] [Permute(2, 1, 3)]""", Pass.Forward).ShouldBe("""
        zeroPad1[batch, 4, 3, 3] = [b, y, x, c]: input[b, x, c, y], 0
        permute2[batch, 3, 4, 3] = [b, x, y, c]: zeroPad1[b, y, x, c]
        """);

    [Theory]
    [InlineData("[Permute(2, 1)] [Permute(2, 1)]")]
    [InlineData("[Permute(1, 2)]")]
    [InlineData("[ZeroPad]")]
    [InlineData("[Upsample(1)]")]
    public void A_move_that_changes_nothing_is_none(string layers) => Steps($"[Input(2, 3)] {layers}", Pass.Forward).ShouldBe("output[batch, 2, 3] = input");

    [Fact]
    public void Copies_pass_the_sum_of_their_gradients() => Steps("""
        [Model(InputGradients = true)] [Input(2, 1)] [Upsample(3)] [HalfSumOfSquaresLoss]
        """, Pass.Forward, Pass.Backward).Split('\n').Where(l => l.StartsWith("upsample") || l.StartsWith("input")).ShouldBe(
        [
            "upsample1[batch, 6, 1] = [b, 3i + v, j]: input[b, i, j]",
            "upsample1Gradient[batch, 6, 1] = lossTermsGradient · (upsample1 − target)",
            "inputGradientParts[batch, 2, 1, 3] = [b, i, j, v]: upsample1Gradient[b, 3i + v, j]",
            "inputGradientSums[batch, 2, 1, 1] = Sum(inputGradientParts[batch, 2, 1, 3])",
            "inputGradient2[batch, 2, 1] = inputGradientSums[batch, 2, 1, 1]",
            "inputGradient[batch, 2, 1] = inputGradient2",
        ]);

    private static string Steps(string attributes, params Pass[] passes) => Stages.Print(Stages.Lower(attributes).Numbers, passes);
}
