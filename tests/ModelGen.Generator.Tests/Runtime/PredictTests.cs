using System;
using System.Linq;
using System.Threading;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

public sealed class PredictTests
{
    private const int Threads = 8;

    [Theory]
    [InlineData("Predictor", false)]
    [InlineData("Predictor", true)]
    [InlineData("Perceptron", false)]
    [InlineData("OneByOne", false)]
    public void Eight_threads_on_one_model_get_the_bits_that_one_thread_gets(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        double[][] inputs = [.. Enumerable.Range(0, Threads).Select(t => RuntimeModels.Inputs(model, 1 + (3 * t), seed: t))];
        double[][] expected = [.. inputs.Select(model.Predict)];

        using var start = new Barrier(Threads);
        var faults = new string?[Threads];
        Thread[] threads =
        [
            .. Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            {
                start.SignalAndWait();
                for (int round = 0; round < 100; round++)
                {
                    int which = (t + round) % Threads;
                    if (!model.Predict(inputs[which]).SequenceEqual(expected[which]))
                    {
                        faults[t] = $"thread {t}, round {round}, {1 + (3 * which)} examples";
                    }
                }
            })),
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.All(faults, Assert.Null);
    }

    [Theory]
    [InlineData("Predictor", false)]
    [InlineData("Predictor", true)]
    [InlineData("Regression", false)]
    [InlineData("Classifier", true)]
    public void Any_number_of_examples_gives_what_each_gives_alone(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        foreach (int examples in new[] { 1, 2, 5, model.MaxBatch, model.MaxBatch + 1, (3 * model.MaxBatch) + 2 })
        {
            double[] inputs = RuntimeModels.Inputs(model, examples);
            double[] alone = [.. inputs.Chunk(model.InputLength).SelectMany(model.Predict)];
            Close.To(alone, model.Predict(inputs), isDouble ? 1e-13 : 1e-5, $"{examples} examples");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predict_sees_the_parameters_of_the_moment(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble);
        double[] inputs = RuntimeModels.Inputs(model, 2), before = model.Predict(inputs);
        model.TrainBatch(inputs, RuntimeModels.Targets(model, 2));
        double[] after = model.Predict(inputs);
        Assert.NotEqual(before, after);
        Close.To(after, model.Forward(inputs), isDouble ? 1e-13 : 1e-5, "Forward");
    }

    [Theory]
    [InlineData("Predictor", false)]
    [InlineData("Perceptron", false)]
    [InlineData("Perceptron", true)]
    public void Predicting_changes_nothing(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        double[] before = model.Parameters;
        model.Predict(RuntimeModels.Inputs(model, 20));
        Assert.Equal(before, model.Parameters);
    }

    [Theory]
    [InlineData("Predictor", false)]
    [InlineData("Predictor", true)]
    [InlineData("Perceptron", false)]
    [InlineData("Perceptron", true)]
    public void Who_only_predicts_pays_for_the_parameters_only(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        foreach (int examples in new[] { 1, 7, 100 })
        {
            var (constructor, first, later) = model.PredictionAllocations(RuntimeModels.Inputs(model, examples));
            long parameters = model.ParameterCount * (isDouble ? 8L : 4L);
            Assert.InRange(constructor, parameters, parameters + 1024);
            Assert.Equal((0, 0), (first, later));
        }
    }
}
