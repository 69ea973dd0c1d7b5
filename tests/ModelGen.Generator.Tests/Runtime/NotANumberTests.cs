using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>What is not a number stays visible: it is never turned into one.</summary>
public sealed class NotANumberTests
{
    private static readonly Dictionary<(Activation, bool), ModelDeclaration> Declarations =
        (from activation in Enum.GetValues<Activation>() from isDouble in new[] { false, true } select (activation, isDouble)).ToDictionary(
            key => key,
            key => new ModelDeclaration($"{key.activation}{(key.isDouble ? "Double" : "Single")}", 3, 4, key.isDouble, [$"Dense(19, Activation.{key.activation})", $"Dense(2)", "MeanSquaredErrorLoss", "Sgd"]));

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Declarations.Values));

    public static TheoryData<Activation, bool> Cases
    {
        get
        {
            var cases = new TheoryData<Activation, bool>();
            foreach (var (activation, isDouble) in Declarations.Keys)
            {
                cases.Add(activation, isDouble);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_input_spoils_its_own_example_and_the_mean_loss(Activation activation, bool isDouble)
    {
        TestModel model = Models.Value.Create(Declarations[(activation, isDouble)]);
        double[] inputs = RuntimeModels.Inputs(model, 4), targets = RuntimeModels.Targets(model, 4);
        double[] clean = model.Predict(inputs);
        inputs[4] = double.NaN;
        foreach (double[] output in new[] { model.Predict(inputs), model.Forward(inputs) })
        {
            Assert.All(output[2..4], y => Assert.True(double.IsNaN(y)));
            Close.To([.. clean[..2], .. clean[4..]], [.. output[..2], .. output[4..]], isDouble ? 1e-13 : 1e-5, "the other examples");
        }

        Assert.True(double.IsNaN(model.Backward(targets)));
        Assert.True(double.IsNaN(model.Evaluate(inputs, targets)));
        Assert.Contains(model.Gradients, double.IsNaN);
    }

    /// <summary>The logarithm of the share of one class is 0, and PyTorch's −t · 0 is not a number where the target is none.</summary>
    [Fact]
    public void A_target_spoils_the_loss_of_one_class_too()
    {
        ModelDeclaration[] declarations = [.. from isDouble in new[] { false, true } from maxBatch in new[] { 1, 4, 18 }
            select new ModelDeclaration($"One{maxBatch}{(isDouble ? "Double" : "Single")}", 3, maxBatch, isDouble, ["Dense(1)", "SoftmaxCrossEntropyLoss", "Sgd"])];
        var models = new ModelBatch(declarations);
        foreach (ModelDeclaration declaration in declarations)
        {
            TestModel model = models.Create(declaration);
            double[] inputs = RuntimeModels.Inputs(model, declaration.MaxBatch), targets = [.. Enumerable.Repeat(1.0, declaration.MaxBatch)];
            model.Forward(inputs);
            Assert.Equal(0, model.Backward(targets));
            Assert.All(model.Gradients, g => Assert.Equal(0, g));
            targets[^1] = double.NaN;
            model.Forward(inputs);
            Assert.True(double.IsNaN(model.Backward(targets)));
            Assert.True(double.IsNaN(model.Evaluate(inputs, targets)));
        }
    }
}
