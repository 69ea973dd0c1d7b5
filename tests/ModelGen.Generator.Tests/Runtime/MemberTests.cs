using System;
using System.Linq;
using System.Reflection;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Which members a declaration gives a class.</summary>
public sealed class MemberTests
{
    [Theory]
    [InlineData("Predictor", "IModel`2")]
    [InlineData("GradientsOnly", "IModel`2 IDifferentiableModel`2")]
    [InlineData("Regression", "IModel`2 IDifferentiableModel`2 ITrainableModel`2")]
    [InlineData("Classifier", "IModel`2 IDifferentiableModel`2 ITrainableModel`2 IClassifierModel`2 ITrainableClassifierModel`2")]
    public void Interfaces_follow_from_loss_and_optimizer(string name, string interfaces)
    {
        string[] expected = interfaces.Split(' ');
        Assert.Equal(expected.Order(), RuntimeModels.Type(name, false).GetInterfaces().Where(i => i.Namespace == "ModelGen").Select(i => i.Name).Order());
    }

    [Theory]
    [InlineData("Predictor", "Gradients Backward Evaluate Update TrainBatch LearningRate InputGradients")]
    [InlineData("GradientsOnly", "Update TrainBatch LearningRate InputGradients")]
    [InlineData("Classifier", "InputGradients")]
    public void What_makes_no_sense_is_not_there(string name, string members)
    {
        Type type = RuntimeModels.Type(name, false);
        Assert.All(members.Split(' '), member => Assert.Empty(type.GetMember(member)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Constants_are_constants(bool isDouble)
    {
        Type type = RuntimeModels.Type("Regression", isDouble);
        object? Constant(string name) => type.GetField(name, BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue();
        Assert.Equal(3, Constant("InputLength"));
        Assert.Equal(2, Constant("OutputLength"));
        Assert.Equal((4 * 7) + (8 * 18) + (19 * 2), Constant("ParameterCount"));
        Assert.Equal(5, Constant("MaxBatch"));
        string summary = Assert.IsType<string>(Constant("Summary"));
        Assert.All(["dense1", "dense2", "dense3", "28", "144", "38", "210"], part => Assert.Contains(part, summary));
    }

    [Fact]
    public void Constants_are_those_of_the_interface()
    {
        TestModel model = RuntimeModels.Create("Flattened", false);
        Assert.Equal((6, 2, 2), (model.InputLength, model.OutputLength, model.MaxBatch));
        Assert.Equal([2, 3], model.InputShape);
        Assert.Equal([2], model.OutputShape);
        Assert.Equal("Flattened", model.Name);
        Assert.Equal((7 * 4) + (5 * 2), model.ParameterCount);
    }

    [Fact]
    public void A_model_is_made_with_new_and_a_seed()
    {
        Type type = RuntimeModels.Type("Regression", false);
        ConstructorInfo constructor = Assert.Single(type.GetConstructors());
        System.Reflection.ParameterInfo seed = Assert.Single(constructor.GetParameters());
        Assert.Equal((typeof(int), "seed", 0), (seed.ParameterType, seed.Name, seed.DefaultValue));
    }

    [Fact]
    public void A_model_without_loss_predicts()
    {
        TestModel model = RuntimeModels.Create("Predictor", true);
        double[] output = model.Predict(RuntimeModels.Inputs(model, 2));
        Close.To([1, 1], [.. output.Chunk(10).Select(row => row.Sum())], 1e-12, "sums of probabilities");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_without_optimizer_has_gradients(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("GradientsOnly", isDouble);
        double[] inputs = RuntimeModels.Inputs(model, 4), targets = [1, 0, 0, 1, 1, 1, 0, 0];
        model.Forward(inputs);
        double loss = model.Backward(targets);
        Close.To(model.Evaluate(inputs, targets), loss, 1e-6, "loss");
        Assert.Contains(model.Gradients, g => g != 0);
    }
}
