using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Shapes;

/// <summary>Networks as printed: names, settings and shapes.</summary>
public class ShapeInferenceTests
{
    [Theory]
    [InlineData("[Input(2)] [Dense(3)] [Dense(1)]", "dense1 Dense(3) [2] -> [3]; dense2 Dense(1) [3] -> [1]")]
    [InlineData("[Input(4)] [Dense(3, Name = \"hidden\")] [Dense(2)]", "hidden Dense(3) [4] -> [3]; dense2 Dense(2) [3] -> [2]")]
    [InlineData(
        "[Input(28, 28, 1)] [Flatten] [Dense(128, Activation.Relu)] [Dense(10, Activation.LogSoftmax)]",
        "flatten1 Flatten [28, 28, 1] -> [784]; dense1 Dense(128, relu) [784] -> [128]; dense2 Dense(10, log-softmax) [128] -> [10]")]
    [InlineData(
        "[Input(5)] [ActivationLayer(Activation.Tanh)] [Dense(2)] [ActivationLayer(Activation.GeluTanh)]",
        "activation1 Activation(tanh) [5] -> [5]; dense1 Dense(2) [5] -> [2]; activation2 Activation(gelu (tanh)) [2] -> [2]")]
    [InlineData("[Input(2, 3)] [ActivationLayer(Activation.Abs)] [Flatten(Name = \"row\")]", "activation1 Activation(abs) [2, 3] -> [2, 3]; row Flatten [2, 3] -> [6]")]
    public void Layers_get_names_and_shapes(string attributes, string expected) =>
        string.Join("; ", Stages.Infer(attributes).Layers.Select(l => $"{l.Layer.Name} {l.Layer.Describe()} {l.Input} -> {l.Output}")).ShouldBe(expected);

    [Theory]
    [InlineData("Identity", "GlorotUniform")]
    [InlineData("Sigmoid", "GlorotUniform")]
    [InlineData("Tanh", "GlorotUniform")]
    [InlineData("Softmax", "GlorotUniform")]
    [InlineData("Softplus", "GlorotUniform")]
    [InlineData("HardSigmoid", "GlorotUniform")]
    [InlineData("HardTanh", "GlorotUniform")]
    [InlineData("Relu", "HeUniform")]
    [InlineData("LeakyRelu", "HeUniform")]
    [InlineData("Elu", "HeUniform")]
    [InlineData("Gelu", "HeUniform")]
    [InlineData("Silu", "HeUniform")]
    [InlineData("Mish", "HeUniform")]
    [InlineData("Relu6", "HeUniform")]
    [InlineData("HardSwish", "HeUniform")]
    [InlineData("Selu", "LeCunNormal")]
    public void Weights_start_as_the_activation_wants_it_wherever_it_stands(string activation, string initializer)
    {
        foreach (string attributes in new[] { $"[Dense(3, Activation.{activation})]", $"[Dense(3)] [ActivationLayer(Activation.{activation})]" })
        {
            DenseLayer dense = Dense($"[Input(2)] {attributes}");
            dense.WeightInit.Initializer.ToString().ShouldBe(initializer);
            dense.BiasInit.Initializer.ShouldBe(ModelGen.Generator.Declarations.Initializer.Zeros);
        }
    }

    [Fact]
    public void An_initializer_that_is_asked_for_is_taken()
    {
        DenseLayer dense = Dense("[Input(2)] [Dense(3, Activation.Relu, Init = Initializer.Constant, InitValue = 0.5, BiasInit = Initializer.Normal)]");
        dense.WeightInit.ShouldBe(new InitializerChoice(ModelGen.Generator.Declarations.Initializer.Constant, 0.5));
        dense.BiasInit.ShouldBe(new InitializerChoice(ModelGen.Generator.Declarations.Initializer.Normal, 0.05));
    }

    [Fact]
    public void An_activation_further_down_decides_nothing() =>
        Dense("[Input(2)] [Dense(3)] [Flatten] [ActivationLayer(Activation.Relu)]").WeightInit.Initializer.ShouldBe(ModelGen.Generator.Declarations.Initializer.GlorotUniform);

    [Theory]
    [InlineData("", "Single", 64, false)]
    [InlineData("(MaxBatch = 7, Precision = Precision.Double, InputGradients = true)", "Double", 7, true)]
    public void The_model_has_its_settings(string settings, string precision, int maxBatch, bool inputGradients)
    {
        Network network = Stages.Infer($"[Model{settings}] [Input(3, 2)] [Flatten] [Dense(4)]");
        (network.Name, network.Precision.ToString(), network.MaxBatch, network.InputGradients).ShouldBe(("Net", precision, maxBatch, inputGradients));
        (network.Input, network.Output, network.Outputs[0].Loss, network.Optimizer).ShouldBe((Shape.Of(3, 2), Shape.Of(4), null, null));
        network.NumberSize.ShouldBe(precision == "Double" ? 8 : 4);
    }

    [Fact]
    public void Equal_declarations_give_equal_networks()
    {
        const string Attributes = "[Input(2)] [Dense(3, Activation.Tanh)] [MeanSquaredErrorLoss] [Adam]";
        Stages.Infer(Attributes).ShouldBe(Stages.Infer("[Adam] [MeanSquaredErrorLoss] [Input(2)] [Dense(3, Activation.Tanh)]"));
        Stages.Infer(Attributes).ShouldNotBe(Stages.Infer(Attributes.Replace("Tanh", "Sigmoid")));
    }

    private static DenseLayer Dense(string attributes) => Stages.Infer(attributes).Layers[0].Layer.ShouldBeOfType<DenseLayer>();
}
