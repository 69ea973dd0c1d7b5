using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Lowering;

/// <summary>Lowering as printed: what optimizers remember and do.</summary>
public class OptimizerLoweringTests
{
    private const string Net = "[Input(2)] [Dense(1, Bias = false, Name = \"head\")] [HalfSumOfSquaresLoss]";

    [Theory]
    [InlineData("Sgd", "")]
    [InlineData("Sgd(Momentum = 0.9)", "Velocity 0")]
    [InlineData("Sgd(Momentum = 0.9, Dampening = 0.1)", "Velocity 0")]
    [InlineData("Adam", "Mean 0, Square 0")]
    [InlineData("Adam(AmsGrad = true)", "Mean 0, Square 0, Peak 0")]
    [InlineData("AdamW", "Mean 0, Square 0")]
    [InlineData("RmsProp", "Square 0")]
    [InlineData("RmsProp(Centered = true, Momentum = 0.5)", "Square 0, Mean 0, Velocity 0")]
    [InlineData("Adagrad(InitialAccumulatorValue = 0.5)", "Sum 0.5")]
    [InlineData("Adadelta", "Square 0, ChangeSquare 0")]
    [InlineData("NAdam", "Mean 0, Square 0")]
    [InlineData("Adamax", "Mean 0, Norm 0")]
    [InlineData("RAdam", "Mean 0, Square 0")]
    [InlineData("Lion", "Mean 0")]
    [InlineData("Adan", "Mean 0, Change 0, Square 0, Before 0")]
    [InlineData("Muon", "Mean 0, Square 0")]
    [InlineData("Sgd] [Ema", "Average 0")]
    [InlineData("Adam] [Ema", "Mean 0, Square 0, Average 0")]
    public void Each_optimizer_keeps_its_states(string optimizer, string states)
    {
        Parameter weight = Stages.Lower($"{Net} [{optimizer}]").Numbers.Parameters.ShouldHaveSingleItem();
        string.Join(", ", weight.States.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Initial}"))).ShouldBe(states);
        weight.States.ShouldAllBe(s => s.Value.Shape == weight.Value.Shape && s.Value.Role == ValueRole.State);
    }

    [Theory]
    [InlineData("Sgd", "headWeightNext[1, 2] = headWeight − learningRate · headWeightGradient")]
    [InlineData("Sgd(WeightDecay = 0.1)", "headWeightNext[1, 2] = headWeight − learningRate · (headWeightGradient + 0.1 · headWeight)")]
    [InlineData("Sgd(Momentum = 0.9, Nesterov = true)", "headWeightNext[1, 2] = headWeight − learningRate · (headWeightGradient + 0.9 · (0.9 · headWeightVelocity + headWeightGradient)), headWeightVelocityNext[1, 2] = 0.9 · headWeightVelocity + headWeightGradient")]
    [InlineData("Sgd(ClipValue = 0.5)", "headWeightNext[1, 2] = headWeight − learningRate · max(−0.5, min(0.5, headWeightGradient))")]
    [InlineData("Sgd(ClipNorm = 2)", "headWeightGradientSquares[1, 2] = headWeightGradient²\nheadWeightGradientSquareSum[] = Sum(headWeightGradientSquares[1, 2])\nclip[] = min(1, 2 / (√(headWeightGradientSquareSum) + 1E−06))\nheadWeightNext[1, 2] = headWeight − learningRate · headWeightGradient · clip")]
    [InlineData("Adam", "headWeightNext[1, 2] = headWeight − stepSize · (0.9 · headWeightMean + 0.1 · headWeightGradient) / (√(0.999 · headWeightSquare + 0.001 · headWeightGradient²) + floor), headWeightMeanNext[1, 2] = 0.9 · headWeightMean + 0.1 · headWeightGradient, headWeightSquareNext[1, 2] = 0.999 · headWeightSquare + 0.001 · headWeightGradient²")]
    [InlineData("AdamW", "headWeightNext[1, 2] = shrinkage · headWeight − stepSize · (0.9 · headWeightMean + 0.1 · headWeightGradient) / (√(0.999 · headWeightSquare + 0.001 · headWeightGradient²) + floor), headWeightMeanNext[1, 2] = 0.9 · headWeightMean + 0.1 · headWeightGradient, headWeightSquareNext[1, 2] = 0.999 · headWeightSquare + 0.001 · headWeightGradient²")]
    public void Updates_are_one_map_for_each_tensor(string optimizer, string expected) =>
        Stages.Print(Stages.Lower($"{Net} [{optimizer}]").Numbers, Pass.Update).ShouldBe(expected, optimizer);

    [Fact]
    public void The_norm_is_that_of_all_gradients_together()
    {
        OpGraph graph = Stages.Lower("[Input(2)] [Dense(3, Name = \"first\")] [Dense(1, Bias = false, Trainable = false, Name = \"second\")] [HalfSumOfSquaresLoss] [Sgd(ClipNorm = 1)]").Numbers;
        graph.Ops(Pass.Update).OfType<ReduceOp>().Select(r => r.Source.Name).ShouldBe(["firstWeightGradientSquares", "firstBiasGradientSquares"]);
        Stages.Print(graph, Pass.Update).ShouldContain("clip[] = min(1, 1 / (√(firstWeightGradientSquareSum + firstBiasGradientSquareSum) + 1E−06))");
    }

    [Fact]
    public void Numbers_of_the_step_are_known_before_they_are_used()
    {
        foreach (string optimizer in new[] { "Adam", "AdamW", "NAdam", "RAdam", "Adamax", "Lion", "Adan", "Muon", "Adam] [Ema", "Sgd(Momentum = 0.5, Dampening = 0.5)" })
        {
            OpGraph graph = Stages.Lower($"{Net} [{optimizer}]").Numbers;
            HashSet<string> known = [StepScalar.Step, StepScalar.LearningRate, StepScalar.PerExample];
            foreach (StepScalar scalar in graph.Scalars)
            {
                scalar.Formula.Descendants().OfType<Scalar>().ShouldAllBe(s => known.Contains(s.Name) || (s.Name == scalar.Name && scalar.Initial != null), optimizer);
                known.Add(scalar.Name).ShouldBeTrue();
            }

            graph.Ops(Pass.Update).OfType<MapOp>().SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).OfType<Scalar>()
                .ShouldAllBe(s => known.Contains(s.Name), optimizer);
        }
    }

    [Fact]
    public void Frozen_tensors_have_no_states_and_no_update()
    {
        OpGraph graph = Stages.Lower("[Input(2)] [Dense(3, Trainable = false)] [Dense(1, Bias = false)] [HalfSumOfSquaresLoss] [Adam]").Numbers;
        graph.Parameters.Select(p => (p.Name, p.Gradient is not null, p.States.Count)).ShouldBe([("dense1.weight", false, 0), ("dense1.bias", false, 0), ("dense2.weight", true, 2)]);
        graph.Ops(Pass.Update).ShouldHaveSingleItem().Output.Overwrites.ShouldBe(graph.Parameters[2].Value);
    }
}
