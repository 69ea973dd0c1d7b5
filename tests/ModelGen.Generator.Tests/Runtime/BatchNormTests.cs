using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>What a batch normalisation keeps of a batch, and that threads share it as a whole.</summary>
[Trait("Category", "Width")]
public sealed class BatchNormTests
{
    private static readonly ModelDeclaration
        Vectors = new("NormalisedVectors", 7, 40, true, ["Dense(9, Activation.Tanh)", "BatchNorm", "Dense(3, Activation.Tanh)", "BatchNorm(Momentum = 0.5)", "HuberLoss", "Sgd(LearningRate = 0.1)"]),
        Images = new("NormalisedImages", 150, 40, true, ["BatchNorm(Momentum = 0.3)", "Conv2D(4, 3)", "BatchNorm(Affine = false)", "ActivationLayer(Activation.Relu)", "Flatten", "Dense(2)", "HuberLoss", "Sgd(LearningRate = 0.1, Momentum = 0.9)"]) { Shape = "5, 10, 3" },
        Penalised = new("NormalisedPenalised", 6, 40, true, ["Dense(8, L2 = 0.03)", "BatchNorm", "ActivationLayer(Activation.Gelu)", "Dropout(0.3)", "Dense(5, L1 = 0.02)", "BatchNorm(Affine = false)", "Dense(3)", "SoftmaxCrossEntropyLoss", "Sgd(LearningRate = 0.1, Momentum = 0.9, ClipNorm = 0.5)"]),
        Rows = new("NormalisedRows", 120, 40, true, ["Conv1D(16, 3, Padding = 1)", "BatchNorm", "ActivationLayer(Activation.Relu)", "GlobalAveragePool", "Dense(2)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.05, Momentum = 0.9)"]) { Shape = "10, 12" };

    private static readonly ModelDeclaration[] Declarations = [Vectors, Images, Penalised, Rows];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Declarations));

    public static TheoryData<string> Names => [.. Declarations.Select(d => d.Name)];

    /// <summary>Threads only share the work: batches are normalised as a whole, forward and backward, whatever the number of threads.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_go_where_one_goes(string name)
    {
        foreach (int threads in new[] { 2, 3, 5, 8 })
        {
            TestModel one = Create(name, 1), many = Create(name, threads);
            foreach (int examples in new[] { 40, 33, 16, 9, 5, 3, 2, 1 })
            {
                // A few examples may have almost the same number, and then the last digits count for much: let no step build on the one before.
                many.Parameters = one.Parameters;
                Close.To(Train(one, examples), Train(many, examples), 1e-12, $"loss of {examples} examples by {threads} threads");
                Close.To(one.Parameters, many.Parameters, 1e-11, $"parameters and running statistics after {examples} examples by {threads} threads");
            }
        }
    }

    /// <summary>The gradients of a shared step are those of finite differences of the batch's loss.</summary>
    [Fact]
    public void Shared_gradients_are_slopes()
    {
        TestModel many = Create(Vectors.Name, 3), slope = Create(Vectors.Name, 1);
        double[] inputs = RuntimeModels.Inputs(many, 17), targets = RuntimeModels.Targets(many, 17), start = many.Parameters;
        many.TrainBatch(inputs, targets);
        for (int k = 0; k < many.ParameterCount; k++)
        {
            double up = LossAt(k, 1e-5), down = LossAt(k, -1e-5), expected = (up - down) / 2e-5;
            Assert.True(Math.Abs(expected - many.Gradients[k]) < 1e-8, $"gradient {k}: {many.Gradients[k]}, by differences {expected}");
        }

        double LossAt(int k, double step)
        {
            double[] moved = [.. start];
            moved[k] += step;
            slope.Parameters = moved;
            slope.Forward(inputs);
            return slope.Backward(targets);
        }
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
        TestModel model = Models.Value.Create(Declarations.Single(d => d.Name == name));
        model.DegreeOfParallelism = threads;
        return model;
    }
}
