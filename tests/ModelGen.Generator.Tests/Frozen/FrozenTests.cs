using System;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Runtime;
using Xunit;

namespace ModelGen.Generator.Tests.Frozen;

/// <summary>What SaveAsSource writes compiles without a word and predicts the model's bits, from memory that nobody allocated.</summary>
public sealed class FrozenTests
{
    private static readonly ModelDeclaration[] Declarations =
    [
        new("Small", 3, 1, false, ["Dense(7, Activation.Tanh)", "Dense(2)", "MeanSquaredErrorLoss", "Sgd"]),
        new("Layered", 37, 8, false, ["Dense(129, Activation.Relu)", "Dense(10, Activation.Softmax)"]),
        new("Pictures", 128, 8, false, ["Conv2D(5, 3, Activation = Activation.Relu)", "MaxPool2D(2)", "Flatten", "Dense(4)"]) { Shape = "8, 8, 2" },
        new("Large", 101, 1, false, ["Dense(101, Bias = false)"]),
        new("Unlearned", 4, 1, false, ["ActivationLayer(Activation.Tanh)"]),
    ];

    [Theory]
    [InlineData("Small", false)]
    [InlineData("Small", true)]
    [InlineData("Layered", false)]
    [InlineData("Pictures", false)]
    [InlineData("Pictures", true)]
    [InlineData("Large", false)]
    [InlineData("Large", true)]
    [InlineData("Unlearned", false)]
    public void Constants_predict_the_models_bits(string name, bool isDouble)
    {
        ModelDeclaration declaration = Declarations.Single(d => d.Name == name) with { IsDouble = isDouble, InputGradients = false };
        string file = ModelDeclaration.File(declaration);
        TestModel model = GeneratorHarness.Run(file).Create(name, seed: 3);
        if (isDouble)
        {
            Compare(model, new FrozenModel<double>(file, model.SaveAsSource(), $"Declared.Frozen{name}"));
            Compare(model, new FrozenModel<double>(file, model.SaveAsSource(new() { Resource = "weights" }), $"Declared.Frozen{name}", ("weights", model.SaveAsResource())));
        }
        else
        {
            Compare(model, new FrozenModel<float>(file, model.SaveAsSource(), $"Declared.Frozen{name}"));
            Compare(model, new FrozenModel<float>(file, model.SaveAsSource(new() { Resource = "weights" }), $"Declared.Frozen{name}", ("weights", model.SaveAsResource())));
        }
    }

    [Fact]
    public void Numbers_of_every_size_come_back()
    {
        string file = ModelDeclaration.File(new ModelDeclaration("Sizes", 3, 1, false, ["Dense(2)"]) { InputGradients = false });
        TestModel model = GeneratorHarness.Run(file).Create("Sizes");
        float[] values = [float.MaxValue, float.Epsilon, -0f, 1 / 3f, -1e-38f, 16777217, 1e20f, 0.1f];
        model.Parameters = Array.ConvertAll(values, v => (double)v);
        ReadOnlySpan<float> frozen = new FrozenModel<float>(file, model.SaveAsSource(), "Declared.FrozenSizes").Parameters;
        Assert.Equal(Array.ConvertAll(values, BitConverter.SingleToInt32Bits), Array.ConvertAll(frozen.ToArray(), BitConverter.SingleToInt32Bits));

        model.Parameters = [1, 2, double.NaN, 3, 4, 5, 6, 7];
        Assert.Equal("dense1.weight", Assert.Throws<ModelFileException>(() => model.SaveAsSource()).Tensor);
        Assert.Throws<ModelFileException>(() => model.SaveAsResource());
    }

    [Fact]
    public void Class_and_namespace_may_be_chosen_and_another_part_makes_it_public()
    {
        const string Declaration = """
            using ModelGen;

            namespace Outside
            {
                internal partial class Around
                {
                    [Model, Input(2), Dense(1)]
                    public sealed partial class @event;
                }
            }

            namespace Elsewhere
            {
                /// <summary>A part of the user's.</summary>
                public static partial class Constant
                {
                    /// <summary>A member of the user's.</summary>
                    public static int Twice => 2 * Parameters.Length;
                }
            }
            """;
        string alone = Declaration[..Declaration.IndexOf("namespace Elsewhere", StringComparison.Ordinal)];
        TestModel model = GeneratorHarness.Run(alone).Create("event");
        Compare(model, new FrozenModel<float>(Declaration, model.SaveAsSource(new() { ClassName = "Constant", Namespace = "Elsewhere" }), "Elsewhere.Constant"));
        Compare(model, new FrozenModel<float>(alone, model.SaveAsSource(new() { Namespace = "" }), "Frozenevent"));
    }

    [Fact]
    public void A_model_that_changed_no_longer_compiles_with_its_old_parameters()
    {
        ModelDeclaration declaration = new("Changing", 3, 1, false, ["Dense(4, Activation.Relu)", "Dense(2)"]) { InputGradients = false };
        string frozen = GeneratorHarness.Run(ModelDeclaration.File(declaration)).Create("Changing").SaveAsSource();
        string changed = ModelDeclaration.File(declaration with { Attributes = ["Dense(4, Activation.Sigmoid)", "Dense(2)"] });
        CompilationFailedException fault = Assert.Throws<CompilationFailedException>(() => new FrozenModel<float>(changed, frozen, "Declared.FrozenChanging"));
        Assert.Equal(["CS0031"], fault.Complaints.Select(c => c.Id));
    }

    [Fact]
    public void A_resource_that_is_not_the_models_is_refused()
    {
        ModelDeclaration declaration = new("Embedded", 3, 1, false, ["Dense(4, Activation.Relu)", "Dense(2)"]) { InputGradients = false };
        string file = ModelDeclaration.File(declaration);
        TestModel model = GeneratorHarness.Run(file).Create("Embedded");
        string source = model.SaveAsSource(new() { Resource = "weights" });
        byte[] bytes = model.SaveAsResource(), other = GeneratorHarness.Run(ModelDeclaration.File(declaration with { Attributes = ["Dense(2)"] })).Create("Embedded").SaveAsResource();

        Assert.Contains("an embedded resource with the parameters of Embedded", Refusal("another", bytes), StringComparison.Ordinal);
        Assert.Contains("the layout of Embedded", Refusal("weights", other), StringComparison.Ordinal);
        Assert.Contains("26 parameters of Embedded", Refusal("weights", bytes[..^4]), StringComparison.Ordinal);
        Assert.Contains("20 bytes", Refusal("weights", bytes[..20]), StringComparison.Ordinal);

        string Refusal(string name, byte[] given)
        {
            var frozen = new FrozenModel<float>(file, source, "Declared.FrozenEmbedded", (name, given));
            var fault = Assert.Throws<TypeInitializationException>(() => frozen.Predict(new float[3], new float[2]));
            return Assert.IsType<ModelFileException>(fault.InnerException).Message;
        }
    }

    private static void Compare<T>(TestModel model, FrozenModel<T> frozen)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (int examples in new[] { 1, 3, 20 })
        {
            double[] inputs = RuntimeModels.Inputs(model, examples);
            Assert.Equal(model.Predict(inputs), frozen.Predict(inputs, examples * model.OutputLength));
        }

        T[] input = [.. RuntimeModels.Inputs(model, 1).Select(T.CreateTruncating)], output = new T[model.OutputLength];
        frozen.Predict(input, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        frozen.Predict(input, output);
        ReadOnlySpan<T> first = frozen.Parameters, second = frozen.Parameters;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(Unsafe.AreSame(in MemoryMarshal.GetReference(first), in MemoryMarshal.GetReference(second)));
        Assert.Equal(model.Parameters, Array.ConvertAll(first.ToArray(), double.CreateTruncating));
    }
}
