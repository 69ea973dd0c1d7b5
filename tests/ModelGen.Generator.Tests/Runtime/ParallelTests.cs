using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Training steps that several threads share, against those of one.</summary>
[Trait("Category", "Width")]
public sealed class ParallelTests
{
    private static readonly ModelDeclaration[] Declarations =
    [
        new("SharedSgd", 9, 21, false, ["Dense(33, Activation.Relu)", "Dense(5)", "SoftmaxCrossEntropyLoss", "Sgd(LearningRate = 0.1)"]) { InputGradients = false },
        new("SharedAdam", 7, 17, false, ["Dense(19, Activation.Tanh)", "Dense(2)", "MeanSquaredErrorLoss", "Adam(LearningRate = 0.01)"]),
        new("SharedClip", 6, 16, false, ["Dense(11, Activation.Gelu, L2 = 0.02)", "Dense(4)", "SoftmaxCrossEntropyLoss", "Adam(LearningRate = 0.01, ClipNorm = 0.05)"]),
        new("SharedFrozen", 5, 12, false, ["Dense(9, Activation.Tanh)", "Dense(7, Activation.Tanh, Trainable = false)", "Dense(3)", "HuberLoss", "Sgd(LearningRate = 0.1, Momentum = 0.9)"]),
        new("SharedSingle", 5, 1, false, ["Dense(4, Activation.Tanh)", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]) { InputGradients = false },
        new("SharedDeep", 150, 40, false, ["Dense(70, Activation.Relu)", "Dense(1, Activation.Sigmoid)", "BinaryCrossEntropyLoss", "RmsProp(LearningRate = 0.001)"]) { InputGradients = false },
        new("SharedImages", 50, 40, false, ["Conv2D(4, 3, Activation = Activation.Tanh, L2 = 0.01)", "MaxPool2D(2)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Adam(LearningRate = 0.01)"]) { Shape = "5, 10, 1" },
    ];

    private static readonly Lazy<ModelBatch> Singles = new(() => new ModelBatch(Declarations)), Doubles = new(() => new ModelBatch(Declarations.Select(d => d with { IsDouble = true }), checkOverflow: true));

    public static TheoryData<string, int> Cases => CasesOf(Declarations);

    public static TheoryData<string, int> CutCases => CasesOf(Declarations.Where(d => d.MaxBatch > 1));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_go_where_one_goes(string name, int threads)
    {
        TestModel one = Create(name, true, 1), many = Create(name, true, threads);
        foreach (int examples in Batches(one))
        {
            Close.To(Train(one, examples), Train(many, examples), 1e-12, $"loss of {examples} examples");
            Close.To(one.Parameters, many.Parameters, 1e-11, $"parameters after {examples} examples");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_number_of_threads_has_its_bits(string name, int threads)
    {
        TestModel one = Create(name, false, threads), other = Create(name, false, threads);
        for (int run = 0; run < 20; run++)
        {
            foreach (int examples in Batches(one))
            {
                Assert.Equal(Train(one, examples), Train(other, examples));
            }
        }

        Assert.Equal(one.Parameters, other.Parameters);
    }

    /// <summary>The gradients that a shared step leaves are those of the mean loss of the whole batch: those of Forward and Backward.</summary>
    [Theory]
    [MemberData(nameof(CutCases))]
    public void Gradients_are_those_of_the_whole_batch(string name, int threads)
    {
        TestModel many = Create(name, true, threads), apart = Create(name, true, 1);
        foreach (int examples in Batches(many).Where(e => e > 1))
        {
            apart.Parameters = many.Parameters;
            double[] inputs = RuntimeModels.Inputs(many, examples), targets = RuntimeModels.Targets(many, examples);
            apart.Forward(inputs);
            Close.To(apart.Backward(targets), many.TrainBatch(inputs, targets), 1e-12, "loss");
            Close.To(apart.Gradients, many.Gradients, 1e-12, "gradients");
            if (Declarations.Single(d => d.Name == name).InputGradients)
            {
                Close.To(apart.InputGradients, many.InputGradients, 1e-12, "gradients of the inputs");
            }
        }
    }

    [Fact]
    public void Classes_mean_one_hot_rows()
    {
        TestModel rows = Create("SharedSgd", true, 3), classes = Create("SharedSgd", true, 3);
        int[] labels = [.. Enumerable.Range(0, 20).Select(k => k % 5)];
        double[] inputs = RuntimeModels.Inputs(rows, 20);
        Close.To(rows.TrainBatch(inputs, Oracle.Experiment.OneHot(labels, 5)), classes.TrainBatch(inputs, labels), 1e-12, "loss");
        Close.To(rows.Parameters, classes.Parameters, 1e-12, "parameters");
    }

    [Fact]
    public void Back_to_one_thread_means_the_bits_of_one()
    {
        TestModel one = Create("SharedSgd", false, 1), back = Create("SharedSgd", false, 1);
        back.DegreeOfParallelism = 4;
        back.DegreeOfParallelism = 1;
        Assert.Equal(Train(one, 21), Train(back, 21));
        Assert.Equal(one.Parameters, back.Parameters);
    }

    [Theory]
    [InlineData("SharedSgd")]
    [InlineData("SharedClip")]
    [InlineData("SharedSingle")]
    public void A_shared_step_allocates_nothing(string name)
    {
        TestModel model = Create(name, false, 3);
        foreach (int examples in new[] { model.MaxBatch, 1 })
        {
            var allocations = model.Allocations(RuntimeModels.Inputs(model, examples), RuntimeModels.Targets(model, examples));
            Assert.All(allocations, member => Assert.True(member.Value == 0, $"{member.Key} allocated {member.Value} bytes."));
        }
    }

    [Theory]
    [InlineData("SharedSgd")]
    [InlineData("SharedSingle")]
    public void A_wrong_call_changes_nothing(string name)
    {
        TestModel model = Create(name, true, 2);
        double[] before = model.Parameters, inputs = RuntimeModels.Inputs(model, model.MaxBatch);
        foreach (int threads in new[] { 0, -1, 257 })
        {
            var refused = Assert.Throws<ArgumentOutOfRangeException>(() => model.DegreeOfParallelism = threads);
            Assert.Contains(name + ": DegreeOfParallelism is 1 to 256 threads.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => model.TrainBatch(inputs, new double[1]));
        Assert.Throws<ArgumentException>(() => model.TrainBatch(new double[model.InputLength - 1], new double[1]));
        Assert.Equal(2, model.DegreeOfParallelism);
        Assert.Equal(before, model.Parameters);
    }

    private static TheoryData<string, int> CasesOf(IEnumerable<ModelDeclaration> models)
    {
        var cases = new TheoryData<string, int>();
        foreach (ModelDeclaration model in models)
        {
            foreach (int threads in new[] { 2, 3, 5, 8 })
            {
                cases.Add(model.Name, threads);
            }
        }

        return cases;
    }

    private static IEnumerable<int> Batches(TestModel model) => new[] { model.MaxBatch, 1, 2, 7, 11, model.MaxBatch - 1 }.Where(e => e >= 1 && e <= model.MaxBatch);

    private static double Train(TestModel model, int examples) => model.TrainBatch(RuntimeModels.Inputs(model, examples, examples), RuntimeModels.Targets(model, examples, examples));

    private static TestModel Create(string name, bool isDouble, int threads)
    {
        TestModel model = (isDouble ? Doubles : Singles).Value.Create(Declarations.Single(d => d.Name == name) with { IsDouble = isDouble });
        model.DegreeOfParallelism = threads;
        return model;
    }
}
