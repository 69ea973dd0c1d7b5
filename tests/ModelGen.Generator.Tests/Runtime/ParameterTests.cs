using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

public sealed class ParameterTests
{
    public static TheoryData<string, bool> Models
    {
        get
        {
            var models = new TheoryData<string, bool>();
            foreach (string name in new[] { "Regression", "Classifier", "Predictor", "GradientsOnly", "OneByOne", "Perceptron", "Frozen", "Flattened" })
            {
                models.Add(name, false);
                models.Add(name, true);
            }

            return models;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tensors_lie_side_by_side_and_fill_the_buffer(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        int offset = 0;
        foreach (ParameterInfo info in model.ParameterInfos)
        {
            Assert.Equal(offset, info.Offset);
            Assert.Equal(info.Shape.Aggregate(1, (a, b) => a * b), info.Length);
            Assert.Equal(Enumerable.Range(0, info.Shape.Length), info.Order.Order());
            Assert.Equal(!info.Order.SequenceEqual(info.Order.Order()), info.IsTransposed);
            offset += info.Length;
        }

        Assert.Equal(model.ParameterCount, offset);
        Assert.Equal(model.ParameterCount, model.Parameters.Length);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_is_set_is_got_and_stands_where_the_infos_say(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        for (int n = 0; n < model.ParameterInfos.Count; n++)
        {
            ParameterInfo info = model.ParameterInfos[n];
            double[] others = [.. model.Parameters.Where((_, i) => i < info.Offset || i >= info.Offset + info.Length)];
            double[] values = RuntimeModels.Numbers(info.Length, seed: n);
            model.SetParameter(info.Name, values);
            Assert.Equal(values, model.GetParameter(info.Name));
            Assert.Equal(values, model.Canonical(model.Parameters, info.Name));
            Assert.Equal(others, model.Parameters.Where((_, i) => i < info.Offset || i >= info.Offset + info.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_flat_buffer_is_the_parameters(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble), other = RuntimeModels.Create(name, isDouble, seed: 5);
        double[] inputs = RuntimeModels.Inputs(model, 2);
        Assert.NotEqual(model.Predict(inputs), other.Predict(inputs));
        other.Parameters = model.Parameters;
        Assert.Equal(model.Predict(inputs), other.Predict(inputs));
    }

    [Fact]
    public void Names_and_shapes_are_PyTorchs()
    {
        Assert.Equal(
            ["dense1.weight (7, 3)", "dense1.bias (7)", "dense2.weight (18, 7)", "dense2.bias (18)", "dense3.weight (2, 18)", "dense3.bias (2)"],
            RuntimeModels.Create("Regression", false).ParameterInfos.Select(p => $"{p.Name} ({string.Join(", ", p.Shape)})"));
        Assert.Equal(
            ["hidden.weight", "hidden.bias", "dense2.weight", "dense2.bias"],
            RuntimeModels.Create("Flattened", false).ParameterInfos.Select(p => p.Name));
    }

    [Fact]
    public void Both_precisions_start_from_the_same_numbers()
    {
        foreach (string name in new[] { "Regression", "Perceptron", "Predictor" })
        {
            TestModel single = RuntimeModels.Create(name, false, seed: 3), full = RuntimeModels.Create(name, true, seed: 3);
            foreach (ParameterInfo info in full.ParameterInfos)
            {
                Close.To(full.GetParameter(info.Name), single.GetParameter(info.Name), 1e-6, $"{name} {info.Name}");
            }
        }
    }
}
