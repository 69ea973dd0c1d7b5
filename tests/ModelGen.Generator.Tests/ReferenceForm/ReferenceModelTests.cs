using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Runtime;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Generator.Tests.ReferenceForm;

/// <summary>Models whose only code is the reference form: the same members, files and weights as with fast code, and the same bits on every processor.</summary>
public sealed class ReferenceModelTests
{
    private static readonly ModelDeclaration[] Declarations =
    [
        new("Rows", 7, 20, false, ["Dense(19, Activation.Gelu, L2 = 0.01)", "LayerNorm", "Dropout(0.2)", "Dense(4)", "SoftmaxCrossEntropyLoss", "Adam(LearningRate = 0.01, ClipNorm = 0.5)"]),
        new("Images", 50, 33, false, ["Conv2D(4, 3, Activation = Activation.Tanh)", "BatchNorm", "MaxPool2D(2)", "Flatten", "Dense(3, Activation.Sigmoid)", "BinaryCrossEntropyLoss", "NAdam(LearningRate = 0.01)"]) { Shape = "5, 10, 1" },
        new("Single", 3, 1, false, ["Dense(5, Activation.Tanh)", "Dense(2)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1, Momentum = 0.9)"]),
        new("Wide", 900, 5, false, ["Dense(9000, Activation.Relu)", "Dense(3)", "HuberLoss", "Adagrad(LearningRate = 0.01)"]) { InputGradients = false },
        new("Slopes", 6, 8, false, ["Dense(9, Activation.Softplus)", "Dense(2)", "MeanAbsoluteErrorLoss"]),
        new("Predictor", 6, 8, false, ["Dense(9, Activation.Silu)", "Dense(5, Activation.Softmax)"]) { InputGradients = false },
    ];

    private static readonly Lazy<ModelBatch> Fast = Batch(d => d), Loops = Batch(InLoops);

    public static TheoryData<string, bool> Trained => Cases("Rows", "Images", "Single", "Wide");

    public static TheoryData<string, bool> All => Cases([.. Declarations.Select(d => d.Name)]);

    /// <summary>The members do what the form does that stands beside fast code, to the bit.</summary>
    [Theory]
    [MemberData(nameof(Trained))]
    public void Members_run_the_reference_form(string name, bool isDouble)
    {
        TestModel loops = Create(Loops, name, isDouble), form = Create(Fast, name, isDouble).Reference;
        Assert.Equal(form.Parameters, loops.Parameters);
        if (loops.Instance is IDropoutModel drops)
        {
            // What the harness gives to the form.
            drops.DropoutSeed = 0;
        }

        for (int step = 0; step < 3; step++)
        {
            (double[] inputs, double[] targets) = Examples(loops, loops.MaxBatch - (step % loops.MaxBatch), step);
            Assert.Equal(form.TrainBatch(inputs, targets), loops.TrainBatch(inputs, targets));
            Assert.Equal(form.Gradients, loops.Gradients);
            Assert.Equal(form.Parameters, loops.Parameters);
        }

        (double[] many, double[] wanted) = Examples(loops, 40, 9);
        Assert.Equal(form.Predict(many), loops.Predict(many));
        Close.To(form.Evaluate(many, wanted), loops.Evaluate(many, wanted), isDouble ? 1e-14 : 1e-6, "Evaluate");
    }

    /// <summary>The digits come from one machine, and hold on all others, at every width.</summary>
    [Trait("Category", "Width")]
    [Theory]
    [InlineData("Rows", "45ec4187aa854962")]
    [InlineData("Images", "f1cd7b574a1eb582")]
    [InlineData("Single", "0c9bc0b10e717481")]
    [InlineData("Wide", "0f14978077b2ff23")]
    public void Bits_are_the_same_on_every_processor(string name, string expected)
    {
        TestModel model = Create(Loops, name, isDouble: false);
        for (int step = 0; step < 4; step++)
        {
            (double[] inputs, double[] targets) = Examples(model, model.MaxBatch, step);
            model.TrainBatch(inputs, targets);
        }

        Assert.Equal(expected, HashOf([.. model.Parameters, .. model.Predict(Examples(model, 3, 5).Inputs)]));
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Threads_change_nothing(string name, bool isDouble)
    {
        TestModel one = Create(Loops, name, isDouble), many = Create(Loops, name, isDouble);
        many.DegreeOfParallelism = 4;
        Assert.Equal(4, many.DegreeOfParallelism);
        (double[] inputs, double[] targets) = Examples(one, one.MaxBatch, 1);
        Assert.Equal(one.TrainBatch(inputs, targets), many.TrainBatch(inputs, targets));
        Assert.Equal(one.Parameters, many.Parameters);
    }

    /// <summary>Weights and optimizer state saved by one are loaded by the other, both ways, as they were.</summary>
    [Theory]
    [MemberData(nameof(Trained))]
    public void Files_are_those_of_fast_code(string name, bool isDouble)
    {
        foreach (var (from, to) in new[] { (Fast, Loops), (Loops, Fast) })
        {
            TestModel saved = Create(from, name, isDouble), restored = Create(to, name, isDouble, seed: 2);
            (double[] inputs, double[] targets) = Examples(saved, saved.MaxBatch, 1);
            saved.TrainBatch(inputs, targets);
            restored.Restore(saved.Save());
            if (saved.Instance is IDropoutModel drops)
            {
                ((IDropoutModel)restored.Instance).DropoutSeed = drops.DropoutSeed;
                ((IDropoutModel)restored.Instance).DropoutStep = drops.DropoutStep;
            }

            Assert.Equal(saved.Parameters, restored.Parameters);
            saved.Forward(inputs);
            restored.Forward(inputs);
            saved.Backward(targets);
            restored.Backward(targets);
            saved.Update();
            restored.Update();
            Close.To(saved.Parameters, restored.Parameters, isDouble ? 1e-9 : 2e-3, "parameters after the next step");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Layouts_and_architectures_are_those_of_fast_code(string name, bool isDouble)
    {
        TestModel fast = Create(Fast, name, isDouble), loops = Create(Loops, name, isDouble);
        foreach (string constant in new[] { "ArchitectureHash", "ParameterLayoutHash" })
        {
            Assert.Equal(Constant(fast, constant), Constant(loops, constant));
        }

        Assert.Equal(fast.ParameterInfos, loops.ParameterInfos);

        static object? Constant(TestModel model, string name) => model.Instance.GetType().GetField(name)!.GetRawConstantValue();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void There_is_nothing_to_compare_with(string name, bool isDouble)
    {
        TestModel loops = Create(Loops, name, isDouble);
        Assert.False(loops.HasFastCode);
        Assert.True(Create(Fast, name, isDouble).HasFastCode);
        KernelCheck check = loops.CheckKernels();
        Assert.Equal((0, 0), (check.Compared, check.Error));
        Assert.Equal("The plain loops are the model's only code: there is nothing to compare.", $"{check}");
    }

    /// <summary>No vector, no reference to memory, and no file that would have only such.</summary>
    [Fact]
    public void No_fast_code_is_written()
    {
        string Text(Func<ModelDeclaration, ModelDeclaration> change, int most)
        {
            string[] files = [.. GeneratorHarness.Run(ModelDeclaration.File([.. Declarations.Select(change)])).Sources.Select(s => s.SourceText.ToString())];
            Assert.InRange(files.Sum(f => f.Length), 1, most);
            return string.Concat(files);
        }

        string loops = Text(InLoops, 300_000);
        Assert.DoesNotContain("class Network", loops);
        Assert.DoesNotContain("Vector", loops);
        Assert.DoesNotContain("Unsafe", loops);
        Assert.Contains("class Network", Text(d => d, int.MaxValue));
    }

    /// <summary>The memory of an inference is on the stack, or each thread's own.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Predictions_allocate_once_at_most(string name, bool isDouble)
    {
        TestModel model = Create(Loops, name, isDouble);
        Assert.Equal(0, model.PredictionAllocations(RuntimeModels.Inputs(model, 20)).Later);
    }

    private static ModelDeclaration InLoops(ModelDeclaration declaration) => declaration with { IsReference = true };

    private static Lazy<ModelBatch> Batch(Func<ModelDeclaration, ModelDeclaration> change) => new(() => new ModelBatch(
        Declarations.SelectMany(d => new[] { d, d with { Name = d.Name + "Double", IsDouble = true } }).Select(change)));

    private static TheoryData<string, bool> Cases(params string[] names)
    {
        TheoryData<string, bool> cases = [];
        foreach (string name in names)
        {
            cases.Add(name, false);
            cases.Add(name, true);
        }

        return cases;
    }

    private static TestModel Create(Lazy<ModelBatch> batch, string name, bool isDouble, int seed = 1) =>
        TestModel.Create(batch.Value.Type(Declarations.Single(d => d.Name == name) with { Name = name + (isDouble ? "Double" : "") }), seed);

    private static (double[] Inputs, double[] Targets) Examples(TestModel model, int examples, int seed) =>
        (RuntimeModels.Inputs(model, examples, seed), RuntimeModels.Targets(model, examples, seed));

    private static string HashOf(double[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(double)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}
