using System;
using System.Linq;
using System.Reflection;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Models of several inputs and several outputs, from outside.</summary>
[Trait("Category", "Width")]
public sealed class SeveralOutputsTests
{
    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("""
        using ModelGen;

        namespace Declared;

        [Model(MaxBatch = 5, InputGradients = true)]
        [Input(3, Name = "left")]
        [Input(2, 2, Name = "right")]
        [Flatten]
        [Concat("left")]
        [Dense(4, Activation.Tanh, Name = "shared")]
        [Dense(1, Name = "price")]
        [Dense(3, Name = "kind", From = "shared")]
        [SoftmaxCrossEntropyLoss(Of = "kind", Weight = 0.5)]
        [MeanSquaredErrorLoss(Of = "price", Weight = 3)]
        [Adam(LearningRate = 0.02)]
        public sealed partial class Both;
        """));

    private static readonly double[] Inputs = [.. Enumerable.Range(0, 3 * 7).Select(n => Math.Sin(n))];

    // A price and a one-hot kind for each example.
    private static readonly double[] Targets = [0.5, 0, 1, 0, -1, 1, 0, 0, 0.25, 0, 0, 1];

    [Fact]
    public void Infos_tell_where_each_part_is()
    {
        Type type = Models.Value.Type("Both");
        Assert.Equal(["left 3 0 3", "right 2x2 3 4"], Infos(type, "InputInfos"));
        Assert.Equal(["price 1 0 1", "kind 3 1 3"], Infos(type, "OutputInfos"));
        TestModel model = Models.Value.Create("Both");
        Assert.Equal((7, 4), (model.InputLength, model.OutputLength));
        Assert.Equal([7], model.InputShape);
        Assert.Equal([4], model.OutputShape);
    }

    [Fact]
    public void The_loss_is_the_weighted_sum()
    {
        TestModel model = Models.Value.Create("Both");
        double[] outputs = model.Predict(Inputs);
        double expected = outputs.Chunk(4).Zip(Targets.Chunk(4), (y, t) =>
        {
            double price = (y[0] - t[0]) * (y[0] - t[0]);
            double logSum = Math.Log(y.Skip(1).Sum(Math.Exp)), kind = y.Skip(1).Zip(t.Skip(1), (a, b) => b * (logSum - a)).Sum();
            return (3 * price) + (0.5 * kind);
        }).Average();
        Close.To(expected, model.Evaluate(Inputs, Targets), 1e-5, "Evaluate");
        Close.To(outputs, model.Forward(Inputs), 1e-6, "Forward");
        Close.To(expected, model.Backward(Targets), 1e-5, "Backward");
    }

    [Fact]
    public void Training_lowers_it_and_allocates_nothing()
    {
        TestModel model = Models.Value.Create("Both");
        double before = model.Evaluate(Inputs, Targets);
        for (int step = 0; step < 300; step++)
        {
            model.TrainBatch(Inputs, Targets);
        }

        Assert.True(model.Evaluate(Inputs, Targets) < 0.1 * before);
        Assert.All(model.Allocations(Inputs, Targets), member => Assert.True(member.Value == 0, $"{member.Key} allocated {member.Value} bytes."));
    }

    [Fact]
    public void Targets_are_numbers()
    {
        Assert.False(Models.Value.Create("Both").TakesClasses);
        Assert.Single(Models.Value.Type("Both").GetMethods(), m => m.Name == "TrainBatch");
    }

    private static string[] Infos(Type type, string property)
    {
        var field = type.GetField($"s_{char.ToLowerInvariant(property[0])}{property[1..]}", BindingFlags.NonPublic | BindingFlags.Static)!;
        Assert.NotNull(type.GetProperty(property));
        return [.. ((TensorInfo[])field.GetValue(null)!).Select(i => $"{i.Name} {string.Join("x", i.Shape)} {i.Offset} {i.Length}")];
    }
}
