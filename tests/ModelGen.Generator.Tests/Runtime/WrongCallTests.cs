using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Calls that cannot be answered say why, and change nothing.</summary>
public sealed class WrongCallTests
{
    /// <summary>A wrong call of Regression (3 inputs, 2 outputs, up to 5 examples), the parameter at fault, and the given length.</summary>
    private static readonly (string Call, string Parameter, int Given, Action<TestModel> Run)[] Wrong =
    [
        ("Predict of part of an example", "input", 4, m => m.Predict(new double[4], new double[2])),
        ("Predict of nothing", "input", 0, m => m.Predict([], [])),
        ("Predict into too little", "output", 3, m => m.Predict(new double[6], new double[3])),
        ("Predict into too much", "output", 6, m => m.Predict(new double[6], new double[6])),
        ("Forward of part of an example", "inputs", 7, m => m.Forward(new double[7])),
        ("Forward of nothing", "inputs", 0, m => m.Forward([])),
        ("Forward of more than MaxBatch", "inputs", 18, m => m.Forward(new double[18])),
        ("Backward of part of an example", "targets", 3, m => After(m.Forward(new double[6]), () => m.Backward(new double[3]))),
        ("Backward of other examples", "targets", 6, m => After(m.Forward(new double[6]), () => m.Backward(new double[6]))),
        ("TrainBatch of part of an example", "inputs", 5, m => m.TrainBatch(new double[5], new double[2])),
        ("TrainBatch of nothing", "inputs", 0, m => m.TrainBatch([], Array.Empty<double>())),
        ("TrainBatch of more than MaxBatch", "inputs", 18, m => m.TrainBatch(new double[18], new double[12])),
        ("TrainBatch with too few targets", "targets", 2, m => m.TrainBatch(new double[6], new double[2])),
        ("TrainBatch with too many targets", "targets", 6, m => m.TrainBatch(new double[6], new double[6])),
        ("Evaluate of part of an example", "inputs", 5, m => m.Evaluate(new double[5], new double[2])),
        ("Evaluate of nothing", "inputs", 0, m => m.Evaluate([], Array.Empty<double>())),
        ("Evaluate with too few targets", "targets", 2, m => m.Evaluate(new double[6], new double[2])),
        ("SetParameter of another length", "values", 20, m => m.SetParameter("dense1.weight", new double[20])),
    ];

    public static TheoryData<string, bool> Calls
    {
        get
        {
            var calls = new TheoryData<string, bool>();
            foreach (var wrong in Wrong)
            {
                calls.Add(wrong.Call, false);
                calls.Add(wrong.Call, true);
            }

            return calls;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_wrong_length_is_named_and_changes_nothing(string call, bool isDouble)
    {
        var wrong = Wrong.Single(w => w.Call == call);
        TestModel model = Trained(isDouble), twin = Trained(isDouble);
        var thrown = Assert.Throws<ArgumentException>(() => wrong.Run(model));
        Assert.Equal(wrong.Parameter, thrown.ParamName);
        Assert.Contains("Regression", thrown.Message);
        Assert.Contains($"{wrong.Given}", thrown.Message);
        Assert.Contains(thrown.Message.Split(' ', '.', ',', ';', '(', ')', ':'), word => int.TryParse(word, out int number) && number != wrong.Given);
        AssertSame(twin, model);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_unknown_parameter_is_named(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble);
        var thrown = Assert.Throws<ArgumentException>(() => model.SetParameter("dense9.weight", []));
        Assert.Contains("dense9.weight", thrown.Message);
        Assert.Contains("Regression", thrown.Message);
        Assert.Throws<ArgumentException>(() => model.GetParameter("dense9.weight"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_needs_a_Forward_for_each(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble);
        double[] inputs = RuntimeModels.Inputs(model, 2), targets = RuntimeModels.Targets(model, 2);
        Assert.Contains("Forward", Assert.Throws<InvalidOperationException>(() => model.Backward(targets)).Message);
        model.Forward(inputs);
        model.Backward(targets);
        double[] gradients = model.Gradients;
        Assert.Throws<InvalidOperationException>(() => model.Backward(targets));
        Assert.Equal(gradients, model.Gradients);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Update_needs_gradients(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble);
        double[] before = model.Parameters;
        Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(model.Update).Message);
        model.Forward(RuntimeModels.Inputs(model, 1));
        Assert.Throws<InvalidOperationException>(model.Update);
        Assert.Equal(before, model.Parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failing_Forward_leaves_the_last_one_to_Backward(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble), twin = RuntimeModels.Create("Regression", isDouble);
        double[] inputs = RuntimeModels.Inputs(model, 3), targets = RuntimeModels.Targets(model, 3);
        twin.Forward(inputs);
        model.Forward(inputs);
        Assert.Throws<ArgumentException>(() => model.Forward(new double[4]));
        Assert.Throws<ArgumentException>(() => model.Backward(new double[4]));
        Assert.Equal(twin.Backward(targets), model.Backward(targets));
        AssertSame(twin, model);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    public void A_class_that_does_not_exist_is_named_and_changes_nothing(int wrong, bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Classifier", isDouble);
        double[] inputs = RuntimeModels.Inputs(model, 3), before = model.Parameters;
        model.Forward(inputs);
        Action[] calls = [() => model.TrainBatch(inputs, [0, wrong, 1]), () => model.Evaluate(inputs, [0, 1, wrong]), () => model.Backward([wrong, 1, 2])];
        foreach (Action call in calls)
        {
            var thrown = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("classes", thrown.ParamName);
            Assert.Contains($"{wrong}", thrown.Message);
        }

        Assert.Equal(before, model.Parameters);
    }

    private static TestModel Trained(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble);
        model.Forward(RuntimeModels.Inputs(model, 4));
        model.Backward(RuntimeModels.Targets(model, 4));
        model.Update();
        return model;
    }

    private static void After(double[] outputs, Func<double> call)
    {
        Assert.NotEmpty(outputs);
        call();
    }

    private static void AssertSame(TestModel expected, TestModel actual)
    {
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Gradients, actual.Gradients);
        double[] inputs = RuntimeModels.Inputs(actual, 3, seed: 9), targets = RuntimeModels.Targets(actual, 3, seed: 8);
        Assert.Equal(expected.TrainBatch(inputs, targets), actual.TrainBatch(inputs, targets));
        Assert.Equal(expected.Parameters, actual.Parameters);
    }
}
