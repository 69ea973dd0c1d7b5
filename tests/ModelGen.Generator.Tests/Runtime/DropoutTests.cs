using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>What dropout drops: a function of seed, step, layer, example and feature, whoever computes it.</summary>
[Trait("Category", "Width")]
public sealed class DropoutTests
{
    private static readonly string[] Step = ["MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"];

    private static readonly ModelDeclaration[] Declarations =
    [
        .. new[] { 1, 3, 8, 37, 100 }.Select(features => new ModelDeclaration($"Bare{features}", features, 21, false, ["Dropout(0.3)", "HalfSumOfSquaresLoss"])),
        new("Dropped", 9, 21, false, ["Dense(33, Activation.Tanh)", "Dropout(0.5)", "Dense(20, Activation.Tanh)", "Dropout(0.2)", "Dense(3)", .. Step]),
        new("DroppedClip", 9, 21, false, ["Dropout(0.1)", "Dense(10, Activation.Tanh)", "Dropout(0.5)", "Dense(2)", "SoftmaxCrossEntropyLoss", "Adam(ClipNorm = 0.1)"]),
        new("DroppedImages", 50, 40, false, ["Conv2D(4, 3, Activation = Activation.Tanh)", "Dropout(0.3)", "Flatten", "Dense(9, Activation.Tanh)", "Dropout(0.5)", "Dense(3)", .. Step]) { Shape = "5, 10, 1" },
    ];

    private static readonly Lazy<ModelBatch> Singles = new(() => new ModelBatch(Declarations)), Doubles = new(() => new ModelBatch(Declarations.Select(d => d with { IsDouble = true }), checkOverflow: true));

    public static TheoryData<string, bool> Bare
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (ModelDeclaration model in Declarations.Where(d => d.Name.StartsWith("Bare", StringComparison.Ordinal)))
            {
                cases.Add(model.Name, false);
                cases.Add(model.Name, true);
            }

            return cases;
        }
    }

    /// <summary>Of inputs that are all 1, training shows the mask, and the gradient of half the squares' sum the mask again, squared and shared out.</summary>
    [Theory]
    [MemberData(nameof(Bare))]
    public void The_mask_is_the_definition(string name, bool isDouble)
    {
        TestModel model = Create(name, isDouble);
        foreach (var (seed, step) in new[] { (0, 0L), (7, 0L), (-1, 1L), (int.MinValue, 3_000_000_000L), (int.MaxValue, long.MaxValue - 2) })
        {
            Dropout(model).DropoutSeed = seed;
            Dropout(model).DropoutStep = step;
            foreach (int examples in new[] { 1, 21 })
            {
                long now = Dropout(model).DropoutStep;
                int count = examples * model.InputLength;
                double[] mask = [.. Enumerable.Range(0, count).Select(i => DropoutWitness.IsDropped(seed, 0, now, i / model.InputLength, i % model.InputLength, 0.3) ? 0 : 1 / 0.7)];
                Close.To(mask, model.Forward([.. Enumerable.Repeat(1.0, count)]), 1e-7, $"mask of seed {seed}, step {now}");
                model.Backward(new double[count]);
                Close.To([.. mask.Select(m => m * m / examples)], model.InputGradients, 1e-6, "gradient of the inputs");
                Assert.Equal(now + 1, Dropout(model).DropoutStep);
            }
        }
    }

    [Theory]
    [InlineData("Dropped")]
    [InlineData("DroppedClip")]
    [InlineData("DroppedImages")]
    public void Threads_drop_what_one_drops(string name)
    {
        foreach (int threads in new[] { 2, 3, 8 })
        {
            TestModel one = Create(name, true), many = Create(name, true);
            many.DegreeOfParallelism = threads;
            foreach (int examples in new[] { 21, 2, 13 })
            {
                Close.To(Train(one, examples), Train(many, examples), 1e-12, $"loss of {examples} examples by {threads} threads");
                Close.To(one.Parameters, many.Parameters, 1e-11, "parameters");
            }
        }
    }

    [Fact]
    public void A_seed_and_a_step_mean_the_same_bits_again()
    {
        TestModel model = Create("Dropped", false);
        double[] start = model.Parameters;
        double[] losses = [.. Enumerable.Range(0, 4).Select(_ => Train(model, 21))];
        Assert.Equal(4, Dropout(model).DropoutStep);
        Assert.Equal(4, losses.Distinct().Count());

        model.Parameters = start;
        Dropout(model).DropoutStep = 0;
        Assert.Equal(losses, Enumerable.Range(0, 4).Select(_ => Train(model, 21)));

        model.Parameters = start;
        Dropout(model).DropoutStep = 0;
        Dropout(model).DropoutSeed = 1;
        Assert.NotEqual(losses[0], Train(model, 21));
    }

    [Fact]
    public void The_seed_is_that_of_the_model()
    {
        TestModel model = Create("Dropped", false), seeded = TestModel.Create(model.Instance.GetType(), 5);
        Assert.Equal((0, 5), (Dropout(model).DropoutSeed, Dropout(seeded).DropoutSeed));
        Assert.Equal((0L, 0L), (Dropout(model).DropoutStep, Dropout(seeded).DropoutStep));
    }

    /// <summary>Inference drops nothing and counts no step; nor does a call that fails.</summary>
    [Fact]
    public void Only_training_draws()
    {
        TestModel bare = Create("Bare37", true), model = Create("Dropped", true);
        double[] inputs = RuntimeModels.Inputs(bare, 3);
        Assert.Equal(inputs, bare.Predict(inputs));
        double[] many = RuntimeModels.Inputs(model, 21), targets = RuntimeModels.Targets(model, 21);
        Assert.Equal(model.Evaluate(many, targets), model.Evaluate(many, targets));
        Assert.Throws<ArgumentException>(() => model.Forward(new double[1]));
        Assert.Throws<ArgumentException>(() => model.TrainBatch(many, new double[1]));
        Assert.Equal((0L, 0L), (Dropout(bare).DropoutStep, Dropout(model).DropoutStep));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Training_allocates_nothing(int threads)
    {
        TestModel model = Create("Dropped", false);
        model.DegreeOfParallelism = threads;
        Assert.All(model.Allocations(RuntimeModels.Inputs(model, 21), RuntimeModels.Targets(model, 21)), member => Assert.Equal((member.Key, 0), (member.Key, member.Value)));
    }

    private static IDropoutModel Dropout(TestModel model) => (IDropoutModel)model.Instance;

    private static double Train(TestModel model, int examples) => model.TrainBatch(RuntimeModels.Inputs(model, examples, examples), RuntimeModels.Targets(model, examples, examples));

    private static TestModel Create(string name, bool isDouble) => (isDouble ? Doubles : Singles).Value.Create(Declarations.Single(d => d.Name == name) with { IsDouble = isDouble });
}
