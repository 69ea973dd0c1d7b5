using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Graph;

/// <summary>What becomes of settings that the reference networks do not have.</summary>
public sealed class LoweringTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Class_indices_mean_one_hot_rows(double smoothing)
    {
        ModelDeclaration model = Declare("Dense(4, Activation.Tanh)", "Dense(5)", FormattableString.Invariant($"SoftmaxCrossEntropyLoss(LabelSmoothing = {smoothing})"));
        ModelSpec spec = Graphs.Specs([model])["Net"];
        OpGraph byRows = Graphs.Lower(spec), byClasses = Graphs.Lower(spec, classTargets: true);
        Experiment experiment = Experiment.Draw(byRows, "SoftmaxCrossEntropyLoss", batch: 4, seed: 1, margin: 0);
        GraphInterpreter rows = Started(byRows, experiment), classes = Started(byClasses, experiment);

        double loss = rows.Backward(experiment.Targets);
        Assert.Equal(loss, classes.Backward([.. experiment.Classes.Select(c => (double)c)]), 1e-13);
        Assert.Equal(SmoothedCrossEntropy(rows[byRows.Output], experiment.Targets, 5, smoothing), loss, 1e-13);
        Assert.All(experiment.Parameters.Keys, name => Close.To(rows.GetGradient(name), classes.GetGradient(name), 1e-14, name));
        Close.To(rows[byRows.InputGradient!], classes[byClasses.InputGradient!], 1e-14, "inputs");
    }

    [Theory]
    [InlineData("L1 = 0.03", 0.03, 0)]
    [InlineData("L2 = 0.02", 0, 0.02)]
    [InlineData("L1 = 0.03, L2 = 0.02", 0.03, 0.02)]
    public void Penalties_add_to_the_loss_and_to_the_gradient_of_the_weights(string settings, double l1, double l2)
    {
        ModelDeclaration plain = Declare("Dense(4, Activation.Tanh)", "Dense(2)", "MeanSquaredErrorLoss"), penalized = Declare($"Dense(4, Activation.Tanh, {settings})", "Dense(2)", "MeanSquaredErrorLoss");
        OpGraph without = Graphs.Lower([plain])["Net"], with = Graphs.Lower([penalized])["Net"];
        Experiment experiment = Experiment.Draw(with, "MeanSquaredErrorLoss", batch: 3, seed: 1, margin: 0);
        GraphInterpreter expected = Started(without, experiment), actual = Started(with, experiment);

        double[] weight = experiment.Parameters["dense1.weight"];
        double penalty = weight.Sum(w => (l1 * Math.Abs(w)) + (l2 * w * w));
        Assert.Equal(expected.Backward(experiment.Targets) + penalty, actual.Backward(experiment.Targets), 1e-14);
        Close.To([.. expected.GetGradient("dense1.weight").Zip(weight, (g, w) => g + (l1 * Math.Sign(w)) + (2 * l2 * w))], actual.GetGradient("dense1.weight"), 1e-14, "weight");
        Close.To(expected.GetGradient("dense1.bias"), actual.GetGradient("dense1.bias"), 1e-14, "bias");
        Close.To(expected.GetGradient("dense2.weight"), actual.GetGradient("dense2.weight"), 1e-14, "the other layer's weight");
    }

    [Theory]
    [InlineData("ClipValue = 0.05", 0.05, 0)]
    [InlineData("ClipNorm = 0.2", 0, 0.2)]
    [InlineData("ClipNorm = 1000", 0, 1000)]
    [InlineData("ClipValue = 0.1, ClipNorm = 0.2", 0.1, 0.2)]
    public void Gradients_are_clipped_before_the_step(string settings, double clipValue, double clipNorm)
    {
        OpGraph graph = Graphs.Lower([Declare("Dense(4, Activation.Tanh)", "Dense(2)", "MeanSquaredErrorLoss", $"Sgd(LearningRate = 1, {settings})")])["Net"];
        Experiment experiment = Experiment.Draw(graph, "MeanSquaredErrorLoss", batch: 3, seed: 1, margin: 0);
        GraphInterpreter interpreter = Started(graph, experiment, learningRate: 1);
        interpreter.Backward(experiment.Targets);

        string[] names = [.. experiment.Parameters.Keys];
        Dictionary<string, double[]> gradients = names.ToDictionary(n => n, n => interpreter.GetGradient(n).Select(g => clipValue > 0 ? Math.Clamp(g, -clipValue, clipValue) : g).ToArray());
        double norm = Math.Sqrt(gradients.Values.Sum(g => g.Sum(x => x * x)));
        double factor = clipNorm > 0 ? Math.Min(1, clipNorm / (norm + 1e-6)) : 1;
        interpreter.Update();
        Assert.All(names, n => Close.To([.. experiment.Parameters[n].Zip(gradients[n], (p, g) => p - (factor * g))], interpreter.GetParameter(n), 1e-14, n));
    }

    [Fact]
    public void A_frozen_layer_passes_gradients_on()
    {
        OpGraph frozen = Graphs.Lower([Declare("Dense(4, Activation.Tanh)", "Dense(3, Activation.Sigmoid, Trainable = false)", "Dense(2)", "MeanSquaredErrorLoss", "Adam")])["Net"];
        OpGraph free = Graphs.Lower([Declare("Dense(4, Activation.Tanh)", "Dense(3, Activation.Sigmoid)", "Dense(2)", "MeanSquaredErrorLoss", "Adam")])["Net"];
        Experiment experiment = Experiment.Draw(free, "MeanSquaredErrorLoss", batch: 3, seed: 1, margin: 0);
        GraphInterpreter expected = Started(free, experiment), actual = Started(frozen, experiment, learningRate: 0.1);
        expected.Backward(experiment.Targets);
        actual.Backward(experiment.Targets);
        Close.To(expected.GetGradient("dense1.weight"), actual.GetGradient("dense1.weight"), 1e-15, "before the frozen layer");
        actual.Update();
        Assert.Equal(experiment.Parameters["dense2.weight"], actual.GetParameter("dense2.weight"));
        Assert.NotEqual(experiment.Parameters["dense1.weight"], actual.GetParameter("dense1.weight"));
    }

    [Fact]
    public void A_backward_pass_of_frozen_first_layers_stops_above_them()
    {
        ModelDeclaration model = Declare("Dense(4, Activation.Tanh, Trainable = false)", "Dense(2)", "MeanSquaredErrorLoss") with { InputGradients = false };
        Assert.Single(Graphs.Lower([model])["Net"].Ops(Pass.Backward).OfType<ContractOp>());
    }

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Softmax)]
    public void The_backward_pass_takes_the_derivative_from_the_output(Activation activation)
    {
        OpGraph graph = Graphs.Lower([Declare($"Dense(4, Activation.{activation})", "Dense(2)", "MeanSquaredErrorLoss")])["Net"];
        var costly = graph.Ops(Pass.Backward).OfType<MapOp>().SelectMany(m => m.Bodies).Where(b => b.IsCostly);
        Assert.Empty(costly);
        Assert.Contains(graph.Ops(Pass.Forward).OfType<MapOp>().SelectMany(m => m.Bodies), b => b.IsCostly || b.Descendants().Any(e => e is Binary { Op: BinaryOp.Max }));
    }

    private static ModelDeclaration Declare(params string[] attributes) => new("Net", 3, 5, true, attributes);

    private static GraphInterpreter Started(OpGraph graph, Experiment experiment, double learningRate = 0)
    {
        var interpreter = new GraphInterpreter(graph, learningRate);
        experiment.Start(interpreter);
        interpreter.Forward(experiment.Inputs);
        return interpreter;
    }

    private static double SmoothedCrossEntropy(double[] logits, double[] targets, int classes, double smoothing) =>
        logits.Chunk(classes).Zip(targets.Chunk(classes), (z, t) =>
        {
            double sum = z.Sum(Math.Exp);
            return -z.Zip(t, (zk, tk) => (((1 - smoothing) * tk) + (smoothing / classes)) * Math.Log(Math.Exp(zk) / sum)).Sum();
        }).Average();
}
