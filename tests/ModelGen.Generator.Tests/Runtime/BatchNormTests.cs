using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>What a batch normalisation keeps of a batch, and what slices of several threads mean for it.</summary>
[Trait("Category", "Width")]
public sealed class BatchNormTests
{
    private static readonly ModelDeclaration
        Vectors = new("NormalisedVectors", 7, 40, true, ["Dense(9, Activation.Tanh)", "BatchNorm", "Dense(3, Activation.Tanh)", "BatchNorm(Momentum = 0.5)", "HuberLoss", "Sgd(LearningRate = 0.1)"]),
        Images = new("NormalisedImages", 150, 40, true, ["BatchNorm(Momentum = 0.3)", "Conv2D(4, 3)", "BatchNorm(Affine = false)", "ActivationLayer(Activation.Relu)", "Flatten", "Dense(2)", "HuberLoss", "Adam(LearningRate = 0.01)"]) { Shape = "5, 10, 3" };

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch([Vectors, Images]));

    public static TheoryData<string> Names => [Vectors.Name, Images.Name];

    /// <summary>The first normalisation sees the same numbers with one thread and with several: so are its running statistics.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Running_statistics_are_those_of_the_whole_batch(string name)
    {
        foreach (int threads in new[] { 2, 3, 5 })
        {
            TestModel one = Create(name, 1), many = Create(name, threads);
            foreach (int examples in new[] { 40, 33, 16, 9, 1 })
            {
                // Parameters go apart from the first step on, as each slice is normalised by itself.
                many.Parameters = one.Parameters;
                Train(one, examples);
                Train(many, examples);
                foreach (string statistic in new[] { "batchNorm1.running_mean", "batchNorm1.running_var" })
                {
                    Close.To(one.GetParameter(statistic), many.GetParameter(statistic), 1e-12, $"{statistic} of {examples} examples by {threads} threads");
                }
            }
        }
    }

    /// <summary>Slices are normalised by themselves: the gradient is the weighted mean of theirs.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_slice_has_its_own_statistics(string name)
    {
        TestModel many = Create(name, 2), apart = Create(name, 1);
        double[] inputs = RuntimeModels.Inputs(many, 30), targets = RuntimeModels.Targets(many, 30), start = apart.Parameters;
        double[] expected = new double[many.ParameterCount];
        double loss = 0;
        foreach (int first in new[] { 0, 15 })
        {
            apart.Parameters = start;
            apart.Forward(inputs[(first * many.InputLength)..((first + 15) * many.InputLength)]);
            loss += 0.5 * apart.Backward(targets[(first * many.OutputLength)..((first + 15) * many.OutputLength)]);
            expected = [.. expected.Zip(apart.Gradients, (sum, g) => sum + (0.5 * g))];
        }

        Close.To(loss, many.TrainBatch(inputs, targets), 1e-12, "loss");
        Close.To(expected, many.Gradients, 1e-12, "gradients");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_of_threads_has_its_bits_and_allocates_nothing(string name)
    {
        TestModel model = Create(name, 3), other = Create(name, 3);
        for (int run = 0; run < 10; run++)
        {
            foreach (int examples in new[] { 40, 17, 2 })
            {
                Assert.Equal(Train(model, examples), Train(other, examples));
            }
        }

        Assert.Equal(model.Parameters, other.Parameters);
        Assert.All(model.Allocations(RuntimeModels.Inputs(model, 40), RuntimeModels.Targets(model, 40)), member => Assert.Equal((member.Key, 0), (member.Key, member.Value)));
    }

    /// <summary>Fewer than 16 examples are one slice, since of 8 at least a variance says something.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Few_examples_are_not_cut(string name)
    {
        TestModel one = Create(name, 1), many = Create(name, 4);
        Close.To(Train(one, 15), Train(many, 15), 1e-13, "loss");
        Close.To(one.Parameters, many.Parameters, 1e-12, "parameters");
    }

    /// <summary>Predict and Evaluate read the running statistics and change nothing; what training leaves in them is what the formula says.</summary>
    [Fact]
    public void Inference_takes_running_statistics()
    {
        TestModel model = Create(Vectors.Name, 1);
        double[] inputs = RuntimeModels.Inputs(model, 40), targets = RuntimeModels.Targets(model, 40);
        Train(model, 40);
        double[] before = model.Parameters, alone = model.Predict(inputs[..model.InputLength]);
        Close.To(model.Predict(inputs)[..model.OutputLength], alone, 1e-14, "the first of 40 and the only one");
        model.Evaluate(inputs, targets);
        Assert.Equal(before, model.Parameters);
        Assert.NotEqual(model.Forward(inputs)[..model.OutputLength], alone);
    }

    private static double Train(TestModel model, int examples) => model.TrainBatch(RuntimeModels.Inputs(model, examples, examples), RuntimeModels.Targets(model, examples, examples));

    private static TestModel Create(string name, int threads)
    {
        TestModel model = Models.Value.Create(name == Vectors.Name ? Vectors : Images);
        model.DegreeOfParallelism = threads;
        return model;
    }
}
